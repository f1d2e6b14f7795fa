"""Under which names is this site reached, and whose word about the reader is taken?"""

from collections.abc import Sequence

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

_OWN = ("localhost", "127.0.0.1", "[::1]")
"""How this machine calls itself, to ask for its health and its metrics."""


def answer_to(app: Flask, hosts: Sequence[str], own: Sequence[str] = ()) -> None:
    """Refuse requests that name another host, if any are given; pages write it into some of their links.

    To names of its own it always answers.

    ``.example.org`` stands for the domain and all below it.
    """
    if hosts:
        app.config["TRUSTED_HOSTS"] = [*hosts, *_OWN, *own]


def behind_proxies(app: Flask, proxies: int) -> None:
    """Take the reader's address and scheme from so many proxies, each of which has to write both.

    The host is never taken from them: most proxies pass on an ``X-Forwarded-Host`` that a stranger has made
    up, while ``Host`` is theirs to set.
    """
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]
