"""The sorted terms of one field.

::

    F:terms, F:term_offsets         the terms as one blob, and where each begins (and the end)
    F:term_blocks, F:block_offsets  of a keyword field with very many terms, such as ids: its terms by the
                                    block, packed; F:terms then holds only the first of each block

Sorted by their UTF-8 bytes; a term's number is its place, so a prefix is a range of numbers.
"""

import zlib
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

import msgspec
import numpy as np

from indexer.codec.arrays import Array, ArrayFile
from indexer.codec.grouping import starts_of

BLOCK = 64
"""How many terms are packed together."""
_KEPT = 50_000
_BLOCKS_KEPT = 256


class Terms(ABC):
    """The terms of a field, by number and by themselves."""

    def __init__(self) -> None:
        self._found: dict[bytes, int | None] = {}

    @staticmethod
    def of(file: ArrayFile, name: str, count: int) -> "Terms":
        """The terms of a field, so many."""
        plain = PlainTerms(file.bytes(f"{name}:terms"), file[f"{name}:term_offsets"])
        offsets = file.get(f"{name}:block_offsets")
        return (
            plain
            if offsets is None
            else PackedTerms(plain, file.bytes(f"{name}:term_blocks"), offsets, count)
        )

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __getitem__(self, number: int) -> bytes: ...

    @abstractmethod
    def __iter__(self) -> Iterator[bytes]: ...

    @abstractmethod
    def between(self, first: int, last: int) -> list[bytes]:
        """The terms from one number up to another."""

    @abstractmethod
    def blob_between(self, first: int, last: int) -> tuple[bytes, Array]:
        """The same as one text, and where each begins in it, with the end; int64."""

    @abstractmethod
    def lower(self, term: bytes) -> int:
        """How many terms are smaller: where this one is, or would be."""

    def find(self, term: bytes) -> int | None:
        """The number of a term; None where the field does not have it."""
        if term in self._found:
            return self._found[term]
        number = self.lower(term)
        found = number if number < len(self) and self[number] == term else None
        if len(self._found) < _KEPT:
            self._found[term] = found
        return found

    def prefixed(self, start: bytes) -> range:
        """The numbers of the terms that begin so."""
        # No UTF-8 text holds 0xFF, so this is greater than every term that begins so.
        return range(self.lower(start), self.lower(start + b"\xff"))


class PlainTerms(Terms):
    """Terms as one blob."""

    def __init__(self, blob: "memoryview[int]", offsets: Array) -> None:
        super().__init__()
        self._blob = blob
        self._offsets = offsets
        self._count = len(offsets) - 1

    @classmethod
    def holding(cls, terms: Sequence[bytes]) -> "PlainTerms":
        """These, which are sorted, in memory."""
        return cls(memoryview(b"".join(terms)), starts_of(np.array([len(term) for term in terms], np.int64)))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[int(self._offsets[number]) : int(self._offsets[number + 1])])

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.between(0, self._count))

    def between(self, first: int, last: int) -> list[bytes]:
        return cut(*self.blob_between(first, last))

    def blob_between(self, first: int, last: int) -> tuple[bytes, Array]:
        offsets = self._offsets[first : last + 1].astype(np.int64)
        blob = bytes(self._blob[int(offsets[0]) : int(offsets[-1])])
        return blob, offsets - offsets[0]

    def lower(self, term: bytes) -> int:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self[middle] < term:
                low = middle + 1
            else:
                high = middle
        return low


class PackedTerms(Terms):
    """Terms by the block: neighbours among ids are alike, and take a fifth so."""

    def __init__(self, heads: PlainTerms, blocks: "memoryview[int]", offsets: Array, count: int) -> None:
        super().__init__()
        self._heads = heads
        self._blocks = blocks
        self._offsets = offsets
        self._count = count
        self._block = lru_cache(maxsize=_BLOCKS_KEPT)(self._unpacked)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        return self._block(number // BLOCK)[number % BLOCK]

    def __iter__(self) -> Iterator[bytes]:
        return (term for number in range(len(self._heads)) for term in self._unpacked(number))

    def between(self, first: int, last: int) -> list[bytes]:
        blocks = range(first // BLOCK, -(-last // BLOCK))
        terms = [term for number in blocks for term in self._unpacked(number)]
        return terms[first % BLOCK :][: last - first]

    def blob_between(self, first: int, last: int) -> tuple[bytes, Array]:
        terms = self.between(first, last)
        return b"".join(terms), starts_of(np.fromiter(map(len, terms), np.int64, len(terms)))

    def lower(self, term: bytes) -> int:
        block = self._heads.lower(term) - 1
        return 0 if block < 0 else block * BLOCK + bisect_left(self._block(block), term)

    def _unpacked(self, number: int) -> list[bytes]:
        start, end = self._offsets[number : number + 2].tolist()
        return _DECODER.decode(zlib.decompress(self._blocks[start:end]))


def cut(blob: bytes, offsets: Array) -> list[bytes]:
    """The terms of one text, by where they begin."""
    return [blob[start:end] for start, end in pairwise(offsets.tolist())]


def packed(terms: Sequence[bytes]) -> Iterable[bytes]:
    """The blocks of sorted terms."""
    each = iter(terms)
    while block := list(islice(each, BLOCK)):
        yield zlib.compress(_ENCODER.encode(block))


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[bytes])
