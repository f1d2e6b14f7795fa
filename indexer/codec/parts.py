"""Segments on their way into another one."""

from dataclasses import dataclass

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.segment import Segment


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
