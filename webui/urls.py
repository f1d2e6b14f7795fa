"""What an address asks for: the state of a search in the parameters of its URL, and back.

Every link of a page is the address of another state, made by one of the methods here. One state has
one address: parameters in one order, values folded together, what is usual left out. Nothing a person
types is an error: what cannot be is left out, and a warning says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from corpus.folding import fold
from indexer.fields import FACETS
from search.query.dates import parse_span
from search.query.parser import LENGTH
from search.request import Filter, ParsedQuery, Request, Sort
from webui.addresses import Parameters, address_of, encoded, one_value

SIZES = (10, 20, 50, 100)
GROUPINGS = {"member": "Member", "asked_by": "Asker", "party": "Party", "cites": "Body"}
"""The fields whose values hits can be grouped by, each with its short name."""
REACHABLE = 10_000
"""How many hits can be paged through; the rest is for a download, which has no pages."""
TEXT_LIMIT = LENGTH + 1
"""How much of a query an address keeps: a character more than is read, so that it is said that it was cut."""
VALUES_LIMIT = 20
"""How many values of one facet can be chosen, and how many excluded."""
FILTERS_LIMIT = 40
"""How many values of all facets together: each link of a page repeats all of them."""


@dataclass(frozen=True)  # Without slots, since it keeps what it is written as.
class RequestState:
    """Everything that the address of a search page says."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    """In the order of the facets; of one facet, the choice before the exclusion."""
    since: date | None = None
    until: date | None = None
    sort: Sort | None = None
    """None is the usual order: the most relevant first, or without a query the newest."""
    group: str | None = None
    """The field by whose values the hits are grouped; the pages are then of groups."""
    size: int = SIZES[0]
    page: int = 1

    def request(
        self, query: ParsedQuery, facets: tuple[str, ...] = (), facet_size: int | None = None
    ) -> Request:
        """What to ask of an engine, the text having been parsed."""
        return Request(
            query, self.filters, self.since, self.until, self.order, self.page, self.size, facets, facet_size
        )

    @property
    def usual_order(self) -> Sort:
        return Sort.RELEVANCE if self.text else Sort.NEWEST

    @property
    def order(self) -> Sort:
        return self.sort or self.usual_order

    @property
    def typed_since(self) -> str:
        """The first day as a person would type it: a year or a month where it begins one."""
        return _period(self.since, first=True) if self.since else ""

    @property
    def typed_until(self) -> str:
        """The last day, likewise."""
        return _period(self.until, first=False) if self.until else ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but a query restricts what is found."""
        return bool(self.filters or self.since or self.until)

    def values(self, field: str, exclude: bool = False) -> tuple[str, ...]:
        """The values of a facet that are chosen, or excluded."""
        return next(
            (each.values for each in self.filters if (each.field, each.exclude) == (field, exclude)), ()
        )

    def wants_every(self, field: str) -> bool:
        """Whether all of a facet's chosen values must hold, not just one."""
        return any(each.every for each in self.filters if each.field == field)

    def choosing(self, field: str, *values: str, exclude: bool = False) -> "RequestState":
        """The state with these values of a facet chosen (or excluded) besides those that already are."""
        return self._with_values(field, (*self.values(field, exclude), *values), exclude)

    def only(self, field: str, value: str) -> "RequestState":
        """The state with this value chosen in the place of the facet's others."""
        return self._with_values(field, (value,), exclude=False)

    def without(self, field: str, value: str, exclude: bool = False) -> "RequestState":
        """The state with this value no longer chosen (or excluded)."""
        kept = [each for each in self.values(field, exclude) if fold(each) != fold(value)]
        return self._with_values(field, kept, exclude)

    def without_any(self, *fields: str) -> "RequestState":
        """The state in which no value of these facets is chosen; those excluded still are."""
        kept = tuple(each for each in self.filters if each.exclude or each.field not in fields)
        return replace(self, filters=kept, page=1)

    def requiring(self, field: str, every: bool) -> "RequestState":
        """The state in which all of a facet's chosen values must hold, or any."""
        filters = (
            Filter(field, each.values, every) if each.field == field and not each.exclude else each
            for each in self.filters
        )
        return replace(self, filters=tuple(filters), page=1)

    def cleared(self) -> "RequestState":
        """The state with nothing but its query."""
        return RequestState(self.text, sort=self.sort, group=self.group, size=self.size)

    def from_the_first(self) -> "RequestState":
        """The state on its first page."""
        return self if self.page == 1 else replace(self, page=1)

    def ungrouped(self) -> "RequestState":
        """The state that shows the hits themselves, from the first."""
        return replace(self, group=None, page=1) if self.group else self

    def parameters(self) -> Parameters:
        """The state as the parameters of its one address, in their one order."""
        wanted: Parameters = [("q", self.text)] if self.text else []
        for each in self.filters:
            name = f"not_{each.field}" if each.exclude else each.field
            wanted += [(name, value) for value in each.values]
            wanted += [(f"every_{each.field}", "1")] if each.every else []
        wanted += [("from", self.typed_since)] if self.since else []
        wanted += [("to", self.typed_until)] if self.until else []
        wanted += [("sort", self.sort.value)] if self.sort else []
        wanted += [("group", self.group)] if self.group else []
        wanted += [("size", str(self.size))] if self.size != SIZES[0] else []
        wanted += [("page", str(self.page))] if self.page != 1 else []
        return wanted

    def address(self, path: str, **more: str | None) -> str:
        """The path with this state, and with what else a page is asked for."""
        besides = encoded([(name, value) for name, value in more.items() if value])
        return address_of(path, self._written, besides)

    @cached_property
    def _written(self) -> str:
        """What follows the path: a page has it behind thirty of them."""
        return encoded(self.parameters())

    def _with_values(self, field: str, values: Iterable[str], exclude: bool) -> "RequestState":
        others = [each for each in self.filters if (each.field, each.exclude) != (field, exclude)]
        changed = _filter(field, values, exclude=exclude, every=self.wants_every(field) and not exclude)
        return replace(self, filters=_in_order([*others, *changed]), page=1)


