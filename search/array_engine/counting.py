"""How many exchanges would choosing each value of a facet give?"""

from collections.abc import Iterator

from indexer.fields import FIELD
from indexer.schema import keyword_term
from search.array_engine.arrays import Numbers
from search.array_engine.facets import Facets
from search.array_engine.generation import OpenGeneration
from search.array_engine.narrowing import Narrowed
from search.request import Request
from search.result import FacetValue


def count_facets(
    narrowed: Narrowed, request: Request, generation: OpenGeneration
) -> dict[str, tuple[FacetValue, ...]]:
    """The values of each facet asked for, most frequent first, equal ones by label.

    Those that are chosen are among them however frequent they are, after the others.
    """
    if not request.facets:
        return {}
    facets = generation.facets(request.facets)
    counts = _counts(facets, narrowed, generation)
    listed = facets.most_frequent(counts, request.facet_size)
    if request.filters:
        for facet, values in listed.items():
            chosen = _chosen(facet, facets.ranges[facet].start, request, generation)
            values.extend(facets.others(chosen, values, counts))
    return {facet: tuple(values) for facet, values in listed.items()}


def _counts(facets: Facets, narrowed: Narrowed, generation: OpenGeneration) -> Numbers:
    """By value, under the other facets' filters."""
    if len(narrowed.passing.ids) == len(generation.live):
        return facets.totals
    counts = facets.counts(narrowed.passing.ids)
    for facet in facets.ranges if narrowed.choices else ():
        for ids in narrowed.released(facet):
            counts[facets.ranges[facet]] += generation.facets((facet,)).counts(ids)
    return counts


def _chosen(facet: str, start: int, request: Request, generation: OpenGeneration) -> Iterator[int]:
    """The numbers of the values that a request's filters are about."""
    canonical, lookup = FIELD[facet].canonical, generation.column(facet).lookup
    for each in request.filters:
        if each.field == facet:
            numbers = (lookup.get(keyword_term(canonical(value))) for value in each.values)
            yield from (start + number for number in numbers if number is not None)
