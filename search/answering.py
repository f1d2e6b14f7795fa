"""An answer to what a person typed: what has all of its words, and where that is too little, more.

The strict query asks for every word and phrase. Where it finds less than a page, and where it is one of
words and phrases only, exchanges follow that hold the same things otherwise (synonyms, other spellings,
names) or that hold some of them. These are never counted among the first, and always said to be others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from threading import Lock
from time import perf_counter

from corpus.registry import Registry
from search.engine import Engine
from search.query.joining import all_of, any_of
from search.query.tree import Everything, Identity, Not, Query
from search.ranking import Ranking
from search.request import ParsedQuery, Request, Sort
from search.result import Hit, Result
from search.widening.concepts import Concept, Why, all_in_any_way, any_in_any_way
from search.widening.names import Names
from search.widening.pieces import pieces
from search.widening.reading import Reading
from search.widening.spelling import LEAST, Spelling
from search.widening.synonyms import Synonyms

ENOUGH = 10
"""So many exchanges with all words are enough: nothing else follows them."""

WINDOW = 200
"""How many candidates are read again and put in order; no more than these are given."""


@dataclass(frozen=True, slots=True)
class Wider:
    """What follows the exchanges with all words."""

    total: int
    """How many exchanges hold something of what was asked for."""
    given: int
    """How many of them can be paged to: the best ones."""
    words: str
    """What they have, as a heading."""
    because: tuple[str, ...]
    """What was looked for beside the words as they were typed, and what was left out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, and what follows it."""

    result: Result
    """Of the strict query: its total and facets count exchanges with all words."""
    wider_hits: tuple[Hit, ...] = ()
    """Those on this page, after the result's own."""
    wider: Wider | None = None

    @property
    def length(self) -> int:
        """How many hits there are to page through."""
        return self.result.total + (self.wider.given if self.wider else 0)


class Answerer:
    """Answers requests from one engine; keeps what it learns of each generation."""

    def __init__(self, engine: Engine, registry: Registry, synonyms: Synonyms | None = None) -> None:
        self._engine = engine
        self._registry = registry
        self._synonyms = synonyms or Synonyms.load()
        self._lock = Lock()
        self._known: tuple[str, Reading, int] | None = None

    def answer(self, request: Request) -> Answer:
        """What the engine finds, and where that is too little, what comes near it."""
        began = perf_counter()
        result = self._engine.search(request)
        if result.total >= ENOUGH:
            return Answer(result)
        reading, total = self._reading()
        concepts = reading.concepts(pieces(request.query.text, request.query.tree))
        if not concepts:
            return Answer(result)
        wider, hits = self._widened(request, concepts, result, total)
        took = replace(result, took_ms=(perf_counter() - began) * 1000)
        return Answer(took, hits, wider) if wider else Answer(took)

    def _widened(
        self, request: Request, concepts: Sequence[Concept], result: Result, total: int
    ) -> tuple[Wider | None, tuple[Hit, ...]]:
        strict, some = request.query.tree, any_in_any_way(concepts)
        everything = self._asking(request, all_of((some, Not(strict))))
        found = self._total(everything)
        if not found:
            return None, ()
        frequencies = [self._count(each.any_way) for each in concepts]
        ranking = Ranking(concepts, frequencies, total)
        ranked = ranking.ordered(self._candidates(request, concepts))
        given = min(len(ranked), WINDOW)
        first = max((request.page - 1) * request.size - result.total, 0)
        last = max(request.page * request.size - result.total, 0)
        shown = ranked[:given][first:last]
        wider = Wider(found, given, _words(concepts), _because(request, concepts))
        return wider, self._marked(everything, shown)

    def _candidates(self, request: Request, concepts: Sequence[Concept]) -> list[Hit]:
        """The exchanges that may be best: those that hold everything first."""
        strict = Not(request.query.tree)
        whole, some = all_in_any_way(concepts), any_in_any_way(concepts)
        hits: list[Hit] = []
        for tree in (all_of((whole, strict)), all_of((some, Not(whole), strict))):
            asked = self._asking(request, tree)
            hits += islice(self._engine.every(asked), WINDOW - len(hits))
        return hits

    def _asking(self, request: Request, tree: Query | None) -> Request:
        return replace(request, query=_query(tree), sort=Sort.RELEVANCE, page=1, facets=())

    def _count(self, tree: Query) -> int:
        return self._total(Request(query=_query(tree)))

    def _total(self, request: Request) -> int:
        return self._engine.search(replace(request, page=1, size=0, facets=())).total

    def _marked(self, request: Request, ranked: Sequence[tuple[float, Hit]]) -> tuple[Hit, ...]:
        """The hits with their passages."""
        ids = [hit.cited.exchange.id for _, hit in ranked]
        these = any_of(Identity(id) for id in ids)
        if not these:
            return ()
        asked = replace(request, query=_query(all_of((request.query.tree, these))), size=WINDOW)
        found = {hit.cited.exchange.id: hit for hit in self._engine.search(asked).hits}
        return tuple(
            replace(found.get(hit.cited.exchange.id, hit), score=round(score, 6)) for score, hit in ranked
        )

    def _reading(self) -> tuple[Reading, int]:
        """What words are compared with, and how many exchanges there are; learnt once a generation."""
        with self._lock:
            if not self._known or self._known[0] != self._engine.generation:
                all_ = self._engine.search(Request(size=0, facets=("member", "department")))
                names = Names.of(self._registry, all_.facets["member"], all_.facets["department"])
                spelling = Spelling(self._engine.vocabulary(LEAST))
                reading = Reading(names, self._synonyms, spelling, self._count)
                self._known = (all_.generation, reading, all_.total)
            return self._known[1], self._known[2]


def _query(tree: Query | None) -> ParsedQuery:
    return ParsedQuery(tree=tree or Everything())


def _words(concepts: Sequence[Concept]) -> str:
    if len(concepts) == 1:
        return "Exchanges with other words for this"
    return "Exchanges with some of these words"


def _because(request: Request, concepts: Sequence[Concept]) -> tuple[str, ...]:
    lines = []
    for concept in concepts:
        others = [each.said for each in concept.others if each.why is not Why.SPELLING]
        if respelt := [each.said for each in concept.others if each.why is Why.SPELLING]:
            lines.append(f"“{concept.typed}” may be meant as “{respelt[0]}”")
        if others:
            lines.append(f"“{concept.typed}”: also {', '.join(others)}")
    return tuple(lines)
