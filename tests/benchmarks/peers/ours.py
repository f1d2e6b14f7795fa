"""questiontime itself, through the engine that it opens for an index."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from corpus.citation import CitedExchange
from corpus.people import People
from corpus.registry import Registry
from indexer.building import Build, Knowledge, Settings, begin
from indexer.codec.inverting import Inverter, batch_size
from indexer.codec.rows import SAMPLED, dictionary_of
from indexer.counts import Counts
from indexer.documents import document, store
from indexer.fingerprint import Fingerprint
from indexer.finishing import finish
from indexer.generations import IndexFolder
from indexer.identity import names
from indexer.preparing import Counting
from indexer.records import KeyedRecord, SourceRecord
from indexer.remembering import Change
from indexer.together import together
from indexer.watching import Watcher
from indexer.workers import working
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
        with index.writing(), begin(index, Settings(), Watcher()) as build:
            _write(build, knowledge, ready)
        return perf_counter() - began

    def open(self, folder: Path) -> Searching:
        return _Searching(open_engine(folder, self._registry), self._registry, self._quoted)


def _write(build: Build, knowledge: Knowledge, exchanges: Sequence[CitedExchange]) -> None:
    """Write in two processes, which inherit the exchanges: they are ready, so passing them is no part."""
    writer = IndexWriter(build.path)
    every = max(1, len(exchanges) // SAMPLED)
    dictionary = dictionary_of([store(cited) for cited in exchanges[::every]], len(exchanges))
    ready = partial(_Ready, exchanges, knowledge.registry, build.path, dictionary)
    with working(_PROCESSES, ready) as workers:
        counts = Counts()
        for run, counted in workers.in_order(_Ready.write, _batches(len(exchanges))):
            writer.add_run(run)
            counts += counted
        writer.commit(workers)
    record = SourceRecord(_SOURCE.encode(), Fingerprint(0, 0, ""), _SOURCE, counts={_SOURCE: counts})
    finish(build, knowledge, Change([KeyedRecord(record)]))


def _batches(count: int) -> Iterator[range]:
    """As those of a rebuild."""
    at = 0
    while at < count:
        until = min(at + batch_size(count - at), count)
        yield range(at, until)
        at = until


_SOURCE = "generated"
_PROCESSES = 2
"""As many as Tantivy has threads."""


class _Ready:
    """What one of the processes works with."""

    def __init__(
        self, exchanges: Sequence[CitedExchange], registry: Registry, folder: Path, dictionary: bytes
    ) -> None:
        self._exchanges = exchanges
        self._registry = registry
        self._folder = folder
        self._inverter = Inverter(dictionary)

    def write(self, numbers: range) -> tuple[Run, Counts]:
        """Some at a time, as a rebuild does."""
        counted = Counting()
        for some in together(self._exchanges[numbers.start : numbers.stop]):
            keys = [names(cited.exchange) for cited in some]
            documents = [
                document(cited, self._registry, _SOURCE, own) for cited, own in zip(some, keys, strict=True)
            ]
            for cited, each in zip(some, documents, strict=True):
                counted.add(_SOURCE, cited.exchange)
                self._inverter.add(each)
        return write_run(self._inverter, self._folder), sum(counted.counts().values(), Counts())


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
