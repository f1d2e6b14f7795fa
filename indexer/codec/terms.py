"""The sorted terms of one field, as one blob."""

from collections.abc import Iterator
from itertools import pairwise

from indexer.codec.arrays import Array


class Terms:
    """Sorted by their UTF-8 bytes; a term's number is its place, so a prefix is a range of numbers."""

    def __init__(self, blob: "memoryview[int]", offsets: Array) -> None:
        self._blob = blob
        self._offsets = offsets
        self._count = len(offsets) - 1
        self._found: dict[bytes, int | None] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[int(self._offsets[number]) : int(self._offsets[number + 1])])

    def __iter__(self) -> Iterator[bytes]:
        offsets = self._offsets.tolist()
        blob = bytes(self._blob)
        return (blob[start:end] for start, end in pairwise(offsets))

    def find(self, term: bytes) -> int | None:
        """The number of a term; None where the field does not have it."""
        if term in self._found:
            return self._found[term]
        number = self.lower(term)
        found = number if number < self._count and self[number] == term else None
        if len(self._found) < _KEPT:
            self._found[term] = found
        return found

    def lower(self, term: bytes) -> int:
        """How many terms are smaller: where this one is, or would be."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self[middle] < term:
                low = middle + 1
            else:
                high = middle
        return low

    def prefixed(self, start: bytes) -> range:
        """The numbers of the terms that begin so."""
        # No UTF-8 text holds 0xFF, so this is greater than every term that begins so.
        return range(self.lower(start), self.lower(start + b"\xff"))


_KEPT = 50_000
