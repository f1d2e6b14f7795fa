"""Years, months and days: what time is counted by."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum

from search.result import FacetValue


class Unit(StrEnum):
    """A length of time; its value is the facet that counts by it, whose values sort as text."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"

    @classmethod
    def of(cls, period: str) -> "Unit | None":
        """The unit of a period such as ``2020``, ``2020-03`` or ``2020-03-12``; None where it is none."""
        unit = {4: cls.YEAR, 7: cls.MONTH, 10: cls.DAY}.get(len(period))
        try:
            return unit if unit and _first_day(period).isoformat()[: len(period)] == period else None
        except ValueError:
            return None

    @property
    def smaller(self) -> "Unit | None":
        """What it is divided into."""
        return {Unit.YEAR: Unit.MONTH, Unit.MONTH: Unit.DAY}.get(self)

    def said(self, period: str) -> str:
        """A period as people say it: ``2020``, ``March 2020``, ``12 March 2020``."""
        day = _first_day(period)
        return {
            Unit.YEAR: period,
            Unit.MONTH: f"{day:%B} {day.year}",
            Unit.DAY: f"{day.day} {day:%B} {day.year}",
        }[self]

    def short(self, period: str) -> str:
        """The same under a chart: ``2020``, ``Mar 20``, ``12 Mar``."""
        day = _first_day(period)
        return {Unit.YEAR: period, Unit.MONTH: f"{day:%b} {day:%y}", Unit.DAY: f"{day.day} {day:%b}"}[self]


MOST = 60
"""How many periods a chart and its table show: of a longer time, the latest."""

_FEW_YEARS = 2
"""What lies in so few years is shown by month."""

Counts = Mapping[str, int]
"""By period: how many exchanges. A period that is not there has none."""


def counts_of(values: Iterable[FacetValue]) -> Counts:
    """The values of a facet of time."""
    return {each.value: each.count for each in values}


def unit_for(years: Collection[str]) -> Unit:
    """By what to show what lies in these years."""
    few = bool(years) and int(max(years)) - int(min(years)) < _FEW_YEARS
    return Unit.MONTH if few else Unit.YEAR


def through(periods: Collection[str]) -> tuple[str, ...]:
    """From the first of some periods to the last, those between included: what a chart shows."""
    return tuple(all_between(min(periods), max(periods)))[-MOST:] if periods else ()


def all_between(first: str, last: str) -> Iterator[str]:
    """Every period from one to another of the same unit, both included."""
    period = first
    while period < last:
        yield period
        period = _next(period)
    yield period


def _first_day(period: str) -> date:
    return date.fromisoformat(f"{period}-01-01"[:10])


def _next(period: str) -> str:
    longest = {4: 366, 7: 31, 10: 1}[len(period)]
    day = _first_day(period)
    # From the first day of a year or a month, its greatest length leads to the next one, whatever its own is.
    return (day + timedelta(days=longest)).isoformat()[: len(period)]
