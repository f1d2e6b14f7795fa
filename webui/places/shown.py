"""A place as its page shows it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.fields import speaker_label
from indexer.schema import keyword_term
from search.result import FacetValue, Hit
from webui.choices import search_href
from webui.found import exchange_href
from webui.periods import Counts, Unit
from webui.places.chart import Columns, amount, shares, stacked
from webui.places.kinds import PLACE_OF
from webui.places.record import Period, PlaceRecord, Timeline


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that leads to what it counts."""

    count: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Share:
    """A value that some of a place's exchanges have in common."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The most frequent ones of a facet."""

    field: str
    title: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The first or the last exchange."""

    label: str
    hit: Hit
    href: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member was on a day."""

    party: str | None
    office: str | None
    date: date


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A row of the table beside a chart."""

    label: str
    href: str | None
    """The page of this time, on the page of a longer one."""
    cells: tuple[Figure, ...]
    """In the one way, in the other, in all."""
    per_hundred: str


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """A place through time, as a chart and as a table; the latest first in the table."""

    unit: Unit
    labels: tuple[str, str]
    both: bool
    """Whether any exchange belongs in both ways."""
    chart: Columns
    shares: Columns | None
    """None where a hundred of a hundred would say nothing."""
    rows: tuple[TimeRow, ...]


def figures(record: PlaceRecord) -> tuple[Figure, ...]:
    """How many exchanges there are, and how many in each way."""
    state = record.place.about(record.value)
    ways = (
        Figure(result.total, series.label, search_href(series.narrowed(state, record.value)))
        for series, result in zip(record.place.series, record.ways, strict=True)
    )
    return Figure(record.result.total, record.place.belongs, search_href(state)), *ways


def days(record: PlaceRecord) -> tuple[Day, ...]:
    """The first and the last exchange of a place."""
    named = (("First", record.first), ("Last", record.last))
    return tuple(Day(label, hit, exchange_href(hit.cited.exchange.id)) for label, hit in named if hit)


def standing(record: PlaceRecord) -> Standing | None:
    """The party and the office of a member when last they spoke, as far as the latest exchanges tell."""
    member = keyword_term(record.value)
    return next(
        (
            Standing(speech.party, speech.office, hit.cited.exchange.date)
            for hit in record.result.hits
            for speech in hit.cited.exchange.speeches
            if (speech.party or speech.office) and keyword_term(speaker_label(speech)) == member
        ),
        None,
    )


def in_common(record: PlaceRecord) -> tuple[Shares, ...]:
    """What its exchanges have in common, each with the search for those that have it."""
    place, state = record.place, record.place.about(record.value)

    def href(field: str, value: str) -> str:
        if field == place.field:
            return search_href(state.choosing(field, value).requiring(field, every=True))
        return search_href(state.only(field, value))

    listed = (
        Shares(field, title, tuple(_shares(field, record.in_common(field), href)))
        for field, title in place.lists
    )
    return tuple(each for each in listed if each.shares)


def timeline(record: PlaceRecord, everywhere: Mapping[Unit, Counts]) -> ShownTimeline | None:
    """A place through time; None for a day."""
    found = record.timeline(everywhere)
    if found is None:
        return None
    one, other = record.place.series
    labels = (one.label, other.label)
    return ShownTimeline(
        found.unit,
        labels,
        any(period.both for period in found.periods),
        stacked(found, labels),
        None if record.place.unit else shares(found),
        tuple(_row(found, period, record) for period in reversed(found.periods)),
    )


def _shares(field: str, values: Sequence[FacetValue], href: Callable[[str, str], str]) -> Iterator[Share]:
    return (Share(each.label, each.count, href(field, each.value)) for each in values)


def _row(found: Timeline, period: Period, record: PlaceRecord) -> TimeRow:
    state = record.place.about(record.value).only(found.unit, period.value)
    ways = (
        Figure(count, series.label, search_href(series.narrowed(state, record.value)))
        for series, count in zip(record.place.series, period.ways, strict=True)
    )
    cells = (*ways, Figure(period.total, "in all", search_href(state)))
    href = PLACE_OF[found.unit].href(period.value) if record.place.unit else None
    return TimeRow(found.unit.said(period.value), href, cells, amount(period.per_hundred))
