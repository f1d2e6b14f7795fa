"""How many exchanges would choosing each value of a facet give?"""

import numpy as np

from indexer.fields import FIELD
from search.array_engine.arrays import Numbers, smallest
from search.array_engine.columns import Column, Selection
from search.array_engine.generation import OpenGeneration
from search.array_engine.narrowing import Narrowed
from search.request import Request
from search.result import FacetValue


def count_facets(
    narrowed: Narrowed, request: Request, generation: OpenGeneration
) -> dict[str, tuple[FacetValue, ...]]:
    """The values of each facet asked for, most frequent first, equal ones by label."""
    passing = Selection(narrowed.passing.ids, generation.doc_count)
    return {facet: _facet_values(facet, passing, narrowed, request, generation) for facet in request.facets}


def _facet_values(
    facet: str, passing: Selection, narrowed: Narrowed, request: Request, generation: OpenGeneration
) -> tuple[FacetValue, ...]:
    column = generation.column(facet)
    if len(passing.ids) == len(generation.live):
        counts = generation.totals(facet)
    else:
        counts = column.counts(passing)
        for ids in narrowed.released.get(facet, ()):
            counts = counts + column.counts(Selection(ids, generation.doc_count))
    return tuple(
        FacetValue(column.texts[number], column.labels[number], int(counts[number]))
        for number in _listed(counts, _chosen(facet, request, column), column, request.facet_size)
    )


def _listed(counts: Numbers, chosen: frozenset[int], column: Column, size: int | None) -> list[int]:
    """The most frequent values that there are, and those chosen that are not among them."""
    there = np.flatnonzero(counts)
    keys = column.places - counts * len(column.texts)
    kept = there[smallest(keys.take(there), len(there) if size is None else size)].tolist()
    return [*kept, *sorted(chosen.difference(kept), key=lambda number: int(keys[number]))]


def _chosen(facet: str, request: Request, column: Column) -> frozenset[int]:
    canonical = FIELD[facet].canonical
    values = (value for each in request.filters if each.field == facet for value in each.values)
    found = (column.find(canonical(value)) for value in values)
    return frozenset(number for number in found if number is not None)
