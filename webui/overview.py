"""What the index holds, as the start page and the about page tell it."""

from dataclasses import dataclass
from datetime import date

from flask import current_app

from search.request import Filter, Request, Sort
from search.result import FacetValue, Hit
from webui.found import is_fictional
from webui.site import Site

_KEY = "questiontime.overview"
_FACETS = ("collection", "cites", "year")


@dataclass(frozen=True, slots=True)
class Overview:
    """One generation at a glance."""

    generation: str
    total: int
    collections: tuple[FacetValue, ...]
    cited: tuple[FacetValue, ...]
    """Bodies by the number of exchanges that cite them."""
    years: tuple[FacetValue, ...]
    """In their order."""
    latest: tuple[Hit, ...]
    oldest_day: date | None
    only_samples: bool
    """Whether everything in the index is fictional."""


def overview(site: Site) -> Overview:
    """The overview of the current generation, worked out once for each."""
    kept: Overview | None = current_app.extensions.get(_KEY)
    if kept is None or kept.generation != site.engine.generation:
        kept = current_app.extensions[_KEY] = _overview(site)
    return kept


def samples_notice(site: Site) -> str | None:
    """What a page that counts exchanges says where all of them are samples."""
    return "Everything in this index is fictional." if overview(site).only_samples else None


def _overview(site: Site) -> Overview:
    newest = site.engine.search(Request(sort=Sort.NEWEST, size=5, facets=_FACETS))
    oldest = site.engine.search(Request(sort=Sort.OLDEST, size=1)).hits
    collections = newest.facets["collection"]
    return Overview(
        newest.generation,
        newest.total,
        collections,
        newest.facets["cites"],
        tuple(sorted(newest.facets["year"], key=lambda each: each.value)),
        newest.hits,
        oldest[0].cited.exchange.date if oldest else None,
        bool(collections) and all(_is_fictional(each.value, site) for each in collections),
    )


def _is_fictional(collection: str, site: Site) -> bool:
    """Whether a collection holds samples: they are never mixed with what was really asked."""
    request = Request(filters=(Filter("collection", (collection,)),), size=1)
    return all(is_fictional(hit.cited.exchange) for hit in site.engine.search(request).hits)
