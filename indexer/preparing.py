"""From the spool to the index: who spoke, which bodies it cites, its fields, its words inverted.

A batch becomes a run, in this process or in another: each reads the spool itself and writes the run itself,
so that what passes between processes is only what an exchange is not known by. Batches are cut before they
are given out, so the index is the same however many processes there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

# A field imports it when it is first asked for its values; whoever prepares waits for that beforehand.
import corpus.references  # noqa: F401
from corpus.citation import CitedExchange
from corpus.exchange import Exchange
from corpus.people import People
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from indexer.codec.inverting import Inverter
from indexer.counts import Counts
from indexer.documents import Document, document, restore
from indexer.identity import names
from indexer.spool import Spooled
from indexer.survey import Problem
from indexer.together import together
from indexer.writing import Run, write_run

DUPLICATE = "the same exchange as in another source"


class Draft(NamedTuple):
    """An exchange that is to be indexed."""

    exchange: Exchange
    source: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some exchanges of one source, one after another."""

    path: Path
    spooled: Spooled
    holders: Mapping[int, str]
    """Those that are left out, by their place among these, with the path of the source that has each."""
    olds: Mapping[int, tuple[str, ...]]
    """Former keys that lead to one of them, by its place."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch."""

    run: Run | None
    """None where every exchange was left out."""
    counts: dict[tuple[str, str], Counts] = field(default_factory=dict)
    """Of what was indexed, by path and collection."""
    left_out: list[Problem] = field(default_factory=list)


class Preparation:
    """What exchanges are made into documents with."""

    def __init__(self, registry: Registry, people: People) -> None:
        self.registry = registry
        self.people = people
        self._recogniser = Recogniser(registry)

    def documents(self, drafts: Sequence[Draft]) -> list[Document]:
        exchanges = [self.people.resolve(draft.exchange) for draft in drafts]
        cited = map(CitedExchange, exchanges, self._recogniser.cite_each(exchanges))
        return [
            document(each, self.registry, draft.source, draft.keys)
            for each, draft in zip(cited, drafts, strict=True)
        ]


class Preparer:
    """What a process makes runs of batches with."""

    def __init__(self, preparation: Preparation, folder: Path, dictionary: bytes) -> None:
        self.folder = folder
        self._preparation = preparation
        self._inverter = Inverter(dictionary)

    def write(self, batch: Iterable[Piece], whole: bool = False) -> Written:
        """Write the run of a batch into the folder: whole, where there is no other."""
        counted = Counting()
        left_out: list[Problem] = []
        for drafts in together(_drafts(batch, counted, left_out)):
            for each in self._preparation.documents(drafts):
                self._inverter.add(each)
        run = write_run(self._inverter, self.folder, whole) if len(self._inverter) else None
        return Written(run, counted.counts(), left_out)


class Counting:
    """Counts exchanges with their questions and answers, by path and collection: most are of one shape."""

    def __init__(self) -> None:
        self._shapes: Counter[tuple[str, str, int, int]] = Counter()

    def add(self, path: str, exchange: Exchange) -> None:
        questions = len(exchange.questions)
        self._shapes[path, exchange.collection, questions, len(exchange.speeches) - questions] += 1

    def counts(self) -> dict[tuple[str, str], Counts]:
        counts: dict[tuple[str, str], Counts] = {}
        for (path, collection, questions, answers), count in self._shapes.items():
            alike = Counts(count, count * questions, count * answers)
            counts[path, collection] = counts.get((path, collection), Counts()) + alike
        return counts


def _drafts(batch: Iterable[Piece], counted: Counting, left_out: list[Problem]) -> Iterator[Draft]:
    """The exchanges of a batch, told to be counted, but for those that are left out."""
    for piece in batch:
        path = str(piece.path)
        source = source_term(path)
        for place, row in enumerate(piece.spooled.rows()):
            exchange = restore(row).cited.exchange
            if place in piece.holders:
                left_out.append(duplicate(piece.path, exchange, piece.holders[place]))
                continue
            counted.add(path, exchange)
            yield Draft(exchange, source, (*names(exchange), *piece.olds.get(place, ())))


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
