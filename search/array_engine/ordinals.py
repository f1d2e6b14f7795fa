"""The values of one field by document as numbers: each document's first, and the few further ones.

Most documents have one value, or none, in most fields. So the first values are one array, and only what is
beyond them is looked up.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import DTypeLike

from indexer.codec.columns import KeywordColumn
from indexer.codec.segment import Segment
from search.array_engine.arrays import Holds, Ids, Numbers, rows_of
from search.array_engine.compiled import Loops


class Ordinals(Struct, frozen=True):
    """One field's values; a document has none of them twice."""

    size: int
    """How many values there are: their numbers are below it."""
    first: Numbers
    """By document; `size` where it has none."""
    further: Numbers
    """All others, one document after another."""
    starts: Numbers
    """By document and one more: where its further ones begin; empty where there are none at all."""

    def holding(self, wanted: Holds, ids: Ids) -> Holds:
        """Which of some documents have any of the values that are flagged; the last flag is of no value."""
        holds = wanted.take(self.first.take(ids))
        if len(self.further):
            rows, counts = rows_of(ids, self.starts)
            places = np.repeat(np.arange(len(ids)), counts)
            holds[places.compress(wanted.take(self.further.take(rows)))] = True
        return holds

    def counts(self, ids: Ids) -> Numbers:
        """How many of some documents have each value."""
        counts = np.bincount(self.first.take(ids), minlength=self.size + 1)[:-1]
        if not len(self.further):
            return counts
        rows, _ = rows_of(ids, self.starts)
        return counts + np.bincount(self.further.take(rows), minlength=self.size)


class Laid(Struct, frozen=True):
    """One field's values as an index has them: those of one document after those of another."""

    size: int
    """How many values there are, as above."""
    numbers: Numbers
    sizes: Numbers | None
    """How many each document has; None where each has one."""

    def apart(self, loops: Loops | None) -> Ordinals:
        """Made ready to be counted again and again."""
        if self.sizes is None:
            nothing = self.numbers[:0]
            return Ordinals(self.size, self.numbers, nothing, nothing)
        split = _split if loops is None else loops.split
        return Ordinals(self.size, *split(self.numbers, self.sizes, self.size))

    def counts(self, ids: Ids, loops: Loops) -> Numbers:
        """How many of some documents have each value: for who counts once, in a tenth of the time."""
        if self.sizes is None:
            return np.bincount(self.numbers.take(ids), minlength=self.size)
        return loops.laid(self.numbers, self.sizes, ids.astype(np.int64, copy=False), self.size)


def laid_out(
    segments: Sequence[Segment],
    columns: Sequence[KeywordColumn | None],
    renumbered: Sequence[Numbers],
    size: int,
) -> Laid:
    """The values of all segments as one; for each segment its numbers' new ones are given."""
    if len(columns) == 1 and columns[0] is not None and columns[0].single:
        return Laid(size, columns[0].values, None)
    narrowest = np.min_scalar_type(size)
    numbers = _end_to_end(
        [
            # Those of the only segment are what all are numbered by.
            column.values.astype(narrowest, copy=False)
            if len(columns) == 1
            else new.astype(narrowest).take(column.values)
            for column, new in zip(columns, renumbered, strict=True)
            if column is not None
        ],
        narrowest,
    )
    sizes = _end_to_end(
        [
            np.zeros(segment.doc_count, np.uint8) if column is None else column.sizes
            for segment, column in zip(segments, columns, strict=True)
        ],
        np.uint8,
    )
    if any(column is not None and column.repeats for column in columns):
        numbers, sizes = _distinct(numbers, sizes)
    return Laid(size, numbers, sizes)


def _end_to_end(pieces: Sequence[Numbers], kind: DTypeLike) -> Numbers:
    return pieces[0] if len(pieces) == 1 else np.concatenate([np.empty(0, kind), *pieces])


def _distinct(numbers: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """The same without a value that a document has twice, in two spellings."""
    owners = np.repeat(np.arange(len(counts)), counts)
    keys = np.unique(owners << 32 | numbers)
    fewer = np.bincount(keys >> 32, minlength=len(counts)).astype(np.uint32)
    return (keys & 0xFFFF_FFFF).astype(numbers.dtype), fewer


def _split(numbers: Numbers, counts: Numbers, none: int) -> tuple[Numbers, Numbers, Numbers]:
    """The first value of each document, the others, and where those of each begin."""
    begins = np.cumsum(counts, dtype=np.int64) - counts
    # Where there is none, this is where another's begin, or what stands behind all.
    first = np.append(numbers, numbers.dtype.type(none)).take(begins)
    first[counts == 0] = none
    leads = np.zeros(len(numbers) + 1, bool)
    leads[begins] = True
    further = numbers.compress(~leads[:-1])
    starts = np.append(0, np.cumsum(counts - (counts > 0))) if len(further) else counts[:0]
    return first, further, starts.astype(np.uint32)
