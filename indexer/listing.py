"""The exchanges that an index of these files would hold, without making one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from corpus.errors import SourceError
from corpus.exchange import Exchange
from indexer.claims import Claims, Identity
from indexer.indexing import Tally
from indexer.preparing import duplicate
from indexer.readers.reading import Redirect
from indexer.sources import UNKNOWN_FORMAT, Source, recognise
from indexer.survey import Problem, Read, broken, items
from indexer.watching import Watcher


@dataclass(slots=True)
class Listing:
    """Reads files in the order in which an index would, and sums up what they hold."""

    watcher: Watcher
    files: dict[str, int] = field(default_factory=dict)
    """How many of each format."""
    tallies: dict[str, Tally] = field(default_factory=dict)
    """What became of them, by format."""

    def exchanges(self, files: Sequence[Path]) -> Iterator[Exchange]:
        """Every exchange, once."""
        claims = Claims()
        known = [source for path in files if (source := self._recognise(path))]
        for source in sorted(known, key=lambda each: each.order):
            yield from self._exchanges_of(source, claims)

    def _exchanges_of(self, source: Source, claims: Claims) -> Iterator[Exchange]:
        name, path = source.reader.name, str(source.path)
        self.files[name] = self.files.get(name, 0) + 1
        tally = self.tallies.setdefault(name, Tally())
        for item in chain.from_iterable(items(source)):
            match item:
                case Read(exchange=exchange):
                    holder = claims.claim(Identity.of(exchange), source.reader.own_ids, path)
                    if holder is None:
                        tally.indexed(exchange)
                        yield exchange
                    else:
                        self._left(tally, duplicate(source.path, exchange, holder))
                case Problem():
                    self._left(tally, item)
                case Redirect():
                    pass  # It names no exchange of its own.

    def _left(self, tally: Tally, problem: Problem) -> None:
        tally.left(problem)
        self.watcher.problem(problem)

    def _recognise(self, path: Path) -> Source | None:
        try:
            source = recognise(path)
        except SourceError as error:
            self.watcher.problem(broken(path, error.reason, error.line))
            return None
        if source is None:
            self.watcher.problem(Problem(path, UNKNOWN_FORMAT, UNKNOWN_FORMAT))
        return source
