"""What a link to a page shows where people share it: its one address and a sentence on what is there."""

from urllib.parse import urljoin

from flask import request

from corpus.exchange import Exchange
from corpus.markdown import plain_text
from webui.choices import day_in_words
from webui.found import askers
from webui.paths import path_to

_LONGEST = 200


def canonical_url(canonical: str | None) -> str:
    """The whole address of the page at hand: as its view gives it, else without any parameters."""
    if not canonical and request.endpoint:
        canonical = path_to(request.endpoint, **(request.view_args or {}))
    return urljoin(request.host_url, canonical or request.path)


def in_short(exchange: Exchange) -> str:
    """Who asked, when, and how the question begins."""
    asked = exchange.questions or exchange.speeches
    text = " ".join(plain_text(asked[0].text).split()) if asked else ""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0] or text[:_LONGEST]} …"
    return f"{askers(exchange)}, {day_in_words(exchange.date)}: {cut}"
