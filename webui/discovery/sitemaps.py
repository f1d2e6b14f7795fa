"""The addresses of all pages, for crawlers (sitemaps.org): in parts that no file's limit is too small for.

Exchanges are listed by the month of their answer: a month that is over does not change, so its list need
not be read again.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from flask import url_for

from search.request import Filter, Request, Sort
from webui.overview import overview
from webui.places.kinds import COLLECTIONS, MEMBERS, PARTIES, Place, slug_of
from webui.places.listed import values_of
from webui.site import site
from webui.xml_documents import Element, Vocabulary, element

MOST = 50_000
"""How many addresses one sitemap may have."""

_SITEMAPS = Vocabulary("http://www.sitemaps.org/schemas/sitemap/0.9")
_PAGES = (
    "search_pages.home",
    "body_pages.bodies",
    "place_pages.calendar",
    "about_pages.about",
    "developer_pages.developers",
)
_PLACES = (MEMBERS, PARTIES, COLLECTIONS)


def sitemap_index() -> Iterator[bytes]:
    """The list of all sitemaps."""
    names = (*_OF_PAGES, *_months())
    addresses = (url_for("discovery_pages.one_sitemap", name=name, _external=True) for name in names)
    return _SITEMAPS.streamed("sitemapindex", (_listed("sitemap", address) for address in addresses))


def sitemap(name: str) -> Iterator[bytes] | None:
    """One of them; None where there is none of this name."""
    if name in _OF_PAGES:
        addresses = islice(_OF_PAGES[name](), MOST)
        return _SITEMAPS.streamed("urlset", (_listed("url", address) for address in addresses))
    if name in (months := _months()):
        return _SITEMAPS.streamed("urlset", _exchanges(*months[name]))
    return None


def _pages() -> Iterator[str]:
    yield from (url_for(endpoint, _external=True) for endpoint in _PAGES)
    yield from (url_for("place_pages.places", path=place.path, _external=True) for place in _PLACES)


def _bodies() -> Iterator[str]:
    """Those that anything cites."""
    return (url_for("body_pages.body", id=each.value, _external=True) for each in overview(site()).cited)


def _of(place: Place) -> Callable[[], Iterator[str]]:
    """The pages of members, of parties or of collections."""
    return lambda: (
        url_for("place_pages.place", path=place.path, slug=slug_of(each.value), _external=True)
        for each in values_of(place, site())
    )


_OF_PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "pages": _pages,
    "bodies": _bodies,
    **{place.path: _of(place) for place in _PLACES},
}
"""By the name of a sitemap, what it lists besides exchanges."""


def _months() -> dict[str, tuple[str, int]]:
    """By the name of a sitemap, the month of its exchanges and which part of that it is; the latest first."""
    counted = site().engine.search(Request(size=0, facets=("month",))).facets["month"]
    return {
        f"exchanges-{each.value}-{part}": (each.value, part)
        for each in sorted(counted, key=lambda each: each.value, reverse=True)
        for part in range(1, -(-each.count // MOST) + 1)
    }


def _exchanges(month: str, part: int) -> Iterator[Element]:
    hits = site().engine.every(Request(filters=(Filter("month", (month,)),), sort=Sort.OLDEST))
    for hit in islice(hits, (part - 1) * MOST, part * MOST):
        exchange = hit.cited.exchange
        address = url_for("exchange_pages.exchange", id=exchange.id, _external=True)
        yield _listed("url", address, exchange.date)


def _listed(name: str, address: str, changed: date | None = None) -> Element:
    changes = [element("lastmod", changed.isoformat())] if changed else []
    return element(name, element("loc", address), *changes)
