"""Atom feeds (RFC 4287), in pages (RFC 5005): what a search finds, the newest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from flask import url_for

from corpus.exchange import Exchange
from corpus.registry import Registry
from indexer.fields import speaker_label
from search.result import Hit, Result
from webui.exchange.exchange_view import web_address
from webui.found import FLAGS
from webui.wording import exchanges
from webui.xml_documents import Element, Vocabulary, element

ATOM_TYPE = "application/atom+xml"

FEED_SIZE = 50
"""How many entries a page of a feed has."""

_ATOM = Vocabulary("http://www.w3.org/2005/Atom")

_NAMES = UUID("6f2d1c52-7d0b-4e55-9d3e-0d8f5b0c9a41")
"""The namespace of our names: an exchange has the same one in every feed, wherever the site is."""

_NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries changed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a feed."""

    name: str
    """What it is, whatever the host: its address within the site, without the page."""
    words: str
    result: Result
    page: int
    pages: int
    href: Callable[[int], str]
    """The whole address of a page of it."""
    page_href: str
    """The whole address of the same for people."""


def feed_document(feed: Feed, registry: Registry) -> bytes:
    """A page of a feed as XML."""
    hits = feed.result.hits
    entries = (_entry(hit, registry) for hit in hits)
    updated = _instant(hits[0].cited.exchange) if hits else _NEVER
    return _ATOM.document("feed", *_head(feed, updated), *entries)


def _head(feed: Feed, updated: str) -> Iterator[Element]:
    count = feed.result.total
    yield element("id", _name_of(feed.name))
    yield element("title", f"questiontime: {feed.words}")
    yield element(
        "subtitle",
        f"{exchanges(count)}, the newest first; index {feed.result.generation}.",
    )
    yield element("updated", updated)
    yield element("author", element("name", "questiontime"))
    yield element("generator", "questiontime")
    yield _link("self", feed.href(feed.page), ATOM_TYPE)
    yield _link("alternate", feed.page_href, "text/html")
    for rel, page in _other_pages(feed):
        yield _link(rel, feed.href(page), ATOM_TYPE)


def _other_pages(feed: Feed) -> Iterator[tuple[str, int]]:
    if feed.pages > 1:
        yield "first", 1
        yield "last", feed.pages
    if feed.page > 1:
        yield "previous", feed.page - 1
    if feed.page < feed.pages:
        yield "next", feed.page + 1


def _entry(hit: Hit, registry: Registry) -> Element:
    exchange = hit.cited.exchange
    source = web_address(exchange.url)
    askers = dict.fromkeys(map(speaker_label, exchange.questions))
    bodies = dict.fromkeys(row.body for row in hit.cited.citations)
    return element(
        "entry",
        element("id", _name_of(exchange.id)),
        element("title", exchange.title),
        element("updated", _instant(exchange)),
        element("published", _instant(exchange)),
        *(element("author", element("name", asker)) for asker in askers),
        _link("alternate", url_for("exchange_pages.exchange", id=exchange.id, _external=True), "text/html"),
        *([_link("via", source)] if source else []),
        *(_category(body, registry) for body in bodies),
        element("summary", _summary(hit), type="text"),
    )


def _category(body: str, registry: Registry) -> Element:
    scheme = url_for("body_pages.bodies", _external=True)
    return element("category", term=body, scheme=scheme, label=registry.name_of(body))


def _summary(hit: Hit) -> str:
    """What to know before reading it, then the passages that a page of hits shows."""
    notes = [FLAGS[flag][1] for flag in hit.cited.exchange.flags]
    passages = [f"{each.role.value.capitalize()}, {each.speaker}: {each.text}" for each in hit.snippets]
    return "\n\n".join((*notes, *passages))


def _link(rel: str, href: str, type: str | None = None) -> Element:
    return element("link", rel=rel, href=href, **({"type": type} if type else {}))


def _instant(exchange: Exchange) -> str:
    """The record knows days, not hours."""
    return f"{exchange.date.isoformat()}T00:00:00Z"


def _name_of(id: str) -> str:
    return uuid5(_NAMES, id).urn
