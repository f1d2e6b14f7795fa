"""BM25F as Whoosh reckons it, over all segments of a generation.

``weight · idf · tf·(K1 + 1) / (tf + K1·(1 - B + B·length / average length))`` with
``idf = ln(N / (df + 1)) + 1``. N, df and the average count deleted documents as long as the segments hold
them, as Whoosh does: an update never shifts the scores of the exchanges that it leaves alone, beyond what
its own new ones do. Lengths are those that fit in Whoosh's one byte.
"""

from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

import numpy as np

from indexer.codec.lengths import LENGTHS
from indexer.codec.postings import IndexedField
from indexer.codec.segment import Segment
from search.array_engine.arrays import Scores
from search.array_engine.compiled import Loops

if TYPE_CHECKING:
    from search.array_engine.compiled.field import Field

K1 = 1.2
B = 0.75

_FREQUENCIES = 256


class Scoring:
    """What a score needs to know of all segments together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._doc_count = sum(segment.doc_count for segment in segments)
        self._tables: dict[str, Scores] = {}
        self._arrays: dict[IndexedField, Field] = {}
        self._relative: dict[str, Scores] = {}

    def idf(self, field: str, term: bytes) -> float:
        """How much a term of a field says, by how few documents it stands in."""
        return log(self._doc_count / (self._doc_frequency(field, term) + 1)) + 1

    def table(self, field: str) -> Scores:
        """By code (``frequency << 8 | length``): what the score is multiplied with besides the idf."""
        table = self._tables.get(field)
        if table is None:
            frequencies = np.arange(_FREQUENCIES, dtype=np.float64)[:, None]
            with np.errstate(invalid="ignore"):  # No posting has the frequency 0.
                table = self.saturated(field, frequencies, np.arange(256)[None, :]).ravel()
            self._tables[field] = table
        return table

    def arrays(self, field: IndexedField, loops: Loops) -> "Field":
        """The arrays of a field of a segment, for the compiled loops."""
        arrays = self._arrays.get(field)
        if arrays is None:
            arrays = self._arrays[field] = loops.field(*field.layout)
        return arrays

    def saturated(self, field: str, frequencies: Scores, lengths: np.ndarray) -> Scores:
        """The same for any frequencies, with lengths as bytes."""
        scores = frequencies + self._norms(field).take(lengths)
        return np.divide(frequencies * (K1 + 1), scores, out=scores)

    def _norms(self, field: str) -> Scores:
        norms = self._relative.get(field)
        if norms is None:
            total = sum(segment.total_length(field) for segment in self._segments)
            average = total / (self._doc_count or 1) or 1
            norms = self._relative[field] = K1 * ((1 - B) + B * LENGTHS / average)
        return norms

    def _doc_frequency(self, field: str, term: bytes) -> int:
        count = 0
        for segment in self._segments:
            indexed = segment.field(field)
            number = indexed.terms.find(term) if indexed else None
            if indexed is not None and number is not None:
                count += indexed.doc_frequency(number)
        return count
