"""A word's documents in one field of one segment, with what it scores in each."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.codec.postings import MOST, IndexedField
from search.array_engine.arrays import SPARSE, Ids, Scores, contained
from search.array_engine.scoring import Scoring


class Scored(Protocol):
    """Documents, and a score above 0 for each."""

    ids: Ids

    def scores(self) -> Scores:
        """Of all the documents."""
        ...

    def scores_at(self, places: NDArray[np.intp]) -> Scores:
        """Of the documents at these places of `ids`."""
        ...

    def scores_of(self, ids: Ids, span: int) -> Scores:
        """Of any documents, 0 for those that are not among `ids`; numbers are below the span."""
        ...


class WordPostings:
    """Scored by BM25F."""

    def __init__(self, field: IndexedField, number: int, scoring: Scoring, weight: float) -> None:
        self.field, self.number = field, number
        self.ids, self._codes = field.postings(number)
        self._scoring = scoring
        self._factor = scoring.idf(field.name, field.terms[number]) * weight

    def scores(self) -> Scores:
        return self.scores_at(None)

    def scores_at(self, places: NDArray[np.intp] | None) -> Scores:
        codes = self._own_codes
        return self._scored(codes if places is None else codes.take(places), places)

    def scores_of(self, ids: Ids, span: int) -> Scores:
        if len(ids) * SPARSE < len(self.ids) or len(self.field.long_frequencies(self.number)[0]):
            return _looked_up(self, ids)
        # No code is 0, and 0 scores nothing: to spread the codes out is cheaper than to look each place up.
        codes = np.zeros(span, np.uint16)
        codes[self.ids] = self._own_codes
        return self._scored(codes.take(ids), None)

    @property
    def _own_codes(self) -> NDArray[np.uint16]:
        if self._codes is None:
            raise LookupError(f"{self.field.name} is no text field")
        return self._codes

    def _scored(self, codes: NDArray[np.uint16], places: NDArray[np.intp] | None) -> Scores:
        scores = self._scoring.table(self.field.name).take(codes)
        long, true = self.field.long_frequencies(self.number)
        if len(long):
            self._mend(scores, codes, places, long, true)
        scores *= self._factor
        return scores

    def _mend(
        self,
        scores: Scores,
        codes: NDArray[np.uint16],
        places: NDArray[np.intp] | None,
        long: NDArray[np.int64],
        true: NDArray[np.uint32],
    ) -> None:
        """A code holds no frequency above 255: those are scored by the true ones."""
        at = np.flatnonzero(codes >> 8 == MOST)
        rows = at if places is None else places.take(at)
        frequencies = true.take(np.searchsorted(long, rows)).astype(np.float64)
        scores[at] = self._scoring.saturated(self.field.name, frequencies, codes.take(at) & 255)


class ConstantPostings:
    """All scored alike."""

    def __init__(self, ids: Ids, score: float) -> None:
        self.ids = ids
        self._score = score

    def scores(self) -> Scores:
        return np.full(len(self.ids), self._score)

    def scores_at(self, places: NDArray[np.intp]) -> Scores:
        return np.full(len(places), self._score)

    def scores_of(self, ids: Ids, span: int) -> Scores:
        return np.where(contained(ids, self.ids, span), self._score, 0.0)


def _looked_up(postings: Scored, ids: Ids) -> Scores:
    """The scores of some documents, far fewer than the postings; 0 for those that are not in them."""
    places = np.searchsorted(postings.ids, ids)
    np.minimum(places, len(postings.ids) - 1, out=places)
    scores = postings.scores_at(places)
    scores *= postings.ids.take(places) == ids
    return scores
