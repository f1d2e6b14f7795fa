"""What was found, in groups, one exchange after another."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from corpus.registry import Registry
from indexer.fields import FIELD
from indexer.schema import keyword_term
from search.grouping import Group, Groups, only_groups
from search.request import Request
from search.result import FacetValue, Hit
from search.whoosh_engine.columns import Column


def groups_of(
    found: Sequence[int],
    column: Column,
    request: Request,
    field: str,
    registry: Registry,
    first: Callable[[Sequence[int]], tuple[Hit, ...]],
) -> Groups:
    """The groups on a request's page, from the documents in their order; what is first of some is told."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number in found:
        for ordinal in column.ordinals[number]:
            numbers[column.values[ordinal]].append(number)
    only, label = only_groups(request, field), FIELD[field].value_label
    values = [
        FacetValue(value, label(value, registry), len(own))
        for value, own in numbers.items()
        if not only or keyword_term(value) in only
    ]
    values.sort(key=lambda each: (-each.count, each.label, each.value))
    start = (request.page - 1) * request.size
    shown = [Group(each, first(numbers[each.value])) for each in values[start : start + request.size]]
    outside = sum(not column.ordinals[number] for number in found)
    return Groups(len(found), len(values), outside, tuple(shown))
