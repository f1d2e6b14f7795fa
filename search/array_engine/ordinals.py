"""The values of one field by document as numbers: each document's first, and the few further ones.

Most documents have one value, or none, in most fields. So the first values are one array, which several
fields can be counted in together, and only what is beyond them is looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from indexer.codec.columns import KeywordColumn
from indexer.codec.segment import Segment
from search.array_engine.arrays import Holds, Ids, Numbers, firsts, rows_of, spread

_MANY = 8
"""From one in so many documents on, going through all further values is cheaper than looking theirs up."""

_TOGETHER = 2**14
"""How many combinations of values are counted at once at the most: beyond, the counts leave the cache."""


class Selection:
    """Documents to be counted."""

    def __init__(self, ids: Ids, span: int) -> None:
        self.ids, self._span = ids, span

    @property
    def is_large(self) -> bool:
        return len(self.ids) * _MANY > self._span

    @cached_property
    def flags(self) -> Holds:
        return spread(self.ids, self._span)


@dataclass(frozen=True)
class Ordinals:
    """One field's values; a document has none of them twice."""

    size: int
    """How many values there are: their numbers are below it."""
    first: Numbers
    """By document; `size` where it has none."""
    further: Numbers
    """All others, one document after another."""
    starts: Numbers
    """By document and one more: where its further ones begin; empty where there are none at all."""

    @cached_property
    def _by_value(self) -> tuple[Numbers, Numbers, Numbers]:
        """The documents of the further values, one value after another; which values; where each begins."""
        counts = (self.starts[1:] - self.starts[:-1]).astype(np.int64)
        documents = np.repeat(np.arange(len(counts)), counts)
        order = np.argsort(self.further, kind="stable")
        values = self.further.take(order)
        starts = np.flatnonzero(firsts(values))
        return documents.take(order), values.take(starts), starts

    def holding(self, wanted: Holds, ids: Ids) -> Holds:
        """Which of some documents have any of the values that are flagged; the last flag is of no value."""
        holds = wanted.take(self.first.take(ids))
        if len(self.further):
            rows, counts = rows_of(ids, self.starts)
            places = np.repeat(np.arange(len(ids)), counts)
            holds[places.compress(wanted.take(self.further.take(rows)))] = True
        return holds

    def with_further(self, first: Numbers, selection: Selection) -> Numbers:
        """How many of the documents have each value, from how many have it first."""
        if not len(self.further):
            return first
        if not selection.is_large:
            found = self.further.take(rows_of(selection.ids, self.starts)[0])
            return first + np.bincount(found, minlength=self.size)
        documents, there, starts = self._by_value
        counts = first.copy()
        counts[there] += np.add.reduceat(
            selection.flags.view(np.uint8).take(documents), starts, dtype=np.int64
        )
        return counts


class Together:
    """Fields whose first values are counted at once."""

    def __init__(self, ordinals: Sequence[Ordinals]) -> None:
        self._ordinals = tuple(ordinals)
        self._shape = tuple(each.size + 1 for each in ordinals)
        self._combinations = prod(self._shape)
        joint = ordinals[0].first
        if len(ordinals) > 1:
            joint = joint.astype(np.uint16)
            for each in ordinals[1:]:
                joint = joint * np.uint16(each.size + 1) + each.first.astype(np.uint16)
        self._joint = joint

    def first_counts(self, selection: Selection) -> list[Numbers]:
        """For each field: how many of the documents have each value first."""
        if len(self._ordinals) == 1 or len(selection.ids) < self._combinations:
            return [
                np.bincount(each.first.take(selection.ids), minlength=each.size + 1)[:-1]
                for each in self._ordinals
            ]
        counts = np.bincount(self._joint.take(selection.ids), minlength=self._combinations)
        table = counts.reshape(self._shape)
        axes = range(len(self._shape))
        return [table.sum(axis=tuple(other for other in axes if other != axis))[:-1] for axis in axes]


def groups(sizes: Sequence[int]) -> list[list[int]]:
    """Which fields are counted together, by their places: as they come, while the combinations are few."""
    found: list[list[int]] = []
    combinations = 1
    for place, size in enumerate(sizes):
        if not found or combinations * (size + 1) > _TOGETHER:
            found.append([])
            combinations = 1
        found[-1].append(place)
        combinations *= size + 1
    return found


def ordinals_of(
    segments: Sequence[Segment],
    columns: Sequence[KeywordColumn | None],
    renumbered: Sequence[Numbers],
    size: int,
) -> Ordinals:
    """The values of all segments as one; for each segment its numbers' new ones are given."""
    if len(columns) == 1 and columns[0] is not None and columns[0].single:
        nothing = columns[0].values[:0]
        return Ordinals(size, columns[0].values, nothing, nothing)
    narrowest = np.min_scalar_type(size)
    pieces = (
        numbers.astype(narrowest).take(column.values)
        for column, numbers in zip(columns, renumbered, strict=True)
        if column is not None
    )
    numbers = np.concatenate([np.empty(0, narrowest), *pieces])
    sizes = (
        np.zeros(segment.doc_count, np.uint8) if column is None else column.sizes
        for segment, column in zip(segments, columns, strict=True)
    )
    counts = np.concatenate([np.empty(0, np.uint8), *sizes])
    if any(column is not None and column.repeats for column in columns):
        numbers, counts = _distinct(numbers, counts)
    return _split(numbers, counts, size)


def _distinct(numbers: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """The same without a value that a document has twice, in two spellings."""
    owners = np.repeat(np.arange(len(counts)), counts)
    keys = np.unique(owners << 32 | numbers)
    return (keys & 0xFFFF_FFFF).astype(numbers.dtype), np.bincount(keys >> 32, minlength=len(counts))


def _split(numbers: Numbers, counts: Numbers, size: int) -> Ordinals:
    """The first value of each document, and the others."""
    begins = np.cumsum(counts, dtype=np.int64) - counts
    # Where there is none, this is where another's begin, or what stands behind all.
    first = np.append(numbers, numbers.dtype.type(size)).take(begins)
    first[counts == 0] = size
    leads = np.zeros(len(numbers) + 1, bool)
    leads[begins] = True
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts - (counts > 0), out=starts[1:])
    return Ordinals(size, first, numbers.compress(~leads[:-1]), starts)
