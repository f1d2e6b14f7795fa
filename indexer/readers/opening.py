"""A file's bytes, unpacked where they are gzip, and never more of them than are sane."""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from corpus.errors import SourceError
from indexer.readers.reading import PAGE_LIMIT

UNPACKED_LIMIT = 4 * 1024**3
RATIO_LIMIT = 200
"""How many times larger than itself a packed file may become; the real ones grow tenfold."""

_RATIO_FREE = 64 * 1024**2
_GZIP_MAGIC = b"\x1f\x8b"


class Opened:
    """An open file that unpacks itself; broken and bloated files raise `SourceError`."""

    def __init__(self, path: Path, raw: BufferedReader) -> None:
        try:
            packed = raw.peek(2).startswith(_GZIP_MAGIC)
            size = os.fstat(raw.fileno()).st_size if packed else 0
        except OSError as error:
            raise SourceError(path, f"cannot be read: {error.strerror}") from error
        self._path = path
        self._file = gzip.GzipFile(fileobj=raw) if packed else raw
        self._taken = 0
        self._limit = min(UNPACKED_LIMIT, max(_RATIO_FREE, RATIO_LIMIT * size)) if packed else None

    def read(self, size: int) -> bytes:
        """Up to this many bytes; none at the end of the file."""
        try:
            chunk = self._file.read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise SourceError(self._path, f"cannot be read: {error}") from error
        self._taken += len(chunk)
        if self._limit is not None and self._taken > self._limit:
            megabytes = self._limit // 1024**2
            raise SourceError(self._path, f"unpacks to more than {megabytes} MB, which no real source does")
        return chunk


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a file for reading from its start."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise SourceError(path, f"cannot be opened: {error.strerror}") from error
    with raw:
        yield Opened(path, raw)


def whole(path: Path) -> bytes:
    """All of a file of at most `PAGE_LIMIT` bytes, for the formats that are read whole."""
    with opened(path) as file:
        content = b""
        while len(content) <= PAGE_LIMIT and (chunk := file.read(PAGE_LIMIT + 1 - len(content))):
            content += chunk
    if len(content) > PAGE_LIMIT:
        raise SourceError(path, f"is larger than {PAGE_LIMIT // 1024**2} MB, the limit for one page")
    return content


def whole_text(path: Path) -> str:
    """All of a UTF-8 text file, its lines ended by a single new line."""
    content = whole(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(path, "is not UTF-8 text", line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
