"""What rebuild and update begin with: what they know, and the reading of files."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SourceError
from corpus.people import People
from corpus.registry import Registry
from indexer.generations import Generation, IndexFolder
from indexer.manifest import PeopleFile, sum_of
from indexer.preparing import Preparation
from indexer.records import SourceRecord
from indexer.sources import UNKNOWN_FORMAT, Fingerprint, recognise
from indexer.survey import Problem, Spool, Surveyed, broken, survey
from indexer.watching import Watcher

SPOOL_FILE = "exchanges.spool"


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

    def preparation(self) -> Preparation:
        return Preparation(self.registry, self.people)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that no reader knows."""

    path: Path
    fingerprint: Fingerprint
    problem: Problem

    @property
    def record(self) -> SourceRecord:
        skipped = {self.problem.kind: 1}
        return SourceRecord(str(self.path), self.fingerprint, skipped=skipped)


@dataclass(frozen=True, slots=True)
class Build:
    """One generation in the making."""

    folder: IndexFolder
    path: Path
    spool: Spool
    knowledge: Knowledge
    settings: Settings
    watcher: Watcher
    base: Generation | None = None
    """The generation that this one extends."""

    def survey(self, files: Sequence[Path]) -> list[Surveyed | Unread]:
        """Read files into the spool, telling how far it is."""
        self.watcher.begin("Reading", len(files))
        surveyed = []
        for path in files:
            surveyed.append(survey_file(path, self.spool))
            self.watcher.advance(1)
        self.watcher.end()
        return surveyed


@contextmanager
def begin(
    folder: IndexFolder,
    knowledge: Knowledge,
    settings: Settings,
    watcher: Watcher,
    base: Generation | None = None,
) -> Iterator[Build]:
    """A new generation, to be finished; whatever happens, nothing is left of it unless it is."""
    with folder.building() as path:
        spool = Spool(path / SPOOL_FILE)
        try:
            yield Build(folder, path, spool, knowledge, settings, watcher, base)
        finally:
            spool.close()


def survey_file(path: Path, spool: Spool) -> Surveyed | Unread:
    """Read a file into the spool, if it is of a format that a reader knows."""
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


def in_order(surveyed: Iterable[Surveyed | Unread]) -> list[Surveyed]:
    """The sources that were read, in the order in which they win over each other."""
    known = (each for each in surveyed if isinstance(each, Surveyed))
    return sorted(known, key=lambda each: each.source.order)
