"""Which files are to be read, by which reader, and in which order?"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SourceError
from indexer.readers.front_matter import FRONT_MATTER
from indexer.readers.opening import opened
from indexer.readers.parlparse import PARLPARSE
from indexer.readers.questions_api import QUESTIONS_API
from indexer.readers.reading import SNIFFED, Reader, Recognised
from indexer.readers.theyworkforyou_page import THEYWORKFORYOU_PAGE
from indexer.readers.theyworkforyou_text import THEYWORKFORYOU_TEXT

READERS: tuple[Reader, ...] = tuple(
    sorted(
        (FRONT_MATTER, PARLPARSE, THEYWORKFORYOU_PAGE, QUESTIONS_API, THEYWORKFORYOU_TEXT),
        key=lambda reader: -reader.precedence,
    )
)

UNKNOWN_FORMAT = "not a format questiontime reads"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a reader has recognised as its own."""

    path: Path
    reader: Reader
    scrape: str = ""

    @property
    def order(self) -> tuple[int, int, tuple[int, ...], str]:
        """Sources are read in this order, and the first that holds an exchange has it.

        The higher precedence, then the later scrape, then the path.
        """
        letters = tuple(-ord(letter) for letter in self.scrape)
        return (-self.reader.precedence, -len(letters), letters, str(self.path))


def absolute(path: Path) -> Path:
    """The path as sources are known by: absolute and without ``..``, links left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (Path.resolve would follow links)


def find_files(named: Iterable[Path]) -> list[Path]:
    """The files named or found under named folders, as `find_names` gives them."""
    return list(map(Path, find_names(named)))


def find_names(named: Iterable[Path]) -> list[str]:
    """The files named or found under named folders, each once, in the order of their paths.

    They are names, since what has not changed is never more than that: to make paths of 7,000 takes as long
    as to ask the system for them.

    Hidden files, devices and pipes are left out, unless they are named (hidden ones only). A folder
    that is reached twice, through a link, is walked once. Raises `SourceError` for a name that is not
    there: an index must not be emptied by a slip or by a disk that is not mounted.
    """
    found: set[str] = set()
    walked: set[tuple[int, int]] = set()
    for path in sorted(absolute(each) for each in named):
        if path.is_dir():
            found.update(_walk(path, walked))
        elif path.is_file():
            found.add(str(path))
        else:
            raise SourceError(path, "no such file or folder")
    # As paths are compared, part by part, but in a third of the time.
    return sorted(found, key=lambda path: path.split("/"))


def recognise(path: Path, readers: Sequence[Reader] = READERS) -> Source | None:
    """The file with the first reader that knows its first bytes; None where no reader does."""
    with opened(path) as file:
        head = file.read(SNIFFED)
    for reader in readers:
        recognised: Recognised | None = reader.recognise(head)
        if recognised:
            return Source(path, reader, recognised.scrape)
    return None


def _walk(folder: Path, walked: set[tuple[int, int]]) -> Iterator[str]:
    waiting: list[Path | os.DirEntry[str]] = [folder]
    while waiting:
        each = waiting.pop()
        status = each.stat()
        if (status.st_dev, status.st_ino) in walked:
            continue
        walked.add((status.st_dev, status.st_ino))
        folders = []
        for entry in _visible(each):
            if entry.is_file():
                yield os.fspath(entry)
            elif entry.is_dir():
                folders.append(entry)
        waiting += sorted(folders, key=lambda entry: entry.name, reverse=True)


def _visible(folder: Path | os.DirEntry[str]) -> list[Path | os.DirEntry[str]]:
    """What is in a folder; what most of it is, the system tells with its name."""
    try:
        with os.scandir(folder) as entries:
            visible = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        raise SourceError(Path(folder), f"cannot be listed: {error.strerror}") from error
    # A link may lead nowhere, or in a circle.
    return [Path(entry) if entry.is_symlink() else entry for entry in visible]