_SORTS: dict[str, Sort | None] = {each.value: each for each in Sort}


def read_state(args: MultiDict[str, str]) -> tuple[RequestState, tuple[str, ...]]:
    """The state that an address asks for, and what had to be left out of it."""
    warnings: list[str] = []
    since, until = _days(args, warnings)
    filters = tuple(_filters(args, warnings))
    size = _one_of(args, "size", {str(each): each for each in SIZES}, SIZES[0], warnings)
    state = RequestState(
        text=args.get("q", "").strip()[:TEXT_LIMIT],
        filters=filters,
        since=since,
        until=until,
        sort=_one_of(args, "sort", _SORTS, None, warnings),
        group=_one_of(args, "group", {each: each for each in GROUPINGS}, None, warnings),
        size=size,
        page=_page(args, size, warnings),
    )
    return state, tuple(warnings)


def _filters(args: MultiDict[str, str], warnings: list[str]) -> Iterator[Filter]:
    room, left_out = FILTERS_LIMIT, 0
    for field, exclude in product(FACETS, (False, True)):
        name = f"not_{field}" if exclude else field
        if name not in args:
            continue
        typed = _distinct(args.getlist(name))
        kept = typed[: min(VALUES_LIMIT, room)]
        room, left_out = room - len(kept), left_out + len(typed) - len(kept)
        every = not exclude and args.get(f"every_{field}") == "1"
        if kept:
            yield Filter(field, tuple(kept), every, exclude)
    if left_out:
        warnings.append(
            f"A search takes {VALUES_LIMIT} values of one filter and {FILTERS_LIMIT} in all; "
            f"{left_out:,} more {'was' if left_out == 1 else 'were'} left out."
        )


def _filter(field: str, values: Iterable[str], exclude: bool, every: bool) -> list[Filter]:
    """A filter by as many of these values as one may have; none where there is no value."""
    kept = _distinct(values)[:VALUES_LIMIT]
    return [Filter(field, tuple(kept), every, exclude)] if kept else []


def _distinct(values: Iterable[str]) -> list[str]:
    """Values in one order, each once."""
    distinct = {fold(value): value for value in map(one_value, values)}
    return [value for folded, value in sorted(distinct.items()) if folded]


def _in_order(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(sorted(filters, key=lambda each: (FACETS.index(each.field), each.exclude)))


def _page(args: MultiDict[str, str], size: int, warnings: list[str]) -> int:
    typed = args.get("page", "1").strip()
    last = REACHABLE // size
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 9 and int(typed) > 0):
        warnings.append(f"There is no page “{_short(typed)}”, so this is the first.")
        return 1
    if int(typed) > last:
        warnings.append(f"Pages end at {last:,}; the download holds everything.")
    return min(int(typed), last)


_Choice = TypeVar("_Choice")


def _one_of(
    args: MultiDict[str, str], name: str, known: Mapping[str, _Choice], usual: _Choice, warnings: list[str]
) -> _Choice:
    typed = args.get(name, "").strip()
    if typed and typed not in known:
        warnings.append(f"“{name}” can be {', '.join(known)}; “{_short(typed)}” was left out.")
    return known.get(typed, usual)


_Period = tuple[date, date]


def _days(args: MultiDict[str, str], warnings: list[str]) -> tuple[date | None, date | None]:
    since, until = _typed_period(args, "from", warnings), _typed_period(args, "to", warnings)
    if since and until and since[0] > until[1]:
        warnings.append("“from” is later than “to”, so the two have changed places.")
        since, until = until, since
    return since and since[0], until and until[1]


def _typed_period(args: MultiDict[str, str], name: str, warnings: list[str]) -> _Period | None:
    typed = args.get(name, "").strip()
    period = _days_of(typed) or _days_in_words(typed)
    if typed and not period:
        warnings.append(
            f"“{name}” takes a year, a month or a day such as 2019, 2019-03 or 2019-03-12; "
            f"“{_short(typed)}” was left out."
        )
    return period


def _days_of(period: str) -> _Period | None:
    """The first and the last day of a year, a month or a day; None where there is no such."""
    try:
        match [int(part) for part in period.split("-") if part.isascii() and part.isdigit()]:
            case [year] if len(period) == 4:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month] if len(period) == 7:
                return date(year, month, 1), _last_of_month(date(year, month, 1))
            case [year, month, day] if len(period) == 10:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
    return None


def _days_in_words(period: str) -> _Period | None:
    """The same as people write it, ``March 2020`` or ``12/3/2020``: as in a query."""
    span = parse_span(period)
    return (span.since, span.until) if span and span.since and span.until else None


def _last_of_month(day: date) -> date:
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def _period(day: date, first: bool) -> str:
    """The shortest form whose first (or last) day this is: a year, a month, or the day itself."""
    iso = day.isoformat()
    for shorter in (iso[:4], iso[:7]):
        days = _days_of(shorter)
        if days and days[0 if first else 1] == day:
            return shorter
    return iso


def _short(typed: str) -> str:
    return typed if len(typed) <= 40 else f"{typed[:40]}…"
