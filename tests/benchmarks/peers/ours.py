"""questiontime itself, through the engine that it opens for an index."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from corpus.citation import CitedExchange
from corpus.people import People
from corpus.registry import Registry
from indexer.building import Build, Knowledge, Settings, begin
from indexer.codec.inverting import Inverter
from indexer.documents import document
from indexer.finishing import finish
from indexer.generations import IndexFolder
from indexer.identity import names
from indexer.indexing import counts_of
from indexer.records import Counts, SourceRecord
from indexer.sources import Fingerprint
from indexer.watching import Watcher
from indexer.writing import IndexWriter, Run, write_run
from search.engine import Engine
from search.opening import open_engine
from search.query.parser import parse
from search.request import Filter, Request
from tests.benchmarks.corpus_files import read_exchanges
from tests.benchmarks.peers.serving import FACET_VALUES, FACETS, HITS, Answer, Question, Searching, main


class Ours:
    """The whole way: what a person types is parsed, asked and cut out, in the engine's own records."""

    def __init__(self, quoted: bool = False) -> None:
        self._quoted = quoted
        self._registry = Registry.load()

    def build(self, rows: Path, folder: Path) -> float:
        ready = list(read_exchanges(rows))
        knowledge = Knowledge(self._registry, People.empty(), None)
        index = IndexFolder(folder)
        began = perf_counter()
        with index.writing(), begin(index, knowledge, Settings(), Watcher()) as build:
            _write(build, ready)
        return perf_counter() - began

    def open(self, folder: Path) -> Searching:
        return _Searching(open_engine(folder, self._registry), self._registry, self._quoted)


def _write(build: Build, exchanges: list[CitedExchange]) -> None:
    """Write in two processes, which inherit the exchanges: they are ready, so passing them is no part."""
    writer = IndexWriter.create(build.path)
    batches = [range(at, min(at + _BATCH, len(exchanges))) for at in range(0, len(exchanges), _BATCH)]
    with ProcessPoolExecutor(
        _PROCESSES,
        get_context("fork"),
        initializer=_begin,
        initargs=(exchanges, build.knowledge.registry, writer.folder),
    ) as pool:
        for run in pool.map(_run, batches):
            writer.add_run(run)
    build.spool.close()
    writer.commit()
    counts = sum((counts_of(cited.exchange) for cited in exchanges), Counts())
    finish(build, [SourceRecord(_SOURCE, Fingerprint(0, 0, ""), _SOURCE, counts={_SOURCE: counts})])


_SOURCE = "generated"
_PROCESSES = 2
"""As many as Tantivy has threads."""
_BATCH = 1_000


class _Process:
    """What one of the processes works with; set once, when it begins."""

    exchanges: list[CitedExchange]
    registry: Registry
    folder: Path
    inverter: Inverter


def _begin(exchanges: list[CitedExchange], registry: Registry, folder: Path) -> None:
    _Process.exchanges, _Process.registry, _Process.folder = exchanges, registry, folder
    _Process.inverter = Inverter()


def _run(numbers: range) -> Run:
    for number in numbers:
        cited = _Process.exchanges[number]
        _Process.inverter.add(document(cited, _Process.registry, _SOURCE, names(cited.exchange)))
    return write_run(_Process.inverter, _Process.folder)


class _Searching:
    def __init__(self, engine: Engine, registry: Registry, quoted: bool) -> None:
        self._engine = engine
        self._registry = registry
        self._quoted = quoted

    def ask(self, question: Question) -> Answer:
        request = self._request(question)
        if question.bare:
            return Answer([hit.cited.exchange.id for hit in islice(self._engine.every(request), HITS)])
        result = self._engine.search(request)
        return Answer(
            [hit.cited.exchange.id for hit in result.hits],
            result.total,
            {name: {each.value: each.count for each in values} for name, values in result.facets.items()},
            [snippet.text for hit in result.hits for snippet in hit.snippets],
        )

    def _request(self, question: Question) -> Request:
        return Request(
            query=parse(self._typed(question), self._registry),
            filters=(Filter("party", (question.party,)),) if question.party else (),
            since=date.fromisoformat(str(question.since)) if question.since else None,
            until=date.fromisoformat(str(question.until)) if question.until else None,
            size=HITS,
            facets=() if question.bare else FACETS,
            facet_size=FACET_VALUES,
        )

    def _typed(self, question: Question) -> str:
        """The question as a person would type it; quoted words are found as they are, unstemmed."""
        words = [f'"{word}"' for word in question.words] if self._quoted else list(question.words)
        match question.kind:
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "prefix":
                return f"{question.words[0]}*"
            case "or":
                return " OR ".join(words)
            case _:
                return " ".join(words)


if __name__ == "__main__":
    main(Ours())
