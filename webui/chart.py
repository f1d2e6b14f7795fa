"""Counts by year as bars, each in its row of a table: readable on a phone, aloud and without colour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.result import FacetValue

MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One year."""

    year: str
    count: int
    percent: int
    """Its length, of the longest; a year that has any is seen to have some."""
    href: str


def year_bars(years: Iterable[FacetValue], href: Callable[[str], str]) -> tuple[Bar, ...]:
    """From the latest year to the first, years without any exchange among them; of many, the latest."""
    counts = {int(each.value): each.count for each in years if each.value.isdecimal()}
    if not counts:
        return ()
    last, most = max(counts), max(counts.values())
    first = max(min(counts), last - MOST_YEARS + 1)
    return tuple(_bar(year, counts.get(year, 0), most, href) for year in range(last, first - 1, -1))


def _bar(year: int, count: int, most: int, href: Callable[[str], str]) -> Bar:
    return Bar(str(year), count, max(round(100 * count / most), 1 if count else 0), href(str(year)))
