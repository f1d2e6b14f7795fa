"""How many exchanges would choosing each value of a facet give?"""

from collections.abc import Sequence

import numpy as np

from indexer.fields import FIELD
from indexer.schema import keyword_term
from search.array_engine.arrays import Ids, Numbers, smallest
from search.array_engine.columns import Column
from search.array_engine.generation import OpenGeneration
from search.array_engine.narrowing import Narrowed
from search.array_engine.ordinals import Selection
from search.request import Request
from search.result import FacetValue


def count_facets(
    narrowed: Narrowed, request: Request, generation: OpenGeneration
) -> dict[str, tuple[FacetValue, ...]]:
    """The values of each facet asked for, most frequent first, equal ones by label."""
    if len(narrowed.passing.ids) == len(generation.live):
        counts = {facet: generation.totals(facet) for facet in request.facets}
    else:
        counts = _counts(request.facets, narrowed.passing.ids, generation)
    for facet in request.facets:
        for ids in narrowed.released.get(facet, ()):
            counts[facet] = counts[facet] + _counts((facet,), ids, generation)[facet]
    return {facet: _facet_values(facet, counts[facet], request, generation) for facet in request.facets}


def _counts(facets: tuple[str, ...], ids: Ids, generation: OpenGeneration) -> dict[str, Numbers]:
    """How many of the documents have each value of each facet."""
    selection = Selection(ids, generation.doc_count)
    counts: dict[str, Numbers] = {}
    for names, together in generation.together(facets):
        for name, first in zip(names, together.first_counts(selection), strict=True):
            counts[name] = generation.column(name).ordinals.with_further(first, selection)
    return counts


def _facet_values(
    facet: str, counts: Numbers, request: Request, generation: OpenGeneration
) -> tuple[FacetValue, ...]:
    column = generation.column(facet)
    there = np.flatnonzero(counts)
    frequencies = counts.take(there)
    keys = column.places.take(there) - frequencies * len(column.texts)
    rows = smallest(keys, len(there) if request.facet_size is None else request.facet_size)
    listed = list(zip(there.take(rows).tolist(), frequencies.take(rows).tolist(), strict=True))
    if request.filters:
        listed += _left_out(listed, _chosen(facet, request, column), counts, column)
    return tuple([FacetValue(column.texts[number], column.labels[number], count) for number, count in listed])


def _left_out(
    listed: Sequence[tuple[int, int]], chosen: frozenset[int], counts: Numbers, column: Column
) -> list[tuple[int, int]]:
    """The values that are chosen but not among the most frequent ones, with counts, in the same order."""
    rest = [(number, int(counts[number])) for number in chosen.difference(number for number, _ in listed)]
    return sorted(rest, key=lambda each: (-each[1], int(column.places[each[0]])))


def _chosen(facet: str, request: Request, column: Column) -> frozenset[int]:
    canonical = FIELD[facet].canonical
    values = (value for each in request.filters if each.field == facet for value in each.values)
    found = (column.lookup.get(keyword_term(canonical(value))) for value in values)
    return frozenset(number for number in found if number is not None)
