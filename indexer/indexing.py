"""Surveyed sources become documents, each exchange once, and records of what became of each source."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.exchange import Exchange
from indexer.building import Build
from indexer.identity import Claims, Identity, names, question_digests
from indexer.preparing import Draft, write_drafts
from indexer.records import Counts, SourceRecord
from indexer.redirects import by_target
from indexer.survey import Problem, Spool, Surveyed
from indexer.watching import Watcher
from indexer.writing import IndexWriter

DUPLICATE = "the same exchange as in another source"


@dataclass(slots=True)
class Tally:
    """What became of one source."""

    counts: dict[str, Counts] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: Counts = field(default_factory=Counts)

    @property
    def total(self) -> Counts:
        return sum(self.counts.values(), Counts())

    def indexed(self, exchange: Exchange) -> None:
        before = self.counts.get(exchange.collection, Counts())
        self.counts[exchange.collection] = before + counts_of(exchange)

    def left(self, problem: Problem) -> None:
        self.skipped[problem.kind] += problem.count
        self.left_out += Counts(int(problem.expected), problem.questions, problem.answers)


def index_sources(
    build: Build, surveyed: Sequence[Surveyed], redirects: Mapping[str, str], writer: IndexWriter
) -> list[SourceRecord]:
    """Write the documents of sources given in the order of their precedence, and tell every problem."""
    watcher = build.watcher
    tallies = {str(each.source.path): Tally() for each in surveyed}
    drafts = _drafts(surveyed, build.spool, by_target(redirects), tallies, watcher)
    watcher.begin("Indexing", sum(each.exchanges for each in surveyed))
    for count in write_drafts(drafts, build.knowledge.preparation(), writer, build.settings.jobs):
        watcher.advance(count)
    watcher.end()
    return [record_of(each, tallies[str(each.source.path)]) for each in surveyed]


def counts_of(exchange: Exchange) -> Counts:
    """One exchange with its questions and answers."""
    return Counts(1, len(exchange.questions), len(exchange.answers))


def source_term(path: str) -> str:
    """A path as the index has it: one that is not Unicode cannot be a term as it is."""
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")


def duplicate(path: Path, exchange: Exchange, holder: str) -> Problem:
    """An exchange of a file that is left out because a source before has it."""
    place = "earlier in this file" if holder == str(path) else f"in {holder}"
    reason = f"{exchange.id}: the same exchange as {place}"
    counts = counts_of(exchange)
    return Problem(path, reason, DUPLICATE, None, counts.questions, counts.answers, expected=True)


def record_of(surveyed: Surveyed, tally: Tally) -> SourceRecord:
    """What the index is to remember of a source."""
    return SourceRecord(
        str(surveyed.source.path),
        surveyed.fingerprint,
        surveyed.source.reader.name,
        surveyed.source.reader.own_ids,
        tally.counts,
        dict(tally.skipped),
        tally.left_out,
        surveyed.names,
        surveyed.contents,
        surveyed.redirects,
    )


def _drafts(
    surveyed: Iterable[Surveyed],
    spool: Spool,
    olds: Mapping[str, tuple[str, ...]],
    tallies: Mapping[str, Tally],
    watcher: Watcher,
) -> Iterator[Draft]:
    claims = Claims()
    for each in surveyed:
        path = str(each.source.path)
        for problem in each.problems:
            tallies[path].left(problem)
            watcher.problem(problem)
        for exchange, content in zip(spool.read(each), each.contents.values, strict=True):
            identity = Identity(question_digests(exchange), content)
            holder = claims.claim(identity, each.source.reader.own_ids, path)
            if holder is None:
                tallies[path].indexed(exchange)
                yield Draft(exchange, source_term(path), _keys(exchange, olds))
            else:
                problem = duplicate(each.source.path, exchange, holder)
                tallies[path].left(problem)
                watcher.problem(problem)
                watcher.advance(1)


def _keys(exchange: Exchange, olds: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    own = names(exchange)
    return (*own, *(old for name in own for old in olds.get(name, ())))
