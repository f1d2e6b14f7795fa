"""A file of named arrays: written in one go, memory-mapped when read.

::

    8 bytes      QTARRAY and the version of the format
    arrays       little-endian and aligned to 64 bytes, one after another
    directory    JSON: {"arrays": {name: [dtype, count, offset]}, "facts": {…}}
    8 bytes      length of the directory
    8 bytes      as at the beginning

Nothing in it can run, and nothing is unpacked: an array is a view of the file. What is torn or of
another version is refused with `IndexFolderError`; flipped bytes are the manifest's to find.
"""

import json
import mmap
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexFolderError

MAGIC = b"QTARRAY1"
_ALIGNED = 64
_END = struct.Struct("<q8s")

Array = NDArray[Any]


class ArrayFileWriter:
    """Writes arrays as they come; `close` adds the directory."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self._file.write(MAGIC)
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self.facts: dict[str, Any] = {}
        """What a reader is to know besides the arrays: plain JSON values."""

    def put(self, name: str, array: Array | bytes) -> None:
        """Add one array; bytes are an array of uint8."""
        self.put_pieces(name, [np.frombuffer(array, np.uint8) if isinstance(array, bytes) else array])

    def put_pieces(self, name: str, pieces: Iterable[Array], dtype: str | None = None) -> None:
        """Add one array from pieces of one type, without holding them all at once."""
        offset = self._align()
        count = 0
        for piece in pieces:
            dtype = dtype or piece.dtype.str
            self._file.write(np.ascontiguousarray(piece, dtype).data.cast("B") if piece.size else b"")
            count += piece.size
        self._arrays[name] = (dtype or "|u1", count, offset)

    def close(self) -> None:
        directory = json.dumps({"arrays": self._arrays, "facts": self.facts}, separators=(",", ":")).encode()
        self._file.write(directory + _END.pack(len(directory), MAGIC))
        self._file.close()

    def discard(self) -> None:
        """Give up: the file is left without a directory, which no reader takes."""
        self._file.close()

    def _align(self) -> int:
        at = self._file.tell()
        self._file.write(bytes(-at % _ALIGNED))
        return self._file.tell()


class ArrayFile:
    """The arrays of a file by their names, mapped, not read."""

    def __init__(self, path: Path) -> None:
        self._mapped = _mapped(path)
        self._arrays, self.facts = _directory(path, self._mapped)
        self._views: dict[str, Array] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> Array:
        view = self._views.get(name)
        if view is None:
            dtype, count, offset = self._arrays[name]
            view = np.frombuffer(self._mapped, dtype, count, offset) if count else np.empty(0, dtype)
            self._views[name] = view
        return view

    def get(self, name: str) -> Array | None:
        """An array, or None where the file does not have it."""
        return self[name] if name in self._arrays else None

    def names(self) -> tuple[str, ...]:
        return tuple(self._arrays)

    def bytes(self, name: str) -> "memoryview[int]":
        """An array of uint8 as bytes, to cut pieces out of without copying the rest."""
        _, count, offset = self._arrays[name]
        return memoryview(self._mapped)[offset : offset + count]


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise IndexFolderError(f"{path}: cannot be read: {error}; rebuild the index") from error


def _directory(path: Path, mapped: mmap.mmap) -> tuple[Mapping[str, tuple[str, int, int]], dict[str, Any]]:
    if mapped[:7] != MAGIC[:7] or len(mapped) < len(MAGIC) + _END.size:
        raise IndexFolderError(f"{path}: is not a file of this index; rebuild the index")
    length, end = _END.unpack(mapped[-_END.size :])
    if mapped[:8] != MAGIC or end != MAGIC:
        raise IndexFolderError(f"{path}: is torn, or of another version of questiontime; rebuild the index")
    try:
        plain = json.loads(mapped[-_END.size - length : -_END.size])
        arrays = {
            name: (str(dtype), int(count), int(at)) for name, (dtype, count, at) in plain["arrays"].items()
        }
        return arrays, plain["facts"]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexFolderError(f"{path}: its directory is damaged; rebuild the index") from error
