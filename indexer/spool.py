"""Exchanges between reading and indexing: in files, so that memory stays flat, each as a row of the index."""

import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

_ENDING = ".spool"
_BUFFERED = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Spooled:
    """Exchanges that lie in a spool, one after another."""

    path: Path
    start: int
    sizes: "array[int]"
    """Of each, in bytes."""

    def __len__(self) -> int:
        return len(self.sizes)

    def rows(self) -> Iterator[bytes]:
        """What `indexer.documents.store` made of each."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            for size in self.sizes:
                yield file.read(size)

    def every(self, step: int, first: int) -> Iterator[bytes]:
        """The rows at every so many places, from the first of them on."""
        starts = accumulate(self.sizes, initial=self.start)
        with self.path.open("rb") as file:
            for start, size in islice(zip(starts, self.sizes, strict=False), first, None, step):
                file.seek(start)
                yield file.read(size)


class Spool:
    """A file that rows are added to, by one process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{os.getpid()}{_ENDING}"
        self._file = self._path.open("ab", _BUFFERED)
        self._at = self._file.tell()
        self._start = self._at
        self._sizes = array("I")

    def extend(self, rows: Sequence[bytes]) -> None:
        sizes = array("I", map(len, rows))
        self._file.writelines(rows)
        self._at += sum(sizes)
        self._sizes += sizes

    def take(self) -> Spooled:
        """What was added since this was last asked for; it can be read when all is written."""
        taken = Spooled(self._path, self._start, self._sizes)
        self._start, self._sizes = self._at, array("I")
        return taken

    def write(self) -> None:
        """Have all on the disk that was added: of many small sources together, since each write costs."""
        self._file.flush()


def remove_spools(folder: Path) -> None:
    """Be rid of all spools in a folder, also of what whoever wrote them still holds open."""
    for path in folder.glob(f"*{_ENDING}"):
        os.truncate(path, 0)
        path.unlink()
