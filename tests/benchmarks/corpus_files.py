"""A generated corpus on disk: the same exchanges for every peer, with their citations.

::

    exchanges.rows     for questiontime: what its index keeps of an exchange, each after its length
    rows.ndjson        for the other peers: texts and keyword values
    counts.json        from which questions are chosen; written last, so that it marks a whole corpus
"""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from struct import Struct

from corpus.citation import CitedExchange
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from indexer.documents import restore, store
from indexer.fields import FIELDS, Kind
from tests.benchmarks.counting import Counts
from tests.benchmarks.generator import Generator
from tests.benchmarks.peers.serving import Row
from tests.benchmarks.record import read_record

_BATCH = 250
_LENGTH = Struct("<I")
_SAMPLE = 20_000
"""Pairs of words are counted in about so many exchanges, spread evenly."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a corpus is made from; the same recipe makes the same corpus."""

    count: int
    seed: int = 0
    sources: Path | None = None
    """None for the project's samples."""
    people: Path | None = None

    def generator(self) -> Generator:
        return Generator(read_record(self.sources, self.people), self.count, self.seed)


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    """Where a corpus is."""

    folder: Path

    @property
    def exchanges(self) -> Path:
        return self.folder / "exchanges.rows"

    @property
    def rows(self) -> Path:
        return self.folder / "rows.ndjson"

    @property
    def counts(self) -> Path:
        return self.folder / "counts.json"


def write_corpus(recipe: Recipe, folder: Path, jobs: int) -> CorpusFiles:
    """Make a corpus, in several processes, unless the folder has it already."""
    files = CorpusFiles(folder)
    if files.counts.exists():
        return files
    folder.mkdir(parents=True, exist_ok=True)
    counts = Counts()
    batches = [range(at, min(at + _BATCH, recipe.count)) for at in range(0, recipe.count, _BATCH)]
    with (
        ProcessPoolExecutor(jobs, initializer=_begin, initargs=(recipe.generator(), Registry.load())) as pool,
        files.exchanges.open("wb") as exchanges,
        files.rows.open("wb") as rows,
    ):
        for batch in pool.map(_batch, batches):
            exchanges.writelines(_LENGTH.pack(len(each)) + each for each in batch.exchanges)
            rows.writelines(batch.rows)
            counts.add(batch.counts)
    counts.write(files.counts)
    return files


def read_exchanges(path: Path) -> Iterator[CitedExchange]:
    """The exchanges of a file, with the plain text of each of their texts."""
    with path.open("rb") as file:
        while length := file.read(_LENGTH.size):
            yield restore(file.read(*_LENGTH.unpack(length))).cited


def row_of(cited: CitedExchange, registry: Registry) -> Row:
    """An exchange as the peers take it, with the values that questiontime's own fields have."""
    values = {field.name: list(field.values(cited, registry)) for field in FIELDS}
    return Row(
        cited.exchange.id,
        int(f"{cited.exchange.date:%Y%m%d}"),
        {field.name: "\n".join(values[field.name]) for field in FIELDS if field.kind is Kind.TEXT},
        {field.name: values[field.name] for field in FIELDS if field.kind is Kind.KEYWORD},
    )


@dataclass(frozen=True, slots=True)
class _Batch:
    exchanges: list[bytes]
    rows: list[bytes]
    counts: Counts


class _Maker:
    """What one process makes exchanges with."""

    def __init__(self, generator: Generator, registry: Registry) -> None:
        self._generator = generator
        self._registry = registry
        self._recogniser = Recogniser(registry)
        self._every = max(1, generator.count // _SAMPLE)

    def batch(self, numbers: range) -> _Batch:
        batch = _Batch([], [], Counts())
        for number in numbers:
            exchange = self._generator.exchange(number)
            cited = CitedExchange(exchange, self._recogniser.cite(exchange))
            row = row_of(cited, self._registry)
            batch.exchanges.append(store(cited))
            batch.rows.append(json.dumps(asdict(row), ensure_ascii=False).encode() + b"\n")
            batch.counts.count(row, sampled=number % self._every == 0)
        return batch


class _Process:
    """Set once, when a process begins."""

    maker: _Maker


def _begin(generator: Generator, registry: Registry) -> None:
    _Process.maker = _Maker(generator, registry)


def _batch(numbers: range) -> _Batch:
    return _Process.maker.batch(numbers)
