"""Hits that are looked at closer on the arrays alone: few documents, and what each of them holds."""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from indexer.fields import TEXT_FIELDS
from search.array_engine.arrays import NO_IDS, Holds, Numbers, contained, each_once, spread
from search.array_engine.generation import OpenGeneration
from search.array_engine.hits import hits_of
from search.array_engine.narrowing import narrow
from search.array_engine.ordering import page_of
from search.query.terms import Sought
from search.query.tree import Query
from search.request import Request
from search.result import Hit


class ArrayCandidates:
    """See `search.engine.Candidates`."""

    def __init__(self, opened: OpenGeneration, requests: Sequence[Request]) -> None:
        self._opened = opened
        self._found = [narrow(opened.matched(each.query.tree), each, opened).passing for each in requests]
        pages = [
            page_of(found, each.sort, (each.page - 1) * each.size, each.size, opened)
            for found, each in zip(self._found, requests, strict=True)
        ]
        self.scores: Sequence[Sequence[float]] = [scores.tolist() for _, scores in pages]
        self._scored = list(chain.from_iterable(self.scores))
        self._ids = np.concatenate([NO_IDS, *(ids for ids, _ in pages)])
        # What is asked of documents takes each once, ascending; two requests may find the same one.
        self._each, self._rows = each_once(self._ids)
        self._apart = opened.apart(self._each)

    @property
    def generation(self) -> str:
        return self._opened.name

    @cached_property
    def totals(self) -> Sequence[int]:
        return [len(found.ids) for found in self._found]

    def lengths(self) -> Numbers:
        lengths = [self._opened.lengths(field.name, self._each) for field in TEXT_FIELDS]
        return np.array(lengths).take(self._rows, axis=1)

    def frequencies(self, trees: Sequence[Sought], places: Sequence[int] | None = None) -> Numbers:
        if places is None:
            return self._opened.frequencies(trees, self._apart).take(self._rows, axis=2)
        rows = self._rows.take(places)
        some = spread(rows, len(self._each))
        frequencies = self._opened.frequencies(trees, self._opened.apart(self._each.compress(some)))
        return frequencies.take((np.cumsum(some) - 1).take(rows), axis=2)

    def matching(self, tree: Query) -> Holds:
        holds = contained(self._each, self._opened.matched(tree).ids, self._opened.doc_count)
        return holds.take(self._rows)

    def hit(self, place: int) -> Hit:
        return Hit(self._opened.stored(int(self._ids[place])).cited, self._scored[place])

    def shown(self, places: Sequence[int], request: Request) -> tuple[Hit, ...]:
        return hits_of(
            ((int(self._ids[place]), self._scored[place]) for place in places), self._opened, request
        )
