"""How many exchanges of each year, and of each month of one year: columns that are filters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from msgspec import Struct

from indexer.fields import FIELD
from search.result import FacetValue
from webui.choices import Href, search_href
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


def histogram(here: Asked, href: Href = search_href) -> Histogram | None:
    """The histogram of what is found; None where there is no time to choose: all of it is of one month.

    Years are counted without the choice of a month or a day, which another year's column takes back.
    """
    base = replace(here, state=here.state.without_any("month", "day"))
    facets = site().engine.search(replace(base.request(("year", "month")), size=0)).facets
    counts = {int(each.value): each.count for each in facets["year"] if each.value.isdecimal() and each.count}
    if not counts:
        return None
    years = _years(base.state, counts, href)
    year = _year_in_question(here.state, counts)
    months = _months(here.state.without_any("day"), year, facets["month"], href) if year else ()
    if len(counts) == 1 and sum(each.count > 0 for each in months) < 2 and not _is_chosen(here.state):
        return None
    highest = max(years, key=lambda each: each.count)
    return Histogram(years, months, year, highest, len(years) > MANY)


def _is_chosen(state: RequestState) -> bool:
    return any(state.values(field) for field in ("year", "month"))


def _years(base: RequestState, counts: Mapping[int, int], href: Href) -> tuple[Column, ...]:
    columns: list[Column] = []
    most = max(counts.values())
    for empty, run in groupby(range(min(counts), max(counts) + 1), lambda year: year not in counts):
        years = list(run)
        if empty and len(years) > EMPTY:
            columns.append(Column("…", f"{years[0]} to {years[-1]}", 0, 0, None, chosen=False))
        else:
            columns += [_column(base, "year", str(each), counts.get(each, 0), most, href) for each in years]
    return tuple(columns)


def _months(state: RequestState, year: str, values: Iterable[FacetValue], href: Href) -> tuple[Column, ...]:
    names = [f"{year}-{month:02}" for month in range(1, 13)]
    counts = {each.value: each.count for each in values if each.value in names}
    most = max(counts.values(), default=1)
    return tuple(_column(state, "month", name, counts.get(name, 0), most, href) for name in names)


def _column(state: RequestState, field: str, value: str, count: int, most: int, href: Href) -> Column:
    chosen = value in state.values(field)
    after = state.without(field, value) if chosen else state.only(field, value)
    meaning = FIELD[field].value_label(value, site().registry)
    return Column(
        meaning[:3] if field == "month" else value,
        meaning,
        count,
        max(round(100 * count / (most or 1)), 3 if count else 0),
        href(after) if count or chosen else None,
        chosen,
    )


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
