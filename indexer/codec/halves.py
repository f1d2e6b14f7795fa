"""The documents of a field's postings, in two halves.

The low 16 bits of their numbers are kept, and once for each run of postings that share them, their high
bits. Half the size of plain numbers, and put together again in one sweep.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from indexer.codec.arrays import Array

_FEW_RUNS = 4
"""A term has one run for every 65,536 documents: up to so many are joined one by one."""


class Halves(NamedTuple):
    """The arrays as they lie."""

    lows: Array
    """uint16, by posting."""
    highs: Array
    """uint16, by run; none where no document of the field has any."""
    turns: Array
    """uint32: the first posting of each run."""

    def at(self, places: Array) -> Array:
        """The documents of some postings, as uint32."""
        ids: Array = self.lows[places].astype(np.uint32)
        if len(self.turns):
            runs = np.searchsorted(self.turns, places, "right") - 1
            ids += self.highs[runs].astype(np.uint32) << np.uint32(16)
        return ids

    def between(self, start: int, end: int, kind: "type[np.integer[Any]]" = np.int64) -> Array:
        """The documents of the postings from one place to another."""
        ids = self.lows[start:end].astype(kind)
        if not len(self.turns):
            return ids
        first, last = self._runs_between(start, end)
        if last - first <= _FEW_RUNS:
            for high, since, until in self._runs(first, last, start, end):
                if high:
                    ids[since - start : until - start] += kind(high << 16)
            return ids
        highs = self.highs[first:last].astype(kind) << kind(16)
        turns = self.turns[first:last].astype(np.int64)
        ends = np.append(turns[1:], end)
        ids += np.repeat(highs, ends - np.maximum(turns, start))
        return ids

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The runs of a slice of postings: the high bits of each, and from where to where it goes."""
        if not len(self.turns):
            return iter(((0, start, end),))
        return self._runs(*self._runs_between(start, end), start, end)

    def _runs(self, first: int, last: int, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        edges = [start, *self.turns[first + 1 : last].tolist(), end]
        return zip(self.highs[first:last].tolist(), edges, edges[1:], strict=False)

    def _runs_between(self, start: int, end: int) -> tuple[int, int]:
        """The number of the first run that a slice of postings has something of, and that after its last."""
        # Typed keys: for a plain int numpy would copy all of the turns first.
        key = self.turns.dtype.type
        first = max(int(self.turns.searchsorted(key(start), "right")) - 1, 0)
        return first, int(self.turns.searchsorted(key(end)))
