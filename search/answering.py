"""An answer to what a person typed: what has all of its words, and where that is too little, more.

The strict query asks for every word and phrase. Where it finds less than a page, and where it is one of
words and phrases only, exchanges follow that hold the same things otherwise (other words, other spellings,
names) or hold some of them. They are never counted among the first, and always said to be others.
"""

from threading import Lock
from typing import TYPE_CHECKING

from msgspec.structs import replace

from corpus.registry import Registry
from search.engine import Engine
from search.nearness import near_first
from search.request import Request, Sort
from search.result import ENOUGH, AllHits, Answer, Result

if TYPE_CHECKING:
    from search.following import Following


class Answerer:
    """Answers requests by one engine."""

    def __init__(self, engine: Engine, registry: Registry) -> None:
        self._engine = engine
        self._registry = registry
        self._lock = Lock()
        self._known: Following | None = None

    def answer(self, request: Request) -> Answer:
        """What the engine finds, and where that is too little, what comes near it."""
        result = self._engine.search(near_first(request))
        return Answer(result) if result.total >= ENOUGH else self._following().answer(request, result)

    def counted(self, request: Request) -> Result:
        """How many there are, and their facets: where nothing has all words, of what follows. No hits."""
        result = self._engine.search(request.counted())
        return result if result.total else self._following().counted(request, result)

    def every(self, request: Request) -> AllHits:
        """All hits of the strict query, in the order of the pages: where they are few, it is another one."""
        hits = self._engine.every(near_first(request))
        if request.sort is not Sort.RELEVANCE or not 0 < hits.total < ENOUGH:
            return hits
        result = self.answer(replace(request, page=1, size=ENOUGH, facets=())).result
        return AllHits(result.generation, lambda: result.total, iter(result.hits))

    def prepare(self) -> None:
        """Learn what is learnt once a generation, before anybody waits for it."""
        self._following().prepare()

    def _following(self) -> "Following":
        from search.following import Following  # noqa: PLC0415 (a search that finds enough needs none of it)

        with self._lock:
            self._known = self._known or Following(self._engine, self._registry)
            return self._known
