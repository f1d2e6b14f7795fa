"""What rebuild and update begin with: what they know, and the reading of files."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path

from corpus.errors import SourceError
from corpus.people import People
from corpus.registry import Registry
from indexer.fingerprint import Fingerprint
from indexer.generations import Generation, IndexFolder
from indexer.manifest import PeopleFile, sum_of
from indexer.records import KeyedRecord, SourceRecord
from indexer.sources import UNKNOWN_FORMAT, recognise
from indexer.spool import Spool
from indexer.survey import Problem, Surveyed, broken, survey
from indexer.watching import Watcher
from indexer.workers import Workers, working

_READ_TOGETHER = 1024 * 1024
"""Files are given to a process in groups of about so many bytes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an index is to be built."""

    people: Path | None = None
    jobs: int = 1
    strict: bool = False
    """Publish nothing where anything was left out, other than exchanges that are in twice."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What exchanges are enriched with; where it changes, everything has to be read again."""

    registry: Registry
    people: People
    people_file: PeopleFile | None

    @classmethod
    def load(cls, people: Path | None) -> "Knowledge":
        if people is None:
            return cls(Registry.load(), People.empty(), None)
        loaded = People.load(people)
        return cls(Registry.load(), loaded, PeopleFile(str(people.absolute()), sum_of(people).sha256))


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that no reader knows."""

    path: Path
    fingerprint: Fingerprint
    problem: Problem

    @property
    def record(self) -> KeyedRecord:
        skipped = {self.problem.kind: 1}
        return KeyedRecord(SourceRecord(os.fsencode(self.path), self.fingerprint, skipped=skipped))


@dataclass(frozen=True, slots=True)
class Build:
    """One generation in the making."""

    folder: IndexFolder
    path: Path
    settings: Settings
    watcher: Watcher
    base: Generation | None = None
    """The generation that this one extends."""

    @contextmanager
    def readers(self, files: Sequence[Path]) -> Iterator[Workers[Spool]]:
        """Processes to read these files; a few small ones are read by this process.

        Nothing is in them but what reading takes, if they are begun before anything else is loaded.
        """
        jobs = self.settings.jobs if _are_much(files) else 1
        with working(jobs, partial(Spool, self.path)) as workers:
            yield workers

    def survey(self, readers: Workers[Spool], files: Sequence[Path]) -> Iterator[Surveyed | Unread]:
        """Read files into spools, telling how far it is.

        With several jobs reading begins at once, else when the first file is asked for.
        """
        return self._told(readers.in_order(survey_files, _groups(files)), len(files))

    def _told(self, groups: Iterable[list[Surveyed | Unread]], count: int) -> Iterator[Surveyed | Unread]:
        self.watcher.begin("Reading", count)
        for group in groups:
            yield from group
            self.watcher.advance(len(group))
        self.watcher.end()


@contextmanager
def begin(
    folder: IndexFolder, settings: Settings, watcher: Watcher, base: Generation | None = None
) -> Iterator[Build]:
    """A new generation, to be finished; whatever happens, nothing is left of it unless it is."""
    with folder.building() as path:
        yield Build(folder, path, settings, watcher, base)


def survey_files(spool: Spool, paths: Sequence[Path]) -> list[Surveyed | Unread]:
    """Read files into the spool, as far as they are of formats that a reader knows."""
    surveyed = [_surveyed(path, spool) for path in paths]
    spool.write()
    return surveyed


def in_order(surveyed: Iterable[Surveyed | Unread]) -> list[Surveyed]:
    """The sources that were read, in the order in which they win over each other."""
    known = (each for each in surveyed if isinstance(each, Surveyed))
    return sorted(known, key=lambda each: each.source.order)


def _surveyed(path: Path, spool: Spool) -> Surveyed | Unread:
    try:
        source = recognise(path)
        if source:
            return survey(source, spool)
        status = path.stat()
    except SourceError as error:
        return Unread(path, Fingerprint(0, 0, ""), broken(path, error.reason, error.line))
    # Not read, so not summed either: a large file of another kind costs nothing.
    fingerprint = Fingerprint(status.st_size, status.st_mtime_ns, "")
    return Unread(path, fingerprint, Problem(path, UNKNOWN_FORMAT, UNKNOWN_FORMAT))


def _groups(files: Iterable[Path]) -> list[list[Path]]:
    """The files in their order, some together: most of them are small."""
    groups: list[list[Path]] = []
    room = 0
    for path in files:
        if room <= 0:
            groups.append([])
            room = _READ_TOGETHER
        groups[-1].append(path)
        room -= _size(path)
    return groups


def _are_much(files: Iterable[Path]) -> bool:
    """Whether several processes are worth it."""
    return any(size > _READ_TOGETHER for size in accumulate(map(_size, files)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # Whoever reads it will tell.
