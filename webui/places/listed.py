"""Lists of places: all of a kind with their counts, each year's count as a small picture."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.registry import Registry
from search.request import Filter, Request
from search.result import FacetValue
from webui.overview import overview, remembered
from webui.periods import Counts, Unit, all_between
from webui.places.chart import sparkline
from webui.places.kinds import Place
from webui.site import Site

MOST_YEARS = 40
"""How many years a small picture shows: of a longer time, the latest."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place in a list."""

    label: str
    count: int
    href: str
    picture: str
    """A path of SVG: how many of its exchanges are of each year."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the pictures of one list have in common."""

    years: tuple[str, ...]

    @property
    def width(self) -> int:
        return 4 * len(self.years)


def values_of(place: Place, site: Site) -> tuple[FacetValue, ...]:
    """All places of a kind that have exchanges, those with the most first."""
    return remembered(site, f"values of {place.field}", lambda: _values(place.field, site))


def pictures(site: Site) -> Pictures:
    """The years that pictures show."""
    years = overview(site).times[Unit.YEAR]
    return Pictures(tuple(all_between(min(years), max(years)))[-MOST_YEARS:] if years else ())


def rows(place: Place, values: Iterable[FacetValue], site: Site) -> list[Row]:
    """Places as a page lists them."""
    by_value = remembered(site, f"years of {place.field}", lambda: _by_year(place.field, site))
    years = pictures(site).years
    return [
        Row(each.label, each.count, place.href(each.value), sparkline(by_value.get(each.value, {}), years))
        for each in values
    ]


def with_uncited(cited: Iterable[FacetValue], registry: Registry, kind: str | None) -> list[FacetValue]:
    """The bodies of a kind, or of all kinds: after those that are cited, by name, the others."""
    found = [each for each in cited if kind in (None, registry.kind_of(each.value))]
    known = {each.value for each in found}
    others = (body for body in registry.bodies if body.id not in known and kind in (None, body.kind))
    return [
        *found,
        *sorted((FacetValue(each.id, each.name, 0) for each in others), key=lambda each: each.label),
    ]


def _values(field: str, site: Site) -> tuple[FacetValue, ...]:
    return site.engine.search(Request(size=0, facets=(field,))).facets[field]


def _by_year(field: str, site: Site) -> Mapping[str, Counts]:
    """By value: its exchanges of each year. One search a year, once a generation."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for year in overview(site).times[Unit.YEAR]:
        request = Request(filters=(Filter(Unit.YEAR, (year,)),), size=0, facets=(field,))
        for each in site.engine.search(request).facets[field]:
            found[each.value][year] = each.count
    return found
