"""One field of several segments, merged: a chunk of terms at a time, one segment after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.grouping import cuts, starts_of, sums
from indexer.codec.merging_columns import MergedColumn
from indexer.codec.merging_terms import TermRange, term_ranges
from indexer.codec.parts import Part
from indexer.codec.postings import IndexedField
from indexer.codec.sinks import FieldShape, FieldSink
from indexer.codec.uniting import put

CHUNK = 1 << 18
"""About how many postings are held at a time."""


def put_merged_field(
    file: ArrayFileWriter,
    name: str,
    parts: Sequence[Part],
    lengths: Array | None = None,
    column: MergedColumn | None = None,
) -> FieldShape:
    """Write the field, telling the column, if there is one, of its terms; give how much there is of it.

    Lengths are the length bytes of the merged documents, in text fields.
    """
    merge = _FieldMerge(name, parts)
    shape = merge.shape(coded=lengths is not None)
    sink = FieldSink(file, name, shape)
    for terms in merge.ranges():
        counts, position_counts = merge.counted(terms)
        for first, last in pairwise(cuts(counts, CHUNK)):
            starts, position_starts = starts_of(counts[first:last]), starts_of(position_counts[first:last])
            ids, frequencies, positions = merge.chunk(terms, first, last, starts, position_starts)
            sink.append(ids, frequencies, None if lengths is None else lengths[ids])
            sink.append_positions(positions)
        # Without those that stood in deleted documents only.
        alive = np.flatnonzero(counts)
        living = terms.terms if len(alive) == len(counts) else [terms.terms[each] for each in alive.tolist()]
        sink.append_terms(living, counts[alive], position_counts[alive])
        if column:
            column.take(terms, living, alive)
    sink.close()
    return shape


@dataclass(frozen=True, slots=True)
class _Slice:
    """What is alive of some of one segment's terms."""

    counts: Array
    """How many postings each has."""
    position_counts: Array
    ids: Array
    frequencies: Array
    positions: Array


class _FieldMerge:
    """One field of the segments that have it."""

    def __init__(self, name: str, parts: Sequence[Part]) -> None:
        opened = [(part, part.segment.field(name)) for part in parts]
        self._parts = [(part, field) for part, field in opened if field]
        self._wide = any(field.wide for _, field in self._parts)
        self._kind = np.uint32 if self._wide else np.uint16
        """Of positions."""

    def ranges(self) -> Iterator[TermRange]:
        return term_ranges([field.terms for _, field in self._parts], self._release)

    def shape(self, coded: bool) -> FieldShape:
        """How many postings and positions there will be."""
        postings = positions = 0
        for part, field in self._parts:
            if part.living is None:
                postings += int(field.starts[-1])
                positions += 0 if field.position_starts is None else int(field.position_starts[-1])
                part.segment.release()
                continue
            for first, last in pairwise(cuts(_counts(field.starts), CHUNK)):
                living = _slice(part, field, first, last)
                postings += len(living.ids)
                positions += int(living.position_counts.sum())
        positioned = any(field.position_starts is not None for _, field in self._parts)
        return FieldShape(postings, coded, positions if positioned else None, self._wide)

    def counted(self, terms: TermRange) -> tuple[Array, Array]:
        """How many living postings and positions each term of a range has."""
        counts, position_counts = np.zeros((2, len(terms.terms)), np.int64)
        for (part, field), (start, end), numbers in zip(self._parts, terms.own, terms.numbers, strict=True):
            if part.living is None:
                counts[numbers] += _counts(field.starts, start, end)
                if field.position_starts is not None:
                    position_counts[numbers] += _counts(field.position_starts, start, end)
                part.segment.release()
                continue
            for first, last in pairwise(cuts(_counts(field.starts, start, end), CHUNK)):
                living = _slice(part, field, start + first, start + last)
                counts[numbers[first:last]] += living.counts
                position_counts[numbers[first:last]] += living.position_counts
        return counts, position_counts

    def chunk(
        self, terms: TermRange, first: int, last: int, starts: Array, position_starts: Array
    ) -> tuple[Array, Array, Array]:
        """The postings of some terms of a range, by number: documents, frequencies and positions.

        Given is where those of each term begin.
        """
        ids, frequencies = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint32)
        positions = np.empty(position_starts[-1], self._kind)
        for (part, field), (start, _), numbers in zip(self._parts, terms.own, terms.numbers, strict=True):
            since, until = np.searchsorted(numbers, (first, last)).tolist()
            if since == until:
                continue
            living = _slice(part, field, start + since, start + until)
            own = numbers[since:until] - first
            put(ids, starts[own], living.counts, living.ids)
            put(frequencies, starts[own], living.counts, living.frequencies)
            starts[own] += living.counts
            if len(living.positions):
                found = living.positions.astype(self._kind, copy=False)
                put(positions, position_starts[own], living.position_counts, found)
                position_starts[own] += living.position_counts
            part.segment.release()
        return ids, frequencies, positions

    def _release(self, number: int) -> None:
        self._parts[number][0].segment.release()


def _slice(part: Part, field: IndexedField, start: int, end: int) -> _Slice:
    """The living postings of a segment's own terms from one number up to another."""
    ids, frequencies, positions = field.whole(start, end)
    counts = _counts(field.starts, start, end)
    position_counts = np.zeros(len(counts), np.int64)
    if field.position_starts is not None:
        position_counts = _counts(field.position_starts, start, end)
    if part.living is not None:
        living = part.living[ids]
        starts = starts_of(counts)[:-1]
        if field.position_starts is not None:
            positions = positions[np.repeat(living, frequencies)]
            position_counts = sums(np.where(living, frequencies, 0), starts)
        counts = sums(living, starts)
        ids, frequencies = ids[living], frequencies[living]
    return _Slice(counts, position_counts, part.numbers_of(ids), frequencies, positions)


def _counts(starts: Array, first: int = 0, last: int | None = None) -> Array:
    """How many belong to each of some terms."""
    return np.diff(starts[first : None if last is None else last + 1].astype(np.int64))
