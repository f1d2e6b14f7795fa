"""What of the matches do the filters leave, and what does each facet count?"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.registry import Registry
from indexer.fields import FIELD
from search.request import Filter, Request
from search.result import FacetValue
from search.whoosh_engine.columns import Columns

Test = Callable[[tuple[int, ...]], bool]
"""Whether an exchange with these ordinals passes a filter."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The matches under the filters."""

    passing: list[int]
    """Documents that pass every filter."""
    released: dict[str, list[int]]
    """By facet: documents that only this facet's own choice of values keeps out."""


def narrow(matched: Iterable[int], request: Request, columns: Columns) -> Narrowed:
    """Apply the dates and the filters, keeping apart what only one facet's own choice keeps out.

    A choice of values any of which may hold is released for its own facet, so that a reader who has
    picked Ofgem still sees how many exchanges cite Ofwat. Values that must all hold, and values that
    are excluded, go on restricting when another value is clicked, so their own facet is counted
    under them.
    """
    within = _within_dates(matched, request, columns)
    choices = [_bound(each, columns) for each in request.filters if not (each.every or each.exclude)]
    bounds = [_bound(each, columns) for each in request.filters if each.every or each.exclude]
    passing: list[int] = []
    released: dict[str, list[int]] = {field: [] for field, _, _ in choices}
    for number in within:
        if not all(test(ordinals[number]) for _, ordinals, test in bounds):
            continue
        failed = [field for field, ordinals, test in choices if not test(ordinals[number])]
        if not failed:
            passing.append(number)
        elif len(failed) == 1:
            released[failed[0]].append(number)
    return Narrowed(passing, released)


def count_facets(
    narrowed: Narrowed, request: Request, columns: Columns, registry: Registry
) -> dict[str, tuple[FacetValue, ...]]:
    """The values of each facet asked for, most frequent first, equal ones by label."""
    return {facet: _facet_values(facet, narrowed, request, columns, registry) for facet in request.facets}


def _facet_values(
    facet: str, narrowed: Narrowed, request: Request, columns: Columns, registry: Registry
) -> tuple[FacetValue, ...]:
    column = columns.keywords[facet]
    counts: Counter[int] = Counter()
    for numbers in (narrowed.passing, narrowed.released.get(facet, ())):
        for number in numbers:
            counts.update(column.ordinals[number])
    chosen = {
        ordinal
        for each in request.filters
        if each.field == facet
        for value in each.values
        if (ordinal := column.find(FIELD[facet].canonical(value))) is not None
    }
    label = FIELD[facet].value_label
    values = [
        FacetValue(column.values[ordinal], label(column.values[ordinal], registry), counts[ordinal])
        for ordinal in counts.keys() | chosen
    ]
    values.sort(key=lambda each: (-each.count, each.label, each.value))
    kept = values[: request.facet_size]
    picked = {column.values[ordinal] for ordinal in chosen}
    return (*kept, *(each for each in values[len(kept) :] if each.value in picked))


def _within_dates(matched: Iterable[int], request: Request, columns: Columns) -> Iterable[int]:
    if not (request.since or request.until):
        return matched
    first = int(request.since.strftime("%Y%m%d")) if request.since else 0
    last = int(request.until.strftime("%Y%m%d")) if request.until else 99_999_999
    return (number for number in matched if first <= columns.dates[number] <= last)


def _bound(each: Filter, columns: Columns) -> tuple[str, tuple[tuple[int, ...], ...], Test]:
    """A filter with its column's ordinals and its test; a value that nobody has matches nothing."""
    column = columns.keywords[each.field]
    canonical = FIELD[each.field].canonical
    wanted = frozenset(column.find(canonical(value)) for value in each.values)
    if each.exclude:
        return each.field, column.ordinals, wanted.isdisjoint
    if each.every:
        return each.field, column.ordinals, wanted.issubset
    return each.field, column.ordinals, lambda ordinals: not wanted.isdisjoint(ordinals)
