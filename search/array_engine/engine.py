"""The embedded engine: opens the current generation and answers from it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from corpus.citation import CitedExchange
from corpus.registry import Registry
from indexer.generations import Generation
from search.array_engine.candidates import ArrayCandidates
from search.array_engine.compiled import LOOPS, Loops
from search.array_engine.counting import count_facets
from search.array_engine.generation import OpenGeneration
from search.array_engine.grouping import groups_of
from search.array_engine.hits import hits_of
from search.array_engine.matching import Matched
from search.array_engine.narrowing import narrow
from search.array_engine.ordering import page_of
from search.engine import Standing
from search.grouping import Groups
from search.moving import Moving, Staying
from search.request import Request
from search.result import AllHits, Hit, Result

_STEPS = (0, 10, 100)
"""From where on all hits are put in order at once: most who read on from the best read a few."""


class ArrayEngine:
    """Answers from the index's arrays: every match is counted, and only a page of them is read."""

    def __init__(
        self, at: Path | Generation, registry: Registry, loops: Loops | None = LOOPS, once: bool = False
    ) -> None:
        """Answer from what is current in a folder, or from one generation only; without loops, by numpy."""
        self._moving: Moving[OpenGeneration] | Staying[OpenGeneration] = (
            Moving(at, lambda generation: OpenGeneration(generation, registry, loops, once))
            if isinstance(at, Path)
            else Staying(at, OpenGeneration(at, registry, loops, once))
        )

    @property
    def generation(self) -> str:
        return self._moving.current().name

    def standing(self) -> Standing:
        return self._moving.standing()

    def search(self, request: Request) -> Result:
        began = perf_counter()
        opened = self._moving.current()
        narrowed = narrow(opened.matched(request.query.tree), request, opened)
        start = (request.page - 1) * request.size
        found = _in_order(opened, narrowed.passing, request, start, request.size)
        hits = hits_of(found, opened, request) if request.size else ()
        facets = count_facets(narrowed, request, opened)
        took_ms = (perf_counter() - began) * 1000
        return Result(len(narrowed.passing.ids), hits, opened.name, facets, took_ms)

    def totals(self, requests: Sequence[Request]) -> list[int]:
        opened = self._moving.current()
        matched = opened.each_matched([each.query.tree for each in requests])
        narrowed = [narrow(found, each, opened) for found, each in zip(matched, requests, strict=True)]
        return [len(each.passing.ids) for each in narrowed]

    def every(self, request: Request) -> AllHits:
        opened = self._moving.current()
        passing = narrow(opened.matched(request.query.tree), request, opened).passing
        return AllHits(opened.name, lambda: len(passing.ids), _read_on(opened, passing, request))

    def candidates(self, requests: Sequence[Request]) -> ArrayCandidates:
        return ArrayCandidates(self._moving.current(), requests)

    def groups(self, request: Request, field: str, first: int) -> Groups:
        opened = self._moving.current()
        passing = narrow(opened.matched(request.query.tree), request, opened).passing
        return groups_of(passing, request, field, first, opened)

    def exchange(self, id: str) -> CitedExchange | None:
        opened = self._moving.current()
        number = opened.number_of(id)
        return None if number is None else opened.stored(number).cited

    def vocabulary(self, least: int) -> Mapping[str, int]:
        return self._moving.current().vocabulary(least)

    def title_phrases(self, least: int, longest: int) -> Mapping[str, int]:
        return self._moving.current().title_phrases(least, longest)

    def close(self) -> None:
        """Nothing to do: a generation's files are unmapped when the last answer from it is done with it."""


def _read_on(opened: OpenGeneration, passing: Matched, request: Request) -> Iterator[Hit]:
    for start, end in pairwise(_STEPS):
        step = list(_in_order(opened, passing, request, start, end - start))
        for number, score in step:
            yield Hit(opened.stored(number).cited, score)
        if len(step) < end - start:
            return
    for number, score in _in_order(opened, passing, request, _STEPS[-1], len(passing.ids)):
        yield Hit(opened.read(number).cited, score)


def _in_order(
    opened: OpenGeneration, matched: Matched, request: Request, start: int, size: int
) -> Iterator[tuple[int, float]]:
    """Some of the matches, in the order asked for, with their scores."""
    ids, scores = page_of(matched, request.sort, start, size, opened)
    return zip(ids.tolist(), scores.tolist(), strict=True)
