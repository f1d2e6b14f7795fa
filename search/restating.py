"""A request restated in words: its query with its filters and its dates."""

from corpus.registry import Registry
from indexer.fields import FIELD
from search.query.dates import spell
from search.request import Filter, Request


def in_words(request: Request, registry: Registry) -> str:
    """A request restated with its filters: "Exchanges with “water”; cited body: Ofwat"."""
    words = request.query.words
    parts = ["All exchanges" if words == "everything" else words]
    parts += [_filter_in_words(each, registry) for each in request.filters]
    if request.since or request.until:
        parts.append(spell(request.since, request.until))
    return "; ".join(parts)


def _filter_in_words(each: Filter, registry: Registry) -> str:
    field = FIELD[each.field]
    values = (" and " if each.every else " or ").join(
        field.value_label(value, registry) for value in each.values
    )
    return f"{'not ' if each.exclude else ''}{field.label}: {values}"
