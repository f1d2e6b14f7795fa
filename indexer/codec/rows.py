"""Stored rows: each compressed by itself, so that reading one reads no other."""

import zlib


def pack(row: bytes) -> bytes:
    """The bytes that are kept of a row."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    return compressor.compress(row) + compressor.flush()


def unpack(kept: "bytes | memoryview[int]") -> bytes:
    """What `pack` was given."""
    return zlib.decompress(kept, -15)
