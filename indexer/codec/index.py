"""The whole index in a folder as arrays: its segments, and one order over all their documents."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.contents import read_contents
from indexer.codec.segment import Segment


class ArrayIndex:
    """The segments of an index. Document numbers go on from one segment to the next, as in Whoosh."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        ends = list(accumulate(segment.doc_count for segment in segments))
        self.bases: tuple[int, ...] = (0, *ends[:-1])[: len(segments)]
        """What is added to a number of each segment to make it one of the index."""
        self.doc_count: int = ends[-1] if ends else 0
        """All documents, deleted ones included."""

    @classmethod
    def open(cls, folder: Path) -> "ArrayIndex":
        """Open the index of a verified generation."""
        entries = read_contents(folder)
        return cls(tuple(Segment(folder, entry.name, entry.deleted) for entry in entries))

    @cached_property
    def newest(self) -> Array:
        """All documents, deleted ones too, newest first, equal days by id; uint32.

        The orders of the smaller segments are put into that of the largest, in turn.
        """
        dates = np.concatenate([segment.numbers("date") for segment in self.segments] or [_NONE])
        merged = _NONE
        for segment, base in sorted(
            zip(self.segments, self.bases, strict=True), key=lambda each: -each[0].doc_count
        ):
            merged = _inserted(merged, segment.newest + np.uint32(base), dates, self.id_of)
        return merged

    @cached_property
    def newest_rank(self) -> Array:
        """By document number, uint32: its place in `newest`."""
        rank = np.empty(self.doc_count, np.uint32)
        rank[self.newest] = np.arange(self.doc_count, dtype=np.uint32)
        return rank

    def id_of(self, number: int) -> bytes:
        """The id of an exchange."""
        place = bisect_right(self.bases, number) - 1
        column = self.segments[place].column("id")
        if column is None:
            raise LookupError(f"{self.segments[place].name}: its exchanges have no ids")
        return column.spellings[int(column.spelled[number - self.bases[place]])]


def _inserted(longer: Array, shorter: Array, dates: Array, id_of: Callable[[int], bytes]) -> Array:
    """The order of both, from the orders of each; ids are compared within a day only."""
    if not len(longer):
        return shorter
    days, new_days = -dates[longer], -dates[shorter]
    firsts = np.searchsorted(days, new_days, "left").tolist()
    lasts = np.searchsorted(days, new_days, "right").tolist()
    places = [
        bisect_left(range(last), id_of(number), first, key=lambda at: id_of(int(longer[at])))
        for number, first, last in zip(shorter.tolist(), firsts, lasts, strict=True)
    ]
    return np.insert(longer, places, shorter)


_NONE = np.empty(0, np.uint32)
