"""From an exchange to the index: who spoke, which bodies it cites, its fields, its words inverted.

In this process, or in several: each inverts its batches and writes them as runs, so that what comes back
is only the name of a file. The order is kept, and only a few batches are under way at a time.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.citation import CitedExchange
from corpus.errors import QuestionTimeError
from corpus.exchange import Exchange
from corpus.people import People
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from indexer.codec.inverting import Inverter
from indexer.documents import document
from indexer.writing import IndexWriter, Run, write_run

_BATCH = 1_000
_BATCH_CHARACTERS = 4 * 1024 * 1024
"""A batch is full at this many exchanges, or this much text: it becomes one run."""
_BATCHES_UNDER_WAY = 2
"""For each process: one that it works on, and one that waits."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An exchange that is to be indexed."""

    exchange: Exchange
    source: str
    keys: tuple[str, ...]


class Preparation:
    """What exchanges are made into documents with."""

    def __init__(self, registry: Registry, people: People) -> None:
        self.registry = registry
        self.people = people
        self._recogniser = Recogniser(registry)

    def document(self, draft: Draft) -> dict[str, Any]:
        exchange = self.people.resolve(draft.exchange)
        cited = CitedExchange(exchange, self._recogniser.cite(exchange))
        return document(cited, self.registry, draft.source, draft.keys)


def write_drafts(
    drafts: Iterable[Draft], preparation: Preparation, writer: IndexWriter, jobs: int = 1
) -> Iterator[int]:
    """Write the documents of the drafts, in their order; tells each time how many more are written."""
    if jobs == 1:
        for draft in drafts:
            writer.add(preparation.document(draft))
            yield 1
        return
    begin = (preparation.registry, preparation.people, writer.folder)
    try:
        with ProcessPoolExecutor(jobs, initializer=_begin, initargs=begin) as pool:
            for run in _in_order(pool, _batches(drafts), jobs * _BATCHES_UNDER_WAY):
                writer.add_run(run)
                yield run.doc_count
    except BrokenProcessPool as error:
        raise QuestionTimeError(
            "a process of --jobs was ended from outside, perhaps for lack of memory; the index is as it was"
        ) from error


def _batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    batch: list[Draft] = []
    characters = 0
    for draft in drafts:
        batch.append(draft)
        characters += sum(len(speech.text) for speech in draft.exchange.speeches)
        if len(batch) >= _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _in_order(pool: ProcessPoolExecutor, batches: Iterable[list[Draft]], limit: int) -> Iterator[Run]:
    under_way: deque[Future[Run]] = deque()
    for batch in batches:
        under_way.append(pool.submit(_written, batch))
        if len(under_way) >= limit:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


class _Process:
    """What one of the processes works with; set once, when it begins."""

    preparation: Preparation
    inverter: Inverter
    folder: Path


def _begin(registry: Registry, people: People, folder: Path) -> None:
    _Process.preparation = Preparation(registry, people)
    _Process.inverter = Inverter()
    _Process.folder = folder


def _written(drafts: list[Draft]) -> Run:
    for draft in drafts:
        _Process.inverter.add(_Process.preparation.document(draft))
    return write_run(_Process.inverter, _Process.folder)
