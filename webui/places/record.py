"""What the index holds of one place: how much, from when to when, through time, and with what in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from indexer.schema import keyword_term
from search.engine import Engine
from search.request import Filter, Request, Sort
from search.result import FacetValue, Hit, Result
from webui.periods import Counts, Unit, counts_of, through, unit_for
from webui.places.kinds import Place

TOP = 10
"""How many values of what its exchanges have in common are given."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day of a place."""

    value: str
    total: int
    ways: tuple[int, int]
    """How many of its exchanges belong to the place in the one way, and how many in the other."""
    everywhere: int
    """How many exchanges there are in that time, whatever they are about."""

    @property
    def both(self) -> int:
        """Every exchange belongs in the one way or the other."""
        return max(sum(self.ways) - self.total, 0)

    @property
    def per_hundred(self) -> float:
        """How many of a hundred exchanges of that time belong to the place."""
        return 100 * self.total / self.everywhere if self.everywhere else 0.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """A place through time, from its first period to its last, those without any exchange among them."""

    unit: Unit
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """The exchanges of a place."""

    place: Place
    value: str
    """As most exchanges spell it."""
    label: str
    result: Result
    """The latest of them, and what they have in common."""
    first: Hit | None
    ways: tuple[Result, Result]
    """Those that belong to it in the one way and in the other, counted by time."""
    times: Result
    """All of them, counted by time."""

    @property
    def last(self) -> Hit | None:
        return next(iter(self.result.hits), None)

    def in_common(self, field: str) -> tuple[FacetValue, ...]:
        """The most frequent values of a facet; of its own, the other ones."""
        values = self.result.facets[field]
        if field == self.place.field:
            values = tuple(each for each in values if each.value != self.value)
        return values[:TOP]

    def timeline(self, everywhere: Mapping[Unit, Counts]) -> Timeline | None:
        """How it lies in time; None for a day, which is not divided."""
        unit = self._unit()
        return self.by(unit, everywhere[unit]) if unit and self.result.total else None

    def by(self, unit: Unit, everywhere: Counts) -> Timeline:
        """The same by one unit."""
        total, one, other = (counts_of(each.facets[unit]) for each in (self.times, *self.ways))
        return Timeline(
            unit,
            tuple(
                Period(
                    each, total.get(each, 0), (one.get(each, 0), other.get(each, 0)), everywhere.get(each, 0)
                )
                for each in through(total)
            ),
        )

    def _unit(self) -> Unit | None:
        if self.place.unit:
            return self.place.unit.smaller
        return unit_for(counts_of(self.times.facets[Unit.YEAR]))


def place_record(place: Place, value: str, engine: Engine, most: int | None = TOP + 1) -> PlaceRecord:
    """The record of a place, as five searches give it; nothing is found where no exchange has the value.

    Of what its exchanges have in common, so many values are given; None gives all.
    """
    # "Every" of one value counts its own facet under it: the others that stand with it in one exchange.
    own = Filter(place.field, (value,), every=True)
    request = Request(filters=(own,), sort=Sort.NEWEST, size=place.shown, facet_size=most)
    fields = dict.fromkeys((place.field, *(field for field, _ in place.lists)))
    result = engine.search(replace(request, facets=tuple(fields)))
    oldest = engine.search(replace(request, sort=Sort.OLDEST, size=1)).hits
    spelt = _spelt(place, value, result)
    counted = replace(request, size=0, facets=_units(place), facet_size=None)
    one, other = (
        engine.search(replace(counted, filters=each.narrowed(place.about(spelt.value), spelt.value).filters))
        for each in place.series
    )
    return PlaceRecord(
        place,
        spelt.value,
        spelt.label,
        result,
        next(iter(oldest), None),
        (one, other),
        engine.search(counted),
    )


def _units(place: Place) -> tuple[Unit, ...]:
    if place.unit:
        return (place.unit.smaller,) if place.unit.smaller else ()
    return (Unit.YEAR, Unit.MONTH)


def _spelt(place: Place, value: str, result: Result) -> FacetValue:
    """The value as the index has it: what is filtered for is always given."""
    folded = keyword_term(value)
    given = (each for each in result.facets[place.field] if keyword_term(each.value) == folded)
    return next(given, FacetValue(value, value, 0))
