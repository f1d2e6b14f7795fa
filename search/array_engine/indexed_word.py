"""A word in one field of one segment: what is the same whoever asks for it, so it is worked out once."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.postings import MOST, IndexedField, TermPostings
from search.array_engine.arrays import Ids, Numbers, Scores
from search.array_engine.compiled import Loops, Placed
from search.array_engine.scoring import K1, Scoring

if TYPE_CHECKING:
    from search.array_engine.compiled.field import Field


class IndexedWord:
    """Where its postings lie, and what they score."""

    def __init__(self, field: IndexedField, number: int, scoring: Scoring, loops: Loops | None) -> None:
        """The term of this number."""
        self.field, self.number = field, number
        postings = field.term(number)
        self.start, self.end, self.size = postings.start, postings.end, postings.size
        self.idf = scoring.idf(field.name, field.terms[number])
        """How much it says, by how few documents it stands in."""
        self.table = scoring.table(field.name)
        """By code: what a document scores besides the idf."""
        self.is_long = len(postings.long_frequencies[0]) > 0
        """Whether some frequencies are greater than codes hold."""
        self._holder = postings.field
        self._scoring, self._loops = scoring, loops

    @property
    def postings(self) -> TermPostings:
        """To be read, each time anew: what is read is too much to be kept for every word."""
        return TermPostings(self._holder, self.start, self.end)

    @cached_property
    def greatest(self) -> float:
        """No document scores more, besides the idf."""
        return K1 + 1 if self.is_long else float(self.table.take(self.postings.codes).max())

    def codes_of(self, ids: Ids) -> Array:
        """Of a few documents, in any order; 0 for those without the word."""
        if self._loops is None:
            return self.postings.codes_of(ids)
        arrays = self.arrays(self._loops)
        return self._loops.codes(arrays, self.start, self.end, ids.astype(np.int64, copy=False))

    def frequencies_of(self, ids: Ids) -> Numbers:
        """How often the word stands in each of a few documents."""
        frequencies = self.codes_of(ids) >> 8
        if self.is_long and len(often := np.flatnonzero(frequencies == MOST)):
            postings = self.postings
            places, true = postings.long_frequencies
            rows = np.searchsorted(postings.ids, ids.take(often))
            frequencies = frequencies.astype(np.int64)
            frequencies[often] = true.take(np.searchsorted(places, rows))
        return frequencies

    @property
    def has_own_positions(self) -> bool:
        """Whether these lie in its own field, posting after posting, as many as the codes say."""
        return self.field.twin is None and not self.is_long

    def arrays(self, loops: Loops) -> "Field":
        """Those of the field that has its postings, for the compiled loops."""
        return self._scoring.arrays(self._holder, loops)

    def placed(self, weight: float, loops: Loops) -> Placed:
        """With where it stands, for the compiled loops; only where it has positions of its own."""
        first = self.field.first_position(self.number)
        return self.arrays(loops), self.table, weight, self.start, self.end, first

    def saturated(self, frequencies: Scores, lengths: Numbers) -> Scores:
        """What the table has, for any frequencies, with lengths as bytes."""
        return self._scoring.saturated(self.field.name, frequencies, lengths)
