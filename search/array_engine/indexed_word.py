"""A word in one field of one segment: what is the same whoever asks for it, so it is worked out once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import UNSET, Struct, UnsetType

from indexer.codec.arrays import Array
from indexer.codec.postings import MOST, IndexedField, TermPostings
from search.array_engine.arrays import Ids, Numbers, Scores
from search.array_engine.compiled import Loops, Placed, Standing
from search.array_engine.scoring import K1, Scoring

if TYPE_CHECKING:
    from search.array_engine.compiled.field import Lying


class IndexedWord(Struct, gc=False, eq=False):
    """Where its postings lie, and what they score.

    Nothing that it holds leads back to it, so the garbage collector has no need to look at the thousands that
    are remembered.
    """

    field: IndexedField
    number: int
    start: int
    end: int
    idf: float
    """How much it says, by how few documents it stands in."""
    table: Scores
    """By code: what a document scores besides the idf."""
    is_long: bool
    """Whether some frequencies are greater than codes hold."""
    _holder: IndexedField
    _scoring: Scoring
    _loops: Loops | None
    _greatest: float | UnsetType = UNSET
    _lying: "Lying | UnsetType" = UNSET
    _standing: tuple[Standing, ...] | UnsetType | None = UNSET

    @classmethod
    def of(cls, field: IndexedField, number: int, scoring: Scoring, loops: Loops | None) -> "IndexedWord":
        """The term of this number."""
        postings = field.term(number)
        return cls(
            field,
            number,
            postings.start,
            postings.end,
            scoring.idf(field.name, field.terms[number]),
            scoring.table(field.name),
            len(postings.long_frequencies[0]) > 0,
            postings.field,
            scoring,
            loops,
        )

    @property
    def size(self) -> int:
        return self.end - self.start

    @property
    def postings(self) -> TermPostings:
        """To be read, each time anew: what is read is too much to be kept for every word."""
        return TermPostings(self._holder, self.start, self.end)

    @property
    def greatest(self) -> float:
        """No document scores more, besides the idf."""
        if self._greatest is UNSET:
            self._greatest = K1 + 1 if self.is_long else float(self.table.take(self.postings.codes).max())
        return self._greatest

    def codes_of(self, ids: Ids) -> Array:
        """Of a few documents, in any order; 0 for those without the word."""
        codes: Array = _codes_of((self,), ids, self._loops)[0]
        return codes

    def mend(self, frequencies: Numbers, ids: Ids) -> None:
        """Put true frequencies in the places of those that codes cut short, of a few documents."""
        often = np.flatnonzero(frequencies == MOST)
        if len(often):
            postings = self.postings
            places, true = postings.long_frequencies
            rows = np.searchsorted(postings.ids, ids.take(often))
            frequencies[often] = true.take(np.searchsorted(places, rows))

    @property
    def has_own_positions(self) -> bool:
        """Whether these lie in its own field, posting after posting, as many as the codes say."""
        return self.field.twin is None and not self.is_long

    @property
    def lying(self) -> "Lying":
        """Where its postings lie, for the compiled loops."""
        if self._lying is UNSET:
            if self._loops is None:
                raise LookupError("there are no compiled loops")
            arrays = self._scoring.arrays(self._holder, self._loops)
            self._lying = self._loops.lying(arrays, self.start, self.end)
        return self._lying

    def placed(self, weight: float) -> Placed:
        """With where it stands, for the compiled loops; only where it has positions of its own."""
        return self.lying, self.table, weight, self.field.first_position(self.number)

    @property
    def standing(self) -> tuple[Standing, ...] | None:
        """The words under a stem, with where they stand, for the loops; None where these cannot tell."""
        if self._standing is UNSET:
            self._standing = self._stand()
        return self._standing

    def _stand(self) -> tuple[Standing, ...] | None:
        field, words = self.field, [self.number]
        if field.twin is not None:
            field, words = field.twin, field.words(self.number).tolist()
        postings = [field.term(word) for word in words]
        if self._loops is None or any(len(each.long_frequencies[0]) for each in postings):
            return None
        arrays = self._scoring.arrays(field, self._loops)
        lying = [self._loops.lying(arrays, each.start, each.end) for each in postings]
        firsts = [(field.first_position(word), field.first_position(word + 1)) for word in words]
        return tuple([(own, *places) for own, places in zip(lying, firsts, strict=True)])

    def saturated(self, frequencies: Scores, lengths: Numbers) -> Scores:
        """What the table has, for any frequencies, with lengths as bytes."""
        return self._scoring.saturated(self.field.name, frequencies, lengths)


def frequencies_of(words: Sequence[IndexedWord], ids: Ids, loops: Loops | None) -> Numbers:
    """How often each of some words, a row a word, stands in each of a few documents."""
    frequencies: Numbers = (_codes_of(words, ids, loops) >> 8).astype(np.uint32)
    for word, own in zip(words, frequencies, strict=True):
        if word.is_long:
            word.mend(own, ids)
    return frequencies


def _codes_of(words: Sequence[IndexedWord], ids: Ids, loops: Loops | None) -> Array:
    if loops is not None:
        return loops.codes(tuple([each.lying for each in words]), ids.astype(np.int64, copy=False))
    return np.array([each.postings.codes_of(ids) for each in words], np.uint16).reshape(len(words), len(ids))
