"""Each source is read once: its exchanges go into a spool, what they are called is remembered.

Only when all sources have been read is it known which exchange a redirect means and which of two
sources has it; and a file that changes while the index is built cannot tear it.
"""

import os
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from corpus.citation import CitedExchange
from corpus.errors import SourceError
from corpus.exchange import Exchange
from indexer.claims import Identity, content_digest, digest
from indexer.documents import store
from indexer.fingerprint import Fingerprint
from indexer.identity import names_of_questions_first
from indexer.readers.reading import Redirect, Skipped
from indexer.records import Digests
from indexer.redirects import REDIRECT_LIMIT, kept_redirect
from indexer.sources import Source
from indexer.spool import Spool, Spooled
from indexer.together import together

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


class Read(NamedTuple):
    """An exchange of a source."""

    exchange: Exchange
    row: bytes
    """What `indexer.documents.store` makes of it, without citations yet."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A source that has been read, and where its exchanges lie in a spool."""

    source: Source
    fingerprint: Fingerprint
    spooled: Spooled
    names: Digests
    """Of all keys of its exchanges, one exchange after another; of each, those of its questions first."""
    named: "array[int]"
    """How many names each exchange has."""
    asked: "array[int]"
    """How many of these are its questions'."""
    contents: Digests
    redirects: dict[str, str]
    problems: tuple[Problem, ...]

    @property
    def own_ids(self) -> bool:
        return self.source.reader.own_ids

    @property
    def broken(self) -> Problem | None:
        return next((problem for problem in self.problems if problem.breaks), None)

    def identities(self) -> Iterator[Identity]:
        """What tells each exchange from others."""
        at, names_ = 0, self.names.values
        for named, asked, content in zip(self.named, self.asked, self.contents.values, strict=True):
            yield Identity(names_[at : at + asked], content)
            at += named

    def each_names(self) -> Iterator[Sequence[int]]:
        """The digests of all names of each exchange."""
        at, names_ = 0, self.names.values
        for named in self.named:
            yield names_[at : at + named]
            at += named


def survey(source: Source, spool: Spool) -> Surveyed:
    """Read a source into the spool; what is wrong with it is told, not raised."""
    try:
        fingerprint = Fingerprint.of(source.path)
    except OSError as error:
        fingerprint = Fingerprint(0, 0, "")
        problem = broken(source.path, f"cannot be opened: {error.strerror}")
        nothing = array("I")
        return Surveyed(
            source, fingerprint, spool.take(), Digests(), nothing, nothing, Digests(), {}, (problem,)
        )
    found = _Findings(source, spool)
    for some in items(source):
        found.take(some)
    return found.surveyed(fingerprint)


def items(source: Source) -> Iterator[list[Read | Redirect | Problem]]:
    """All that a source holds, in its order, some together; where it breaks off, that is the last of all."""
    for some in together(_given(source)):
        yield [_read(source.path, each) if isinstance(each, Exchange) else each for each in some]


def _given(source: Source) -> Iterator[Exchange | Redirect | Problem]:
    try:
        for item in source.reader.read(source.path):
            yield _skipped(source.path, item) if isinstance(item, Skipped) else item
    except SourceError as error:
        yield broken(source.path, error.reason, error.line)
    except OSError as error:
        yield broken(source.path, f"cannot be read: {os.strerror(error.errno or 0)}")


class _Findings:
    """What a survey gathers of one source."""

    def __init__(self, source: Source, spool: Spool) -> None:
        self._source = source
        self._spool = spool
        self._names = array("Q")
        self._named = array("I")
        self._asked = array("I")
        self._contents = array("Q")
        self._redirects: dict[str, str] = {}
        self._problems = _Problems(source.path)

    def take(self, items: Sequence[Read | Redirect | Problem]) -> None:
        exchanges, rows = [], []
        for item in items:
            match item:
                case Read():
                    exchanges.append(item.exchange)
                    rows.append(item.row)
                case Redirect():
                    self._redirect(item)
                case Problem():
                    self._problems.add(item)
        self._spool.extend(rows)
        for own, asked in [names_of_questions_first(exchange) for exchange in exchanges]:
            self._names.extend([digest(name) for name in own])
            self._named.append(len(own))
            self._asked.append(asked)
        self._contents.extend([content_digest(exchange) for exchange in exchanges])

    def surveyed(self, fingerprint: Fingerprint) -> Surveyed:
        return Surveyed(
            self._source,
            fingerprint,
            self._spool.take(),
            Digests.of(self._names),
            self._named,
            self._asked,
            Digests.of(self._contents),
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


def _read(path: Path, exchange: Exchange) -> Read | Problem:
    """A text that is not Unicode can be neither stored nor shown."""
    try:
        return Read(exchange, store(CitedExchange(exchange)))
    except UnicodeEncodeError:
        reason = f"{exchange.id!a}: a text holds half a character (a lone surrogate)"
        return Problem(
            path,
            reason,
            "a text holds half a character",
            questions=len(exchange.questions),
            answers=len(exchange.answers),
        )


def _skipped(path: Path, skipped: Skipped) -> Problem:
    kind = _DETAIL.sub("…", skipped.reason)
    return Problem(path, skipped.reason, kind, skipped.line, skipped.questions, skipped.answers)


def broken(path: Path, reason: str, line: int | None = None) -> Problem:
    told = f"{reason}; what follows is not read"
    return Problem(path, told, "the file is broken", line, breaks=True)
