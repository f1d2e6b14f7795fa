"""Each source is read once: its exchanges go into a spool, what they are called is remembered.

Only when all sources have been read is it known which exchange a redirect means and which of two
sources has it; and a file that changes while the index is built cannot tear it.
"""

import json
import os
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import SourceError
from corpus.exchange import Exchange, from_json, to_json
from indexer.identity import content_digest, digest, names
from indexer.readers.reading import Redirect, Skipped
from indexer.records import Digests
from indexer.redirects import REDIRECT_LIMIT, kept_redirect
from indexer.sources import Fingerprint, Source

PROBLEM_LIMIT = 10_000
"""The most problems of one source that are told one by one."""

_KIND_LIMIT = 100
_DETAIL = re.compile(r"\"[^\"]*\"|“[^”]*”|'[^']*'|\S*\d\S*|\S*/\S*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out: where, why, and how much of the record it is."""

    path: Path
    reason: str
    kind: str
    """The reason without its details, by which problems are counted."""
    line: int | None = None
    questions: int = 0
    answers: int = 0
    breaks: bool = False
    """The file could not be read to its end."""
    expected: bool = False
    """Nothing is lost by it: the exchange is in the index already, from another source."""
    count: int = 1
    """How many this one stands for, where a file has too many to tell each."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A source that has been read, and where its exchanges lie in the spool."""

    source: Source
    fingerprint: Fingerprint
    start: int
    exchanges: int
    names: Digests
    contents: Digests
    redirects: dict[str, str]
    problems: tuple[Problem, ...]

    @property
    def own_ids(self) -> bool:
        return self.source.reader.own_ids

    @property
    def broken(self) -> Problem | None:
        return next((problem for problem in self.problems if problem.breaks), None)


class Spool:
    """A file of exchanges between reading and indexing, so that memory stays flat."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")

    def append(self, exchange: Exchange) -> None:
        self._file.write(_line(exchange))

    def position(self) -> int:
        return self._file.tell()

    def read(self, surveyed: Surveyed) -> Iterator[Exchange]:
        """The exchanges of a source, in its order."""
        self._file.flush()
        with self.path.open("rb") as file:
            file.seek(surveyed.start)
            for _ in range(surveyed.exchanges):
                yield from_json(json.loads(file.readline()))

    def close(self) -> None:
        """Close the file, and be rid of it."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def survey(source: Source, spool: Spool) -> Surveyed:
    """Read a source into the spool; what is wrong with it is told, not raised."""
    try:
        fingerprint = Fingerprint.of(source.path)
    except OSError as error:
        fingerprint = Fingerprint(0, 0, "")
        problem = broken(source.path, f"cannot be opened: {error.strerror}")
        return Surveyed(source, fingerprint, 0, 0, Digests(), Digests(), {}, (problem,))
    found = _Findings(source, spool)
    for item in items(source):
        found.take(item)
    return found.surveyed(fingerprint)


def items(source: Source) -> Iterator[Exchange | Redirect | Problem]:
    """All that a source holds, in its order; where it breaks off, that is its last item."""
    try:
        for item in source.reader.read(source.path):
            match item:
                case Skipped():
                    yield _skipped(source.path, item)
                case Exchange():
                    yield _flaw(source.path, item) or item
                case Redirect():
                    yield item
    except SourceError as error:
        yield broken(source.path, error.reason, error.line)
    except OSError as error:
        yield broken(source.path, f"cannot be read: {os.strerror(error.errno or 0)}")


class _Findings:
    """What a survey gathers of one source."""

    def __init__(self, source: Source, spool: Spool) -> None:
        self._source = source
        self._spool = spool
        self._start = spool.position()
        self._exchanges = 0
        self._names = array("Q")
        self._contents = array("Q")
        self._redirects: dict[str, str] = {}
        self._problems = _Problems(source.path)

    def take(self, item: Exchange | Redirect | Problem) -> None:
        match item:
            case Exchange():
                self._spool.append(item)
                self._exchanges += 1
                self._names.extend(digest(name) for name in names(item))
                self._contents.append(content_digest(item))
            case Redirect():
                self._redirect(item)
            case Problem():
                self._problems.add(item)

    def surveyed(self, fingerprint: Fingerprint) -> Surveyed:
        return Surveyed(
            self._source,
            fingerprint,
            self._start,
            self._exchanges,
            Digests(self._names),
            Digests(self._contents),
            self._redirects,
            self._problems.all(),
        )

    def _redirect(self, item: Redirect) -> None:
        kept = kept_redirect(item)
        if kept and len(self._redirects) < REDIRECT_LIMIT:
            self._redirects.setdefault(*kept)
        elif kept:
            reason = f"more than {REDIRECT_LIMIT:,} redirects in one file"
            self._problems.add(Problem(self._source.path, f"{item.old}: {reason}", reason))


class _Problems:
    """The problems of a source: each of the first ones, and then only how many of each kind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._each: list[Problem] = []
        self._more: dict[str, Problem] = {}

    def add(self, problem: Problem) -> None:
        if len(self._each) < PROBLEM_LIMIT or problem.breaks:
            self._each.append(problem)
            return
        kind = problem.kind if len(self._more) < _KIND_LIMIT else "other reasons"
        so_far = self._more.get(kind) or Problem(self._path, f"and more: {kind}", kind, count=0)
        self._more[kind] = replace(
            so_far,
            count=so_far.count + 1,
            questions=so_far.questions + problem.questions,
            answers=so_far.answers + problem.answers,
        )

    def all(self) -> tuple[Problem, ...]:
        return (*self._each, *self._more.values())


def _line(exchange: Exchange) -> bytes:
    return json.dumps(to_json(exchange), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _flaw(path: Path, exchange: Exchange) -> Problem | None:
    """A text that is not Unicode can be neither stored nor shown."""
    try:
        _line(exchange)
    except UnicodeEncodeError:
        reason = f"{exchange.id!a}: a text holds half a character (a lone surrogate)"
        return Problem(
            path,
            reason,
            "a text holds half a character",
            questions=len(exchange.questions),
            answers=len(exchange.answers),
        )
    return None


def _skipped(path: Path, skipped: Skipped) -> Problem:
    kind = _DETAIL.sub("…", skipped.reason)
    return Problem(path, skipped.reason, kind, skipped.line, skipped.questions, skipped.answers)


def broken(path: Path, reason: str, line: int | None = None) -> Problem:
    told = f"{reason}; what follows is not read"
    return Problem(path, told, "the file is broken", line, breaks=True)
