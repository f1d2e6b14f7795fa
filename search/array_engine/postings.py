"""Documents of one segment with what each scores there: the lists that a query's scores are added up from."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.codec.postings import MOST, TermPostings
from search.array_engine.arrays import SPARSE, Holds, Ids, Rows, Scores, contained, looked_up
from search.array_engine.compiled import Listed, Located
from search.array_engine.indexed_word import IndexedWord


class Scored(Protocol):
    """Documents, and a score above 0 for each."""

    @property
    def size(self) -> int:
        """How many documents there are: known before they are read."""
        ...

    @property
    def ids(self) -> Ids: ...

    @property
    def weight(self) -> float:
        """How much it says, whichever the segment: scores are added in this order, most first."""
        ...

    @property
    def bound(self) -> float:
        """No document of this segment scores more."""
        ...

    def scores(self) -> Scores:
        """Of all the documents."""
        ...

    def listed(self) -> Listed:
        """The same, for the compiled loops."""
        ...

    def located(self) -> Located:
        """The documents alone, for the compiled loops."""
        ...

    def holds(self, ids: Ids, span: int) -> Holds:
        """Which of any documents are among `ids`; numbers are below the span."""
        ...

    def scores_of(self, ids: Ids, span: int) -> Scores:
        """Of any documents, 0 for those that are not among `ids`."""
        ...


def by_weight(lists: Iterable[Scored]) -> tuple[Scored, ...]:
    """In the order in which scores are added.

    That of words is the same in every segment, so that equal exchanges have equal scores to the last bit.
    """
    return tuple(sorted(lists, key=lambda each: -each.weight))


def added_up_of(lists: Iterable[Scored], ids: Ids, span: int) -> Scores:
    """What documents score in several lists, added in their order."""
    total: Scores | None = None
    for each in lists:
        scores = each.scores_of(ids, span)
        total = scores if total is None else total + scores
    return np.zeros(len(ids)) if total is None else total


class WordPostings:
    """A word's documents in one field, scored by BM25F."""

    def __init__(self, word: IndexedWord, weight: float) -> None:
        self.word = word
        self.size = word.size
        self.weight = word.idf * weight
        self.bound = word.greatest * self.weight

    @cached_property
    def _postings(self) -> TermPostings:
        """Where the loops are compiled most words are never read here."""
        return self.word.postings

    @property
    def ids(self) -> Ids:
        return self._postings.ids

    def scores(self) -> Scores:
        return self._scored(self._postings.codes, None)

    def listed(self) -> Listed:
        word = self.word
        if word.is_long:
            return self.ids, self.scores(), 1.0, self.bound
        return word.lying, word.table, self.weight, self.bound

    def located(self) -> Located:
        return self.word.lying

    def scores_at(self, places: Rows) -> Scores:
        """Of the documents at these places of `ids`."""
        return self._scored(self._postings.codes.take(places), places)

    def holds(self, ids: Ids, span: int) -> Holds:
        if len(ids) * SPARSE < self.size:
            return self.word.codes_of(ids).astype(bool)
        return contained(ids, self.ids, span)

    def scores_of(self, ids: Ids, span: int) -> Scores:
        if self.word.is_long:
            places, holds = looked_up(ids, self.ids)
            scores = self.scores_at(places)
            scores *= holds
            return scores
        # No code is 0, and 0 scores nothing.
        if len(ids) * SPARSE < self.size:
            return self._scored(self.word.codes_of(ids), None)
        own = self.ids
        if ids is own:
            return self.scores()
        codes = np.zeros(span, np.uint16)
        codes[own] = self._postings.codes
        return self._scored(codes.take(ids), None)

    def _scored(self, codes: NDArray[np.uint16], places: Rows | None) -> Scores:
        scores = self.word.table.take(codes)
        if self.word.is_long:
            self._mend(scores, codes, places)
        scores *= self.weight
        return scores

    def _mend(self, scores: Scores, codes: NDArray[np.uint16], places: Rows | None) -> None:
        """A code holds no frequency above 255: those are scored by the true ones."""
        long, true = self._postings.long_frequencies
        at = np.flatnonzero(codes >> 8 == MOST)
        rows = at if places is None else places.take(at)
        frequencies = true.take(np.searchsorted(long, rows)).astype(np.float64)
        scores[at] = self.word.saturated(frequencies, codes.take(at) & 255)


class ConstantPostings:
    """All scored alike."""

    def __init__(self, ids: Ids, score: float) -> None:
        self.ids = ids
        self.size = len(ids)
        self.weight = self.bound = score

    def scores(self) -> Scores:
        return np.full(self.size, self.bound)

    def listed(self) -> Listed:
        return self.ids, np.array([self.bound]), 1.0, self.bound

    def located(self) -> Located:
        return self.ids

    def holds(self, ids: Ids, span: int) -> Holds:
        return contained(ids, self.ids, span)

    def scores_of(self, ids: Ids, span: int) -> Scores:
        return np.where(contained(ids, self.ids, span), self.bound, 0.0)


class ListedPostings:
    """Some documents with their scores, or with what works these out where they are asked for."""

    __slots__ = ("_scores", "bound", "ids", "size", "weight")

    def __init__(self, ids: Ids, weight: float, bound: float, scores: Scores | Callable[[], Scores]) -> None:
        self.ids, self.size = ids, len(ids)
        self.weight, self.bound = weight, bound
        self._scores = scores

    @classmethod
    def of(cls, ids: Ids, lists: Sequence[Scored], scores: Scores | Callable[[], Scores]) -> "ListedPostings":
        """The scores are sums of what some lists give."""
        return cls(ids, sum(each.weight for each in lists), sum(each.bound for each in lists), scores)

    def scores(self) -> Scores:
        known = self._scores
        if not isinstance(known, np.ndarray):
            known = self._scores = known()
        return known

    def listed(self) -> Listed:
        return self.ids, self.scores(), 1.0, self.bound

    def located(self) -> Located:
        return self.ids

    def holds(self, ids: Ids, span: int) -> Holds:
        return contained(ids, self.ids, span)

    def scores_of(self, ids: Ids, span: int) -> Scores:
        if not self.size:
            return np.zeros(len(ids))
        places, holds = looked_up(ids, self.ids)
        scores = self.scores().take(places)
        scores *= holds
        return scores
