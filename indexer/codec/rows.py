"""Stored rows: each compressed by itself, so that reading one reads no other.

Rows are alike (the same names of members, offices and departments, the same turns of phrase), so those that
are added together share a dictionary made of some of them: a third less than without, and as fast.

::

    row_offsets       uint32 or uint64 a document and one more: where its row lies in rows
    row_dictionary    a document: which of the dictionaries its row was compressed with, in the smallest type
    dictionaries, dictionary_offsets
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.codec.arrays import Array, ArrayFile
from indexer.codec.grouping import starts_of

_LEVEL = 3
_RAW = -15
_DICTIONARY_SIZE = 32 * 1024
_BYTES_A_ROW = 16
"""What a dictionary may take, shared among the rows that it is for."""
_SAMPLED = 32
_WORTH_IT = 256
"""Fewer rows than this would not save what a dictionary takes."""


@dataclass(frozen=True, slots=True)
class PackedRows:
    """The rows of documents that were added together."""

    blob: bytes
    offsets: Array
    dictionary: bytes
    """Empty where there are too few rows for one."""


def dictionary_of(rows: Sequence[bytes]) -> bytes:
    """What many rows have in common: the beginnings of some of them; empty where there are too few."""
    if len(rows) < _WORTH_IT:
        return b""
    share = min(_DICTIONARY_SIZE, _BYTES_A_ROW * len(rows)) // _SAMPLED
    return b"".join(row[:share] for row in rows[:: len(rows) // _SAMPLED][:_SAMPLED])


def pack(rows: Sequence[bytes], dictionary: bytes = b"") -> PackedRows:
    """Compress each of these rows."""
    compressor = (
        zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=dictionary)
        if dictionary
        else zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    )
    packed = []
    for row in rows:
        one = compressor.copy()
        packed.append(one.compress(row) + one.flush())
    offsets = starts_of(np.fromiter(map(len, packed), np.int64, len(packed))).astype(np.uint64)
    return PackedRows(b"".join(packed), offsets, dictionary)


class RowReader:
    """The rows of one segment."""

    def __init__(self, file: ArrayFile) -> None:
        self.blob = file["rows"]
        self.offsets = file["row_offsets"]
        self.dictionary_of = file["row_dictionary"]
        self._dictionaries = file.bytes("dictionaries")
        self._dictionary_offsets = file["dictionary_offsets"]

    def __getitem__(self, number: int) -> bytes:
        first, last = self.offsets[number : number + 2].tolist()
        dictionary = self.dictionary(int(self.dictionary_of[number]))
        unpacker = zlib.decompressobj(_RAW, dictionary) if dictionary else zlib.decompressobj(_RAW)
        return unpacker.decompress(self.blob[first:last].data) + unpacker.flush()

    @property
    def dictionary_count(self) -> int:
        return len(self._dictionary_offsets) - 1

    def dictionary(self, number: int) -> bytes:
        start, end = self._dictionary_offsets[number : number + 2].tolist()
        return bytes(self._dictionaries[start:end])
