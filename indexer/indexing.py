"""Surveyed sources become an index, each exchange once, and records of what became of each source."""

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat

from corpus.exchange import Exchange
from indexer.building import Build
from indexer.claims import Claims, digest
from indexer.codec.inverting import BATCH_BYTES, batch_size
from indexer.codec.rows import SAMPLED, dictionary_of
from indexer.counts import Counts
from indexer.preparing import Piece, Preparation, Preparer, Written, counts_of
from indexer.records import KeyedRecord, SourceRecord
from indexer.redirects import by_target
from indexer.spool import Spooled, remove_spools
from indexer.survey import Problem, Surveyed
from indexer.watching import Watcher
from indexer.workers import working
from indexer.writing import IndexWriter


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
        self.add(exchange.collection, counts_of(exchange))

    def add(self, collection: str, counts: Counts) -> None:
        self.counts[collection] = self.counts.get(collection, Counts()) + counts

    def left(self, problem: Problem) -> None:
        self.skipped[problem.kind] += problem.count
        self.left_out += Counts(int(problem.expected), problem.questions, problem.answers)


def index_sources(
    build: Build,
    preparation: Preparation,
    surveyed: Sequence[Surveyed],
    redirects: Mapping[str, str],
    writer: IndexWriter,
) -> list[KeyedRecord]:
    """Write the documents of sources, given in the order of their precedence; tell problems.

    The writer is still to commit them.
    """
    watcher = build.watcher
    tallies = {str(each.source.path): Tally() for each in surveyed}
    _leave_out([problem for each in surveyed for problem in each.problems], tallies, watcher)
    count = sum(len(each.spooled) for each in surveyed)
    dictionary = writer.dictionary or dictionary_of(_sample(surveyed, count), count)
    jobs = min(build.settings.jobs, 1 + count // batch_size(count))
    watcher.begin("Indexing", count)
    with working(jobs, partial(Preparer, preparation, build.path, dictionary)) as workers:
        write = partial(Preparer.write, whole=_are_one_batch(surveyed))
        for written in workers.in_order(write, _batches(surveyed, redirects)):
            _take(written, tallies, writer)
            _leave_out(written.left_out, tallies, watcher)
            watcher.advance((written.run.doc_count if written.run else 0) + len(written.left_out))
        watcher.end()
    remove_spools(build.path)
    return [record_of(each, tallies[str(each.source.path)]) for each in surveyed]


def record_of(surveyed: Surveyed, tally: Tally) -> KeyedRecord:
    """What the index is to remember of a source."""
    record = SourceRecord(
        os.fsencode(surveyed.source.path),
        surveyed.fingerprint,
        surveyed.source.reader.name,
        surveyed.source.reader.own_ids,
        tally.counts,
        dict(tally.skipped),
        tally.left_out,
        surveyed.redirects,
    )
    return KeyedRecord(record, surveyed.names, surveyed.contents)


def _take(written: Written, tallies: Mapping[str, Tally], writer: IndexWriter) -> None:
    if written.run:
        writer.add_run(written.run)
    for (path, collection), counts in written.counts.items():
        tallies[path].add(collection, counts)


def _leave_out(problems: Iterable[Problem], tallies: Mapping[str, Tally], watcher: Watcher) -> None:
    for problem in problems:
        tallies[str(problem.path)].left(problem)
        watcher.problem(problem)


def _sample(surveyed: Sequence[Surveyed], count: int) -> list[bytes]:
    """Rows from all over the sources."""
    every = max(1, count // SAMPLED)
    rows: list[bytes] = []
    skipped = 0
    for each in surveyed:
        rows += each.spooled.every(every, -skipped % every)
        skipped += len(each.spooled)
    return rows


def _are_one_batch(surveyed: Sequence[Surveyed]) -> bool:
    """Whether all exchanges are certain to be prepared together."""
    count = sum(len(each.spooled) for each in surveyed)
    few = count <= batch_size(count)
    return few and sum(sum(each.spooled.sizes) for each in surveyed) <= BATCH_BYTES


def _batches(surveyed: Sequence[Surveyed], redirects: Mapping[str, str]) -> Iterator[list[Piece]]:
    """All exchanges in the order of their sources, with what is to become of each."""
    olds = {digest(new): former for new, former in by_target(redirects).items()}
    claims = Claims(by_content=not all(each.own_ids for each in surveyed))
    batch: list[Piece] = []
    left = sum(len(each.spooled) for each in surveyed)
    room, bytes_left = batch_size(left), BATCH_BYTES
    for source in surveyed:
        pieces = _Pieces(source, claims, olds)
        while piece := pieces.next(room, bytes_left):
            batch.append(piece)
            room -= len(piece.spooled)
            left -= len(piece.spooled)
            bytes_left -= sum(piece.spooled.sizes)
            if room <= 0 or bytes_left <= 0:
                yield batch
                batch, room, bytes_left = [], batch_size(left), BATCH_BYTES
    if batch:
        yield batch


class _Pieces:
    """Cuts a source into pieces, claiming its exchanges on the way."""

    def __init__(self, source: Surveyed, claims: Claims, olds: Mapping[int, tuple[str, ...]]) -> None:
        self._source = source
        self._path = str(source.source.path)
        self._claims = claims
        self._olds = olds
        self._identities = source.identities()
        self._names = source.each_names() if olds else repeat(())
        self._sizes = iter(source.spooled.sizes)
        self._start = source.spooled.start

    def next(self, room: int, bytes_left: int) -> Piece | None:
        """As many exchanges as there is room for, at least one; None where there are no more."""
        holders, olds = {}, {}
        sizes = array("I")
        for size, identity, own in zip(self._sizes, self._identities, self._names, strict=False):
            holder = self._claims.claim(identity, self._source.own_ids, self._path)
            if holder is not None:
                holders[len(sizes)] = holder
            elif own and (former := [old for name in own for old in self._olds.get(name, ())]):
                olds[len(sizes)] = tuple(former)
            sizes.append(size)
            bytes_left -= size
            if len(sizes) >= room or bytes_left <= 0:
                break
        if not sizes:
            return None
        spooled = Spooled(self._source.spooled.path, self._start, sizes)
        self._start += sum(sizes)
        return Piece(self._source.source.path, spooled, holders, olds)
