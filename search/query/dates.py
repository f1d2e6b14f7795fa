"""Days as people type them, and as a sentence says them.

A day (``2020-03-12``, ``20200312``, ``12/03/2020``, ``3 March 2020``), a month (``2020-03``, ``March 2020``)
or a year means all of its days; two of them with ``..`` between mean everything from the first day of
the one to the last day of the other, and either may be left out. In ``12/03/2020`` the day comes first.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from corpus.expressions import awaited


class Span(NamedTuple):
    """A first and a last day, both included; None leaves that end open."""

    since: date | None
    until: date | None


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_WORDS = re.compile(r"\S+")
_A_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_NAMES = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DAY = rf"""(?:
    [12]\d{{3}}-\d{{1,2}}-\d{{1,2}} | [12]\d{{7}} | [12]\d{{3}}-\d{{1,2}} | [12]\d{{3}}
  | \d{{1,2}}[/.-]\d{{1,2}}[/.-][12]\d{{3}} | \d{{1,2}}/[12]\d{{3}}
  | (?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_NAMES})\s+[12]\d{{3}}
)(?![\w/-])"""
_TO = r"\s*(?:\.{2,3}|…)\s*"
_SPAN = rf"(?P<since>{_DAY})?(?P<to>{_TO})(?P<until>{_DAY})? | (?P<only>{_DAY})"


def _form(pattern: str) -> re.Pattern[str]:
    return awaited(pattern, re.VERBOSE | re.IGNORECASE | re.ASCII)


_CLOSED_RANGE = _form(rf"{_DAY}{_TO}{_DAY}")
_TYPED = _form(_SPAN)
_HERE = _form(rf"\s*(?P<days>{_SPAN})")
_ORDERS = (
    _form(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"),
    _form(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    _form(r"(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    _form(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[a-z]+)\s+(?P<year>\d{4})"),
)


def parse_span(text: str) -> Span | None:
    """The days that a text means; None where it means none, such as 31 February.

    >>> parse_span("March 2020")
    Span(since=datetime.date(2020, 3, 1), until=datetime.date(2020, 3, 31))
    """
    typed = _TYPED.fullmatch(text.strip())
    if not typed or not (typed["since"] or typed["until"] or typed["only"]):
        return None
    if typed["only"]:
        return _days_of(typed["only"])
    first = _days_of(typed["since"]) if typed["since"] else Span(None, None)
    last = _days_of(typed["until"]) if typed["until"] else Span(None, None)
    if not first or not last:
        return None
    if first.since and last.until and first.since > last.until:
        first, last = last, first
    return Span(first.since, last.until)


def days_at(text: str, start: int) -> re.Match[str] | None:
    """The days that stand at a place of a text, ``3 March 2020`` being three words."""
    return _HERE.match(text, start)


def days_within(text: str) -> re.Match[str] | None:
    """The first days that stand among the words of a text."""
    if not _A_YEAR.search(text):
        return None
    return next(filter(None, (days_at(text, word.start()) for word in _WORDS.finditer(text))), None)


def range_end(text: str, start: int) -> int | None:
    """Where a range ends that stands at a place of a text, with both its ends given."""
    if ".." not in text and "…" not in text:
        return None
    typed = _CLOSED_RANGE.match(text, start)
    return typed.end() if typed else None


_ONE_DAY = timedelta(days=1)

BOUNDS: dict[str, Callable[[Span], Span]] = {
    "from": lambda days: Span(days.since, None),
    "to": lambda days: Span(None, days.until),
    "before": lambda days: Span(None, days.since and days.since - _ONE_DAY),
    "after": lambda days: Span(days.until and days.until + _ONE_DAY, None),
}
"""What a query makes of days with one of these names before them, beside ``date:`` itself."""


def spell(since: date | None, until: date | None) -> str:
    """The days as part of a sentence: ``in March 2020``, ``from 1 January 2019 to 31 December 2020``."""
    if since and until:
        return _closed(since, until)
    if since:
        return f"from {_day(since)}"
    return f"until {_day(until)}" if until else "on any day"


def _closed(since: date, until: date) -> str:
    month = f"{MONTHS[since.month - 1]} {since.year}"
    if since == until:
        return f"on {_day(since)}"
    if (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31)):
        return f"in {since.year}"
    if (since, until) == _month_of(since.year, since.month):
        return f"in {month}"
    return f"from {_day(since)} to {_day(until)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days_of(text: str) -> Span | None:
    typed = next(found for order in _ORDERS if (found := order.fullmatch(text.strip())))
    parts = typed.groupdict()
    year = int(parts["year"])
    if name := parts.get("name"):
        month = next(n for n, each in enumerate(MONTHS, 1) if each[:3].casefold() == name[:3].casefold())
    elif parts.get("month"):
        month = int(parts["month"])
    else:
        return Span(date(year, 1, 1), date(year, 12, 31))
    try:
        return _one_day(date(year, month, int(parts["day"]))) if parts["day"] else _month_of(year, month)
    except ValueError:
        return None


def _one_day(day: date) -> Span:
    return Span(day, day)


def _month_of(year: int, month: int) -> Span:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Span(date(year, month, 1), following - _ONE_DAY)
