"""What was found, in groups: the documents of each value shown are looked up among all that were found."""

from collections.abc import Iterable, Iterator

import numpy as np

from indexer.schema import keyword_term
from search.array_engine.arrays import Numbers, spread
from search.array_engine.generation import OpenGeneration
from search.array_engine.matching import Matched
from search.array_engine.ordering import page_of
from search.grouping import Group, Groups, only_groups
from search.request import Request
from search.result import Hit


def groups_of(
    passing: Matched, request: Request, field: str, first: int, generation: OpenGeneration
) -> Groups:
    """The groups on a request's page, each with so many of its first hits."""
    ids, ordinals = passing.ids, generation.column(field).ordinals
    facets = generation.facets((field,))
    counts = _among(only_groups(request, field), facets.counts(ids), field, generation)
    start = (request.page - 1) * request.size
    values = facets.most_frequent(counts, start + request.size)[field][start:]
    found = spread(ids, generation.doc_count)
    groups = []
    for value in values:
        having = generation.having(field, [keyword_term(value.value)])
        own = passing.only(having.compress(found.take(having)))
        groups.append(Group(value, tuple(_first(own, request, first, generation))))
    outside = np.count_nonzero(ordinals.first.take(ids) == ordinals.size)
    return Groups(len(ids), int(np.count_nonzero(counts)), int(outside), tuple(groups))


def _among(terms: Iterable[str], counts: Numbers, field: str, generation: OpenGeneration) -> Numbers:
    """The counts of those values only that are groups, if not all are."""
    if not terms:
        return counts
    lookup, kept = generation.column(field).lookup, np.zeros_like(counts)
    numbers = [number for term in terms if (number := lookup.get(term)) is not None]
    kept[numbers] = counts[numbers]
    return kept


def _first(own: Matched, request: Request, count: int, generation: OpenGeneration) -> Iterator[Hit]:
    ids, scores = page_of(own, request.sort, 0, count, generation)
    for number, score in zip(ids.tolist(), scores.tolist(), strict=True):
        yield Hit(generation.stored(number).cited, score)
