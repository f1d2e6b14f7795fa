"""Stored rows: each compressed by itself, so that reading one reads no other.

Rows are alike (the same names of members, offices and departments, the same turns of phrase), so those of
one build share a dictionary that is trained on some of them: a third less than without.

::

    row_offsets       uint32 or uint64 a document and one more: where its row lies in rows
    row_dictionary    a document: which of the dictionaries its row was compressed with, in the smallest type
    dictionaries, dictionary_offsets
"""

from collections.abc import Sequence
from threading import Lock

import numpy as np
import zstandard
from msgspec import Struct

from indexer.codec.arrays import Array, ArrayFile
from indexer.codec.grouping import starts_of

SAMPLED = 1_000
"""A dictionary learns nothing more from more rows than this."""

_LEVEL = 3
_LARGEST = 112 * 1024
_BYTES_A_ROW = 16
"""What a dictionary may take, shared among the rows that it is for."""
_ENOUGH_OF_A_ROW = 8 * 1024
_WORTH_IT = 256
"""Fewer rows than this would not save what a dictionary takes."""
_SEGMENT_SIZE, _MATCH_SIZE = 512, 8
"""How a dictionary is trained: with the sizes given there is no search for them, which takes ten times as
long and gains nothing."""


class PackedRows(Struct, frozen=True):
    """The rows of documents that were added together."""

    blob: bytes
    offsets: Array
    dictionary: bytes
    """Empty where they were compressed without."""


def dictionary_of(rows: Sequence[bytes], count: int) -> bytes:
    """What many rows have in common, learnt from some; empty where there are too few to be worth it."""
    if min(count, len(rows)) < _WORTH_IT:
        return b""
    size = min(_LARGEST, _BYTES_A_ROW * count)
    try:
        beginnings: list[bytes | bytearray | memoryview[int]] = [row[:_ENOUGH_OF_A_ROW] for row in rows]
        return zstandard.train_dictionary(size, beginnings, k=_SEGMENT_SIZE, d=_MATCH_SIZE).as_bytes()
    except zstandard.ZstdError:
        return b""  # They are too short, or too much alike, to learn from.


class RowPacker:
    """Compresses rows with a dictionary, or without where it is empty."""

    def __init__(self, dictionary: bytes = b"") -> None:
        self.dictionary = dictionary
        trained = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        if trained:
            trained.precompute_compress(level=_LEVEL)
        self._compressor = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=trained, write_checksum=False, write_dict_id=False
        )

    def pack(self, rows: Sequence[bytes]) -> PackedRows:
        packed = list(map(self._compressor.compress, rows))
        offsets = starts_of(np.fromiter(map(len, packed), np.int64, len(packed))).astype(np.uint64)
        return PackedRows(b"".join(packed), offsets, self.dictionary)


class RowReader:
    """The rows of one segment."""

    def __init__(self, file: ArrayFile) -> None:
        self.blob = file["rows"]
        self.offsets = file["row_offsets"]
        self.dictionary_of = file["row_dictionary"]
        self._bytes = file.bytes("rows")
        self._dictionaries = file.bytes("dictionaries")
        self._dictionary_offsets = file["dictionary_offsets"]
        self._decompressors: dict[int, zstandard.ZstdDecompressor] = {}
        self._lock = Lock()  # A decompressor works on one row at a time.

    def __getitem__(self, number: int) -> bytes:
        first, last = self.offsets[number : number + 2].tolist()
        with self._lock:
            decompressor = self._decompressor(int(self.dictionary_of[number]))
            return decompressor.decompress(self._bytes[first:last])

    @property
    def dictionary_count(self) -> int:
        return len(self._dictionary_offsets) - 1

    def dictionary(self, number: int) -> bytes:
        start, end = self._dictionary_offsets[number : number + 2].tolist()
        return bytes(self._dictionaries[start:end])

    def _decompressor(self, number: int) -> zstandard.ZstdDecompressor:
        known = self._decompressors.get(number)
        if known is None:
            dictionary = self.dictionary(number)
            trained = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
            known = self._decompressors[number] = zstandard.ZstdDecompressor(dict_data=trained)
        return known
