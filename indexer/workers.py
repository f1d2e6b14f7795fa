"""Tasks done in their order, by this process or by several."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Generic, TypeVar

from corpus.errors import QuestionTimeError

Tools = TypeVar("Tools")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_UNDER_WAY = 8
"""Tasks for each process: one that it works on, and some that wait. What is passed is small."""

_COLLECTED_AFTER = 500_000
"""Objects more than before: in Python's own measure, of 700, it takes a fortieth of a process's time."""


class Workers(Generic[Tools]):
    """Processes that have what they work with, and are given one task after another."""

    def __init__(self, jobs: int, begin: Callable[[], Tools]) -> None:
        self._jobs = jobs
        self._begin = begin
        self._pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(begin,)) if jobs > 1 else None
        self._own: Tools | None = None

    def in_order(self, task: Callable[[Tools, _Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        """Do the task with each item, several at a time, and give what comes of it in the items' order.

        Other processes begin at once, and this one when it is asked for the first result.
        """
        if self._pool is None:
            return (task(self._tools(), item) for item in items)
        waiting = iter(items)
        under_way = deque(
            self._pool.submit(_done, task, item) for item in islice(waiting, self._jobs * _UNDER_WAY)
        )
        return self._results(self._pool, task, waiting, under_way)

    def close(self) -> None:
        """Let the processes end; what has not begun yet is not done any more."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _tools(self) -> Tools:
        if self._own is None:
            self._own = self._begin()
        return self._own

    def _results(
        self,
        pool: ProcessPoolExecutor,
        task: Callable[[Tools, _Item], _Result],
        waiting: Iterator[_Item],
        under_way: "deque[Future[_Result]]",
    ) -> Iterator[_Result]:
        try:
            while under_way:
                result = under_way.popleft().result()
                under_way.extend(pool.submit(_done, task, item) for item in islice(waiting, 1))
                yield result
        except BrokenProcessPool as error:
            raise QuestionTimeError(
                "a process of --jobs was ended from outside, perhaps for lack of memory; "
                "the index is as it was"
            ) from error


@contextmanager
def working(jobs: int, begin: Callable[[], Tools]) -> Iterator[Workers[Tools]]:
    """So many processes (none besides this one, for one job), each with what ``begin`` makes for it."""
    workers = Workers(jobs, begin)
    try:
        yield workers
    finally:
        workers.close()


class _Process:
    """What one of the processes works with; set once, when it begins."""

    tools: Any


def _begin(begin: Callable[[], Any]) -> None:
    # What was there before this process began is nothing of its own to collect, and stays shared; and what
    # it makes is seldom held in a circle, so that it is looked for seldom.
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    Thread(target=_end_with_the_first, name="ending with the first process", daemon=True).start()
    _Process.tools = begin()


def _end_with_the_first() -> None:
    """Nobody tells a process that the one which gives it tasks was killed: it would wait for ever."""
    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        os._exit(1)


def _done(task: Callable[[Any, _Item], _Result], item: _Item) -> _Result:
    return task(_Process.tools, item)
