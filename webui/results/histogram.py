"""How many exchanges of each year, and of each month of one year: columns that are filters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from msgspec import Struct

from indexer.fields import FIELD
from search.result import FacetValue
from webui.choices import ASKED_SIZE
from webui.links import Links
from webui.periods import Counts
from webui.site import Asked, site
from webui.urls import RequestState

EMPTY = 2
"""More years than this without any exchange, one after another, are one gap."""

MANY = 25
"""More columns than this leave no room for a year of four digits under each."""


class Column(Struct, frozen=True):
    """A year, a month, or a gap of empty years."""

    label: str
    """Under it: ``2019``, ``Mar``, ``…``."""
    meaning: str
    """``2019``, ``March 2019``, ``1990 to 1999``."""
    count: int
    percent: int
    """Its height, of the highest; one that has any exchange is seen to have some."""
    to: str | None
    """Of one that is chosen: without it. Of another that has exchanges: with it, giving just these."""
    chosen: bool


class Histogram(Struct, frozen=True):
    """The years of a result, and the months of the one year in question, if there is one."""

    years: tuple[Column, ...]
    months: tuple[Column, ...]
    year: str | None
    """Whose months they are."""
    highest: Column
    """The year that has most."""
    many: bool


def histogram(here: Asked, counted: Sequence[FacetValue], links: Links) -> Histogram | None:
    """The histogram of what is found; None where there is no time to choose: all of it is of one month.

    Years are counted without the choice of a month or a day, which another year's column takes back. Where
    there is no such choice they were counted with all that is shown, up to `ASKED_SIZE` of them.
    """
    state, base = here.state, replace(here, state=here.state.without_any("month", "day"))
    known = base.state.filters == state.filters and len(counted) < ASKED_SIZE
    by_year = _there(counted) if known else _counts(base, "year")
    counts = {int(value): count for value, count in by_year.items() if value.isdecimal()}
    if not counts:
        return None
    years = _years(base.state, counts, links)
    year = _year_in_question(state, counts)
    months = _months(state.without_any("day"), year, _counts(base, "month"), links) if year else ()
    if len(counts) == 1 and sum(each.count > 0 for each in months) < 2 and not _is_chosen(state):
        return None
    highest = max(years, key=lambda each: each.count)
    return Histogram(years, months, year, highest, len(years) > MANY)


def _counts(here: Asked, field: str) -> Counts:
    return _there(site().engine.search(here.request((field,)).counted()).facets[field])


def _there(values: Iterable[FacetValue]) -> Counts:
    return {each.value: each.count for each in values if each.count}


def _is_chosen(state: RequestState) -> bool:
    return any(state.values(field) for field in ("year", "month"))


def _years(base: RequestState, counts: Mapping[int, int], links: Links) -> tuple[Column, ...]:
    columns: list[Column] = []
    column = _columns(base, "year", max(counts.values()), links)
    for empty, run in groupby(range(min(counts), max(counts) + 1), lambda year: year not in counts):
        years = list(run)
        if empty and len(years) > EMPTY:
            columns.append(Column("…", f"{years[0]} to {years[-1]}", 0, 0, None, chosen=False))
        else:
            columns += [column(str(each), counts.get(each, 0)) for each in years]
    return tuple(columns)


def _months(state: RequestState, year: str, counts: Counts, links: Links) -> tuple[Column, ...]:
    shown = {month: counts.get(month, 0) for month in (f"{year}-{number:02}" for number in range(1, 13))}
    column = _columns(state, "month", max(shown.values()) or 1, links)
    return tuple([column(month, count) for month, count in shown.items()])


def _columns(state: RequestState, field: str, most: int, links: Links) -> Callable[[str, int], Column]:
    """Makes the column of a year or a month from how many exchanges it has; the highest has so many."""
    label, registry = FIELD[field].value_label, site().registry
    picked, alone = state.values(field), links.with_one(state, field)

    def column(value: str, count: int) -> Column:
        meaning, chosen = label(value, registry), value in picked
        percent = max(round(100 * count / most), 3 if count else 0)
        to = links.to(state.without(field, value)) if chosen else alone(value) if count else None
        return Column(meaning[:3] if field == "month" else value, meaning, count, percent, to, chosen)

    return column


def _year_in_question(state: RequestState, counts: Mapping[int, int]) -> str | None:
    """The one year that is chosen, whose month or day is, that the dates leave, or that alone has any."""
    months, days = _years_of(state.values("month")), _years_of(state.values("day"))
    for years in (state.values("year"), months, days, _years_between(state), [*counts]):
        distinct = {str(year) for year in years}
        if len(distinct) == 1 and (year := distinct.pop()).isdecimal() and len(year) == 4:
            return year
        if distinct:
            return None
    return None


def _years_of(times: Sequence[str]) -> list[str]:
    return [time[:4] for time in times]


def _years_between(state: RequestState) -> list[int]:
    """Both years of a span of days; none where it is open."""
    days: list[date | None] = [state.since, state.until]
    return [day.year for day in days if day] if all(days) else []
