"""What of the matches do the dates and the filters leave?"""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from indexer.fields import FIELD
from indexer.schema import keyword_term
from search.array_engine.arrays import NO_IDS, Holds, Ids, Numbers, contained
from search.array_engine.compiling import day_numbers
from search.array_engine.generation import OpenGeneration
from search.array_engine.matching import Matched
from search.request import Filter, Request

_MANY = 20
"""From so many values on, going through the documents' own is cheaper than uniting the values' postings."""


class Narrowed(Struct, frozen=True):
    """The matches under the filters."""

    passing: Matched
    """Those that pass every filter."""
    bound: Ids = NO_IDS
    """Those that pass what is not a choice of values any of which may hold."""
    choices: Sequence[tuple[str, Holds]] = ()
    """The facet of each such choice, and which of those bound pass it."""
    failures: Numbers = NO_IDS
    """How many of the choices each of those bound does not pass."""

    def released(self, facet: str) -> Iterator[Ids]:
        """Documents that only this facet's own choice of values keeps out; asked for where it is counted."""
        for field, holds in self.choices:
            if field == facet:
                yield self.bound.compress((self.failures == 1) & ~holds)


def narrow(matched: Matched, request: Request, generation: OpenGeneration) -> Narrowed:
    """Apply the dates and the filters, keeping apart what only one facet's own choice keeps out.

    A choice of values any of which may hold is released for its own facet, so that a reader who has
    picked Ofgem still sees how many exchanges cite Ofwat. Values that must all hold, and values that
    are excluded, go on restricting when another value is clicked, so their own facet is counted
    under them.
    """
    if request.since or request.until:
        matched = matched.kept(_within_dates(matched.ids, request, generation))
    choices = [each for each in request.filters if not (each.every or each.exclude)]
    for each in request.filters:
        if each.every or each.exclude:
            matched = matched.kept(_bound(each, matched.ids, generation))
    if not choices:
        return Narrowed(matched)
    return _chosen(matched, choices, generation)


def _chosen(matched: Matched, choices: Sequence[Filter], generation: OpenGeneration) -> Narrowed:
    held = [(each.field, _any_of(each, matched.ids, generation)) for each in choices]
    failures = np.zeros(len(matched.ids), np.uint8)
    for _, holds in held:
        failures += ~holds
    return Narrowed(matched.kept(failures == 0), matched.ids, held, failures)


def _within_dates(ids: Ids, request: Request, generation: OpenGeneration) -> Holds:
    dates = generation.dates.take(ids)
    first, last = day_numbers(request.since, request.until)
    return np.asarray((dates >= first) & (dates <= last))


def _bound(each: Filter, ids: Ids, generation: OpenGeneration) -> Holds:
    """Which documents pass a filter whose values must all hold, or none of which may."""
    if each.exclude:
        return ~_any_of(each, ids, generation)
    holds = np.ones(len(ids), bool)
    for value in each.values:
        holds &= _any_of(Filter(each.field, (value,)), ids, generation)
    return holds


def _any_of(each: Filter, ids: Ids, generation: OpenGeneration) -> Holds:
    """Which documents have any of a filter's values; a value that nobody has matches nothing."""
    canonical = FIELD[each.field].canonical
    terms = [keyword_term(canonical(value)) for value in each.values]
    column = generation.column(each.field)
    if len(column.ordinals.further) and len(terms) < _MANY:
        return contained(ids, generation.having(each.field, terms), generation.doc_count)
    flags = np.zeros(len(column.texts) + 1, bool)
    flags[[number for term in terms if (number := column.lookup.get(term)) is not None]] = True
    return column.ordinals.holding(flags, ids)
