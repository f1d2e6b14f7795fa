"""Counts by year as bars, each in its row of a table: readable on a phone, aloud and without colour."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from search.result import FacetValue

MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One side of one year."""

    count: int
    percent: int
    """Its length, of the longest; a side that has any is seen to have some."""
    href: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year: the exchanges that cite a body, and those that do so on either side."""

    year: str
    total: int
    href: str
    question: Bar
    answer: Bar


Counts = Mapping[int, int]
Href = Callable[[str, str], str]
"""Of the exchanges of a year that cite the body on a side: by the year and the name of the field."""


def counts_by_year(years: Iterable[FacetValue]) -> Counts:
    """The values of the facet of years as numbers."""
    return {int(each.value): each.count for each in years if each.value.isdecimal()}


def years_of(total: Counts, question: Counts, answer: Counts, href: Href) -> tuple[Year, ...]:
    """From the latest year to the first, years without any exchange among them; of many, the latest."""
    if not total:
        return ()
    last, most = max(total), max((*question.values(), *answer.values()), default=1)
    first = max(min(total), last - MOST_YEARS + 1)

    def bar(year: int, counts: Counts, field: str) -> Bar:
        count = counts.get(year, 0)
        return Bar(count, max(round(100 * count / most), 1 if count else 0), href(str(year), field))

    return tuple(
        Year(
            str(year),
            total.get(year, 0),
            href(str(year), "cites"),
            bar(year, question, "question_cites"),
            bar(year, answer, "answer_cites"),
        )
        for year in range(last, first - 1, -1)
    )
