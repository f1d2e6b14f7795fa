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

import errno
import mmap
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.errors import IndexFolderError

MAGIC = b"QTARRAY1"
_ALIGNED = 64
_COPIED = 4 * 1024 * 1024
_END = struct.Struct("<q8s")

Array = NDArray[Any]
_Arrays = Mapping[str, tuple[str, int, int]]


class ArrayFile:
    """The arrays of a file by their names, mapped, not read."""

    def __init__(self, mapped: mmap.mmap, arrays: _Arrays, facts: dict[str, Any]) -> None:
        self.facts = facts
        self._mapped = mapped
        self._arrays = arrays
        self._views: dict[str, Array] = {}

    @classmethod
    def open(cls, path: Path) -> "ArrayFile":
        mapped = _mapped(path)
        return cls(mapped, *_directory(path, mapped))

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

    def release(self) -> None:
        """Let go of what was read of the file: a merge reads it once, and would soon hold all of it."""
        self._mapped.madvise(mmap.MADV_DONTNEED)

    def forget(self) -> None:
        """Let go of all views that were given, and of what was read through them."""
        self._views.clear()
        self.release()

    def bytes(self, name: str) -> "memoryview[int]":
        """An array of uint8 as bytes, to cut pieces out of without copying the rest."""
        _, count, offset = self._arrays[name]
        return memoryview(self._mapped)[offset : offset + count]


class ArrayFileWriter:
    """Writes arrays as they come; `close` adds the directory, without which no reader takes the file."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        self._end = self._write_at(0, MAGIC)
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self.facts: dict[str, Any] = {}
        """What a reader is to know besides the arrays: plain JSON values."""

    def put(self, name: str, array: Array | bytes) -> None:
        """Add one array; bytes are an array of uint8."""
        whole = np.frombuffer(array, np.uint8) if isinstance(array, bytes) else array
        self.reserve(name, whole.dtype, whole.size).append(whole)

    def put_numbers(self, name: str, array: Array) -> None:
        """Add one array of numbers from 0, in the smallest type that holds them."""
        most = int(array.max()) if array.size else 0
        self.put(name, array.astype(np.min_scalar_type(most)))

    def reserve(self, name: str, dtype: DTypeLike, count: int) -> "Reserved":
        """Room for an array that comes in pieces."""
        kind = np.dtype(dtype).newbyteorder("<")
        offset = self._end + -self._end % _ALIGNED
        self._arrays[name] = (kind.str, count, offset)
        self._end = offset + count * kind.itemsize
        return Reserved(self, kind, offset, self._end)

    def take(self, path: Path) -> None:
        """Add all arrays and facts of another file, as they lie there: side by side, and aligned alike."""
        other = ArrayFile.open(path)
        self.facts |= other.facts
        at = self._end + -self._end % _ALIGNED
        for name in other.names():
            self.reserve(name, other[name].dtype, other[name].size)
        with path.open("rb") as file:
            _copy(file.fileno(), _ALIGNED, self._file, at, self._end - at)

    def so_far(self) -> ArrayFile:
        """What is written already, to be read before the file is complete."""
        os.ftruncate(self._file, max(self._end, os.fstat(self._file).st_size))
        mapped = mmap.mmap(self._file, self._end, access=mmap.ACCESS_READ)
        return ArrayFile(mapped, dict(self._arrays), {})

    def close(self) -> None:
        directory = msgspec.json.encode(_Directory(self._arrays, self.facts))
        self._write_at(self._end, directory + _END.pack(len(directory), MAGIC))
        os.close(self._file)

    def discard(self) -> None:
        """Give up; nothing is left of the file."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)

    def _write_at(self, at: int, content: "bytes | memoryview[int]") -> int:
        left = memoryview(content)
        while left:
            written = os.pwrite(self._file, left, at)
            left, at = left[written:], at + written
        return at


def _copy(source: int, at: int, target: int, to: int, count: int) -> None:
    """Copy bytes from file to file: within the system, a fifth of what it takes to read and write them."""
    while count > 0:
        done = _copied_within(source, at, target, to, count)
        done = done or os.pwrite(target, os.pread(source, min(count, _COPIED), at), to)
        if not done:
            raise OSError(errno.EIO, "a part of a segment has become shorter")
        at, to, count = at + done, to + done, count - done


def _copied_within(source: int, at: int, target: int, to: int, count: int) -> int:
    """How many were copied; 0 where the system, or the file system, cannot do so."""
    try:
        return os.copy_file_range(source, target, count, at, to)
    except (AttributeError, OSError):
        return 0


@contextmanager
def written(path: Path) -> Iterator[ArrayFileWriter]:
    """A file to be filled; nothing is left of it if that fails."""
    file = ArrayFileWriter(path)
    try:
        yield file
        file.close()
    except BaseException:
        file.discard()
        raise


class Reserved:
    """The place of one array in a file, to be filled from its beginning."""

    def __init__(self, writer: ArrayFileWriter, dtype: "np.dtype[Any]", at: int, end: int) -> None:
        self.dtype = dtype
        self._writer = writer
        self._at = at
        self._end = end

    def append(self, piece: Array) -> None:
        if not piece.size:
            return
        plain = np.ascontiguousarray(piece, self.dtype)
        if self._at + plain.nbytes > self._end:
            raise ValueError("more than was reserved")
        self._at = self._writer._write_at(self._at, plain.data.cast("B"))


class _Directory(msgspec.Struct, frozen=True):
    """What stands at the end of a file: each array's type, length and place, and the facts."""

    arrays: dict[str, tuple[str, int, int]]
    facts: dict[str, Any]


_DIRECTORY = msgspec.json.Decoder(_Directory)


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise IndexFolderError(f"{path}: cannot be read: {error}; rebuild the index") from error


def _directory(path: Path, mapped: mmap.mmap) -> tuple[_Arrays, dict[str, Any]]:
    if mapped[:7] != MAGIC[:7] or len(mapped) < len(MAGIC) + _END.size:
        raise IndexFolderError(f"{path}: is not a file of this index; rebuild the index")
    length, end = _END.unpack(mapped[-_END.size :])
    if mapped[:8] != MAGIC or end != MAGIC:
        raise IndexFolderError(f"{path}: is torn, or of another version of questiontime; rebuild the index")
    try:
        directory = _DIRECTORY.decode(memoryview(mapped)[-_END.size - length : -_END.size])
        return directory.arrays, directory.facts
    except ValueError as error:
        raise IndexFolderError(f"{path}: its directory is damaged; rebuild the index") from error
