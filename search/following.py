"""What follows the exchanges with all words: others that hold the same things otherwise, or some of them.

Learnt once a generation are the names, words and synonyms that a query is compared with. Apart from
`search.answering`, since most searches find enough without any of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from heapq import nlargest
from itertools import chain
from operator import itemgetter
from threading import Lock
from time import perf_counter
from typing import NamedTuple

from msgspec.structs import replace

from corpus.registry import Registry
from search.company import FIRST, Company
from search.engine import Candidates, Engine
from search.holding import Held
from search.nearness import near_first
from search.query.joining import all_of
from search.query.parser import parse
from search.query.tree import Everything, Not, Query
from search.ranking import Ranked, Ranking
from search.request import ParsedQuery, Request, Sort
from search.result import ENOUGH, Answer, DidYouMean, Hit, Result, Wider
from search.widening.concepts import Concept
from search.widening.names import Names
from search.widening.pieces import Piece, pieces
from search.widening.reading import Read, Reading
from search.widening.respelling import Respelling
from search.widening.saying import because, heading, led_by, limits, names_only, respelt
from search.widening.spelling import LEAST, Spelling
from search.widening.synonyms import Synonyms

WINDOW = 80
"""How many of the others are looked at closer, ordered and given. Their order is the same on every page."""

_REMEMBERED = 20_000
"""How many counts are kept: room for the whole table of synonyms and much of what is asked."""

_KEPT = 512
"""How many queries are kept as they were read: who pages, narrows or sorts asks the same one again."""


class _Understood(NamedTuple):
    """A query as it was read, with what that means in one generation."""

    read: Read
    common: Sequence[Concept]
    nominating: Query
    counts: Sequence[Sequence[int]]
    """In how many exchanges each concept is found, in each of its ways."""

    @classmethod
    def by(cls, reading: Reading, plain: Sequence[Piece]) -> "_Understood":
        read = reading.read(plain)
        counts = reading.counts(read)
        common = reading.common(read, counts)
        return cls(read, common, reading.nominating(read, common), counts)


class _Learnt(NamedTuple):
    """What is learnt once a generation."""

    generation: str
    reading: Reading
    understood: Callable[[tuple[Piece, ...]], _Understood]


@dataclass(frozen=True, slots=True)
class _Order:
    """What there is to give, the best first."""

    candidates: Candidates
    few: Sequence[Ranked]
    """Of the strict query."""
    others: Sequence[Ranked]
    company: Company

    def again(self, ranked: Sequence[Ranked], hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """The same of hits that have their passages, in this order; none where one has not."""
        known = {hit.cited.exchange.id: hit for hit in hits}
        wanted = [(known.get(self.candidates.hit(at).cited.exchange.id), score) for score, at in ranked]
        there = [hit._replace(score=score) for hit, score in wanted if hit]
        return tuple(there) if len(there) == len(wanted) else ()

    def shown(self, ranked: Sequence[Ranked], request: Request) -> tuple[Hit, ...]:
        """Some of them with the passages that a request asks for."""
        hits = self.candidates.shown([place for _, place in ranked], request)
        return tuple(hit._replace(score=score) for hit, (score, _) in zip(hits, ranked, strict=True))


class Following:
    """Finds what follows by one engine, and keeps what it learns of each generation."""

    def __init__(self, engine: Engine, registry: Registry) -> None:
        self._engine = engine
        self._registry = registry
        self._synonyms: Synonyms | None = None
        self._lock = Lock()
        self._known: _Learnt | None = None

    def prepare(self) -> None:
        """Learn what is learnt once a generation."""
        self._learnt()

    def answer(self, request: Request, result: Result) -> Answer:
        """The result, which has too few exchanges with all words, and what comes near it."""
        began = perf_counter()
        plain = pieces(request.query.text, request.query.tree)
        if not plain:
            return Answer(result)
        learnt = self._learnt()
        meant = learnt.understood(plain)
        asked = _others(request, result, meant.nominating)
        few = [near_first(replace(request, page=1, size=ENOUGH, facets=()))] if result.total else []
        order = self._order(meant, learnt.reading, self._engine.candidates((asked, *few)))
        if order.few and request.sort is Sort.RELEVANCE:
            these = order.few[(request.page - 1) * request.size : request.page * request.size]
            result = replace(result, hits=order.again(these, result.hits) or order.shown(these, request))
        others = order.candidates.totals[0]
        wider = self._wider(request, asked, result.total, others, meant, order) if others else None
        took_ms = result.took_ms + (perf_counter() - began) * 1000
        return Answer(replace(result, took_ms=took_ms), wider)

    def counted(self, request: Request, result: Result) -> Result:
        """How many come near a result that has nothing, and their facets; the result itself where none do."""
        plain = pieces(request.query.text, request.query.tree)
        if not plain:
            return result
        nominating = self._learnt().understood(plain).nominating
        others = self._counted(_others(request, result, nominating), request)
        return others if others.total else result

    def _counted(self, asked: Request, request: Request) -> Result:
        return self._engine.search(replace(asked, size=0, facets=request.facets))

    def _order(self, meant: _Understood, reading: Reading, candidates: Candidates) -> _Order:
        """The hits of the strict query and the others by what they hold, then by the company of its words."""
        read, held = meant.read, Held(candidates)
        ranking = Ranking(read.concepts, meant.counts, reading.total)
        others, *strict = ranking.ordered(held, candidates.scores, read.told)
        few = strict[0] if strict else []
        # What a name names is all alike, and the newest comes first.
        best = () if names_only(read) else nlargest(FIRST, chain(few, others), key=itemgetter(0))
        first = [(score, candidates.hit(place).cited.exchange) for score, place in best]
        company = Company.of(first, read.stems, reading.frequencies, reading.total)
        return _Order(candidates, company.ordered(few, held), company.ordered(others, held), company)

    def _wider(
        self, request: Request, asked: Request, strict: int, total: int, meant: _Understood, order: "_Order"
    ) -> Wider:
        read = meant.read
        first, last = (max(page * request.size - strict, 0) for page in (request.page - 1, request.page))
        has_facets = request.facets and not strict
        return Wider(
            total,
            len(order.others),
            heading(read, strict),
            bool(names_only(read)),
            (*because(read), *led_by(order.company)),
            limits(read, meant.common),
            self._did_you_mean(request, read),
            order.shown(order.others[first:last], asked),
            self._counted(asked, request).facets if has_facets else {},
        )

    def _did_you_mean(self, request: Request, read: Read) -> DidYouMean | None:
        text = respelt(request.query.text, read)
        if text == request.query.text:
            return None
        query = parse(text, self._registry)
        total = self._engine.search(replace(request, query=query, page=1, size=0, facets=())).total
        return DidYouMean(text, total) if total else None

    def _learnt(self) -> _Learnt:
        with self._lock:
            if not self._known or self._known.generation != self._engine.generation:
                whole = self._engine.search(Request(size=0, facets=("member", "department", "collection")))
                names = Names.of(self._registry, whole.facets)
                spelling = Spelling(self._engine.vocabulary(LEAST))
                self._synonyms = self._synonyms or Synonyms.load()
                counts = _Counts(self._engine)
                respelling = Respelling(spelling, counts, names.words)
                reading = Reading(names, self._synonyms, respelling, counts, whole.total)
                understood = lru_cache(maxsize=_KEPT)(partial(_Understood.by, reading))
                self._known = _Learnt(whole.generation, reading, understood)
            return self._known


class _Counts:
    """How many exchanges of one generation hold something; what was asked once is remembered."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[Query, int] = {}

    def __call__(self, tree: Query) -> int:
        total = self._known.get(tree)
        if total is None:
            total = self._engine.search(Request(query=_query(tree), size=0)).total
            if len(self._known) < _REMEMBERED:
                self._known[tree] = total
        return total


def _others(request: Request, result: Result, nominating: Query) -> Request:
    """What holds something of a query, and is none of its result, under the same filters; the best first."""
    # Where nothing has all words, whatever is filtered for, there is nothing to leave out.
    apart = Not(request.query.tree) if result.total or request.filters else None
    query = _query(all_of((nominating, apart)))
    return replace(request, query=query, sort=Sort.RELEVANCE, page=1, size=WINDOW, facets=())


def _query(tree: Query | None) -> ParsedQuery:
    return ParsedQuery(tree=tree or Everything())
