"""What a link to a page shows where people share it: its one address and a sentence on what is there."""

from urllib.parse import urljoin

from flask import request

from corpus.exchange import Exchange
from webui.choices import day_in_words
from webui.found import askers, question_line, shortened
from webui.paths import path_to

_LONGEST = 200


def canonical_url(canonical: str | None) -> str:
    """The whole address of the page at hand: as its view gives it, else without any parameters."""
    if not canonical and request.endpoint:
        canonical = path_to(request.endpoint, **(request.view_args or {}))
    return urljoin(request.host_url, canonical or request.path)


def in_short(exchange: Exchange) -> str:
    """Who asked, when, and how the question begins."""
    return (
        f"{askers(exchange)}, {day_in_words(exchange.date)}: {shortened(question_line(exchange), _LONGEST)}"
    )
