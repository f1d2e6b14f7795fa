"""What the index holds, as the start page and the about page tell it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from search.request import Filter, Request, Sort
from search.result import FacetValue, Hit
from webui.found import is_fictional
from webui.periods import Counts, Unit, counts_of
from webui.site import Site

Made = TypeVar("Made")
_FACETS = ("collection", "cites", *Unit)


@dataclass(frozen=True, slots=True)
class Overview:
    """One generation at a glance."""

    generation: str
    total: int
    collections: tuple[FacetValue, ...]
    cited: tuple[FacetValue, ...]
    """Bodies by the number of exchanges that cite them."""
    times: Mapping[Unit, Counts]
    """How many exchanges there are in each year, month and day."""
    latest: tuple[Hit, ...]
    oldest_day: date | None
    only_samples: bool
    """Whether everything in the index is fictional."""


def overview(site: Site) -> Overview:
    """The overview of the current generation, worked out once for each."""
    return remembered(site, "overview", lambda: _overview(site))


def remembered(site: Site, name: str, make: Callable[[], Made]) -> Made:
    """What is worked out of an index once a generation, by a name of its own."""
    generation = site.engine.generation
    found = site.remembered.get(name)
    if found is None or found[0] != generation:
        found = site.remembered[name] = generation, make()
    made: Made = found[1]
    return made


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
        {unit: counts_of(newest.facets[unit]) for unit in Unit},
        newest.hits,
        oldest[0].cited.exchange.date if oldest else None,
        bool(collections) and all(_is_fictional(each.value, site) for each in collections),
    )


def _is_fictional(collection: str, site: Site) -> bool:
    """Whether a collection holds samples: they are never mixed with what was really asked."""
    request = Request(filters=(Filter("collection", (collection,)),), size=1)
    return all(is_fictional(hit.cited.exchange) for hit in site.engine.search(request).hits)
