"""One field of several segments, merged: a chunk of terms at a time, one segment after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.grouping import cuts, ranges, starts_of, sums
from indexer.codec.postings import IndexedField
from indexer.codec.segment import Segment
from indexer.codec.sinks import FieldPlan, FieldSink

CHUNK = 1 << 19
"""About how many postings are held at a time."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and what its documents are called in the merged one."""

    segment: Segment
    base: int
    living: Array | None
    """bool a document; None where all are."""
    renumbered: Array | None
    """uint32 a document; None where the base is only added."""

    @classmethod
    def of(cls, segment: Segment, base: int) -> "Part":
        if not len(segment.deleted):
            return cls(segment, base, None, None)
        living = np.ones(segment.doc_count, bool)
        living[segment.deleted] = False
        return cls(segment, base, living, (np.cumsum(living) - 1 + base).astype(np.uint32))

    def numbers_of(self, ids: Array) -> Array:
        """The new numbers of living documents."""
        return ids + np.uint32(self.base) if self.renumbered is None else self.renumbered[ids]


def put_merged_field(
    file: ArrayFileWriter, name: str, parts: Sequence[Part], lengths: Array | None
) -> tuple[list[bytes], int]:
    """Write the field; give its terms, and how many positions there are.

    Lengths are the length bytes of the merged documents, in text fields.
    """
    merge = _FieldMerge(name, parts)
    plan = merge.plan(coded=lengths is not None)
    sink = FieldSink(file, name, plan)
    for first, last in pairwise(cuts(merge.counts, CHUNK)):
        ids, frequencies, positions = merge.chunk(first, last)
        sink.append(ids, frequencies, None if lengths is None else lengths[ids])
        sink.append_positions(positions)
        merge.release()
    sink.close()
    return list(plan.terms), int(merge.position_counts.sum())


@dataclass(frozen=True, slots=True)
class _Slice:
    """What is alive of some of one segment's terms."""

    terms: Array
    """The terms' numbers in the merged field."""
    counts: Array
    """How many postings each has."""
    position_counts: Array
    ids: Array
    frequencies: Array
    positions: Array


class _FieldMerge:
    """The terms of all segments in one order, and how many postings each will have."""

    def __init__(self, name: str, parts: Sequence[Part]) -> None:
        opened = [(part, part.segment.field(name)) for part in parts]
        self._parts = [(part, field) for part, field in opened if field]
        self.terms: list[bytes] = sorted(set().union(*(field.terms for _, field in self._parts)))
        place = {term: number for number, term in enumerate(self.terms)}
        # Read a second time rather than kept: all segments together have many times the distinct terms.
        self._numbers = [
            np.fromiter(map(place.__getitem__, field.terms), np.int64, len(field.terms))
            for _, field in self._parts
        ]
        self._positioned = any(field.position_starts is not None for _, field in self._parts)
        self.counts, self.position_counts = self._counted()

    def plan(self, coded: bool) -> FieldPlan:
        """The field as it will be: without the terms that stood in deleted documents only."""
        alive = self.counts > 0
        terms = self.terms
        if not alive.all():
            terms = [terms[number] for number in np.flatnonzero(alive).tolist()]
        position_starts = starts_of(self.position_counts[alive]) if self._positioned else None
        wide = any(field.wide for _, field in self._parts)
        return FieldPlan(terms, starts_of(self.counts[alive]), coded, position_starts, wide)

    def chunk(self, first: int, last: int) -> tuple[Array, Array, Array]:
        """The postings of some terms, by number: documents, frequencies and positions."""
        starts, position_starts = (
            starts_of(counts[first:last]) for counts in (self.counts, self.position_counts)
        )
        ids, frequencies = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint32)
        positions = np.empty(position_starts[-1], np.uint32)
        for part in self._slices(first, last):
            own = part.terms - first
            places = ranges(starts[own], part.counts)
            ids[places], frequencies[places] = part.ids, part.frequencies
            starts[own] += part.counts
            if len(part.positions):
                positions[ranges(position_starts[own], part.position_counts)] = part.positions
                position_starts[own] += part.position_counts
        return ids, frequencies, positions

    def release(self) -> None:
        """Let go of what was read of the files."""
        for part, _ in self._parts:
            part.segment.release()

    def _counted(self) -> tuple[Array, Array]:
        counts, position_counts = np.zeros((2, len(self.terms)), np.int64)
        for (part, field), numbers in zip(self._parts, self._numbers, strict=True):
            if part.living is None:
                counts[numbers] += _counts(field.starts)
                if field.position_starts is not None:
                    position_counts[numbers] += _counts(field.position_starts)
                continue
            for first, last in pairwise(cuts(_counts(field.starts), CHUNK)):
                living = _slice(part, field, numbers, first, last)
                counts[living.terms] += living.counts
                position_counts[living.terms] += living.position_counts
        return counts, position_counts

    def _slices(self, first: int, last: int) -> Iterator[_Slice]:
        for (part, field), numbers in zip(self._parts, self._numbers, strict=True):
            start, end = np.searchsorted(numbers, (first, last)).tolist()
            if start < end:
                yield _slice(part, field, numbers, start, end)


def _slice(part: Part, field: IndexedField, numbers: Array, start: int, end: int) -> _Slice:
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
    return _Slice(numbers[start:end], counts, position_counts, part.numbers_of(ids), frequencies, positions)


def _counts(starts: Array, first: int = 0, last: int | None = None) -> Array:
    """How many belong to each of some terms."""
    return np.diff(starts[first : None if last is None else last + 1].astype(np.int64))
