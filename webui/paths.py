"""The paths of pages, each built once: a search page has eighty of them, and building one takes 20 µs."""

from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from flask import Flask, request, url_for

_KEPT = 5_000
"""How many are kept: those of all lists and places, and of the exchanges that are shown now."""

_ROOT: ContextVar[str | None] = ContextVar("root", default=None)
"""What a proxy has the application under, while a request is answered."""


def keep_root(app: Flask) -> None:
    """Ask each request once for its root: Flask's stand-in takes thrice as long as all else for a path."""

    def _keep() -> None:
        _ROOT.set(request.script_root)

    def _forget(_: BaseException | None) -> None:
        _ROOT.set(None)

    app.before_request(_keep)
    app.teardown_request(_forget)


def path_to(endpoint: str, **values: Any) -> str:
    """The path of a page of this site, as Flask builds it."""
    root = _ROOT.get()
    return _built(request.script_root if root is None else root, endpoint, tuple(values.items()))


@lru_cache(maxsize=_KEPT)
def _built(root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    """It begins with the root, which is why that is told apart."""
    return url_for(endpoint, **dict(values))
