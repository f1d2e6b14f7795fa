"""From an exchange to the document that is written: who spoke, which bodies it cites, its fields.

In this process, or in several with the order kept and only a few batches under way at a time.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.citation import CitedExchange
from corpus.errors import QuestionTimeError
from corpus.exchange import Exchange
from corpus.people import People
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from indexer.documents import document

_BATCH = 200
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


def prepared(drafts: Iterable[Draft], preparation: Preparation, jobs: int = 1) -> Iterator[dict[str, Any]]:
    """The documents of the drafts, in their order."""
    if jobs == 1:
        yield from map(preparation.document, drafts)
        return
    begin = (preparation.registry, preparation.people)
    try:
        with ProcessPoolExecutor(jobs, initializer=_begin, initargs=begin) as pool:
            yield from _in_order(pool, iter(drafts), jobs * _BATCHES_UNDER_WAY)
    except BrokenProcessPool as error:
        raise QuestionTimeError(
            "a process of --jobs was ended from outside, perhaps for lack of memory; the index is as it was"
        ) from error


def _in_order(pool: ProcessPoolExecutor, drafts: Iterator[Draft], limit: int) -> Iterator[dict[str, Any]]:
    under_way: deque[Future[list[dict[str, Any]]]] = deque()
    while batch := list(islice(drafts, _BATCH)):
        under_way.append(pool.submit(_documents, batch))
        if len(under_way) >= limit:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()


class _Process:
    """What one of the processes works with; set once, when it begins."""

    preparation: Preparation


def _begin(registry: Registry, people: People) -> None:
    _Process.preparation = Preparation(registry, people)


def _documents(drafts: list[Draft]) -> list[dict[str, Any]]:
    return [_Process.preparation.document(draft) for draft in drafts]
