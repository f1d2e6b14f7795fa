"""The order of a few hundred candidates by what of the query they hold, and where.

The engine's order (BM25F) picks the candidates; reading them again tells what postings alone do not: that
two words are two names of one thing and must not count twice, and that a speaker is named without being
written. After BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework", 2009), places in a text
are divided by its length, weighed by its field, summed, and only then saturated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from corpus.citation import CitedExchange, Side
from corpus.exchange import Role
from corpus.folding import fold
from indexer.analysis import stem
from search.finding import Finder, Found
from search.query.tree import And, Keyword, Near, Or, Phrase, Query, Term
from search.result import Hit
from search.widening.concepts import STRENGTH, Concept


@dataclass(frozen=True, slots=True)
class Weights:
    """Tuned on the judged queries with even numbers; each stands on a plateau, so none needs to be exact."""

    title: float = 6.0
    """Titles are given by the house, in its own words, and say what an exchange is about."""
    question: float = 2.0
    answer: float = 0.6
    named: float = 2.0
    """Of a speaker, a party, a house or a time."""
    saturation: float = 1.2
    """After how many places of a concept further ones add little."""
    length: float = 0.5
    """How far a long text is held against its words: 0 not at all, 1 wholly."""
    coverage: float = 2.0
    """How steeply an exchange falls behind that lacks something: 0 not at all."""


WEIGHTS = Weights()

_USUAL = {Side.TITLE: 40, Side.QUESTION: 350, Side.ANSWER: 900}
"""How many characters a text has in the middle of the record: lengths are measured by it."""

_GAP = 2
"""How many characters stand at the most between two words that are side by side."""


class Ranking:
    """The concepts of a query with their worth, ready to be looked for in many exchanges."""

    def __init__(
        self, concepts: Sequence[Concept], frequencies: Sequence[int], total: int, weights: Weights = WEIGHTS
    ) -> None:
        """Frequencies say how many of all exchanges hold each concept in any way: rare ones weigh more."""
        self._weights = weights
        self._worth = [log(1 + total / (1 + frequency)) for frequency in frequencies]
        leaves = _Leaves()
        self._ways = [
            [_way(each.query, STRENGTH[each.why], leaves) for each in concept.alternatives]
            for concept in concepts
        ]
        self._finder = Finder.of(leaves.found)

    def ordered(self, hits: Iterable[Hit]) -> list[tuple[float, Hit]]:
        """The hits with their new scores, the best first; equal ones as they came."""
        scored = [(self.score(hit.cited), hit) for hit in hits]
        return sorted(scored, key=lambda each: -each[0])

    def score(self, cited: CitedExchange) -> float:
        """How much of what is asked for an exchange holds, and how well."""
        places = _Places.of(cited, self._finder, self._weights)
        value = covered = 0.0
        for worth, ways in zip(self._worth, self._ways, strict=True):
            held, strength = max((self._held(way, places) for way in ways), default=(0.0, 0.0))
            value += worth * held
            covered += worth * strength
        return float(value * (covered / (sum(self._worth) or 1.0)) ** self._weights.coverage)

    def _held(self, way: "_Way", places: "_Places") -> tuple[float, float]:
        """How well an exchange holds a concept in one of its ways, and how much the way counts for."""
        count = places.of_way(way)
        if not count:
            return 0.0, 0.0
        return way.strength * count / (count + self._weights.saturation), way.strength


@dataclass(frozen=True, slots=True)
class _Way:
    """One alternative of a concept, ready to be looked for."""

    strength: float
    runs: tuple[tuple[int, ...], ...]
    """Numbers of what the finder looks for: those of a run side by side, and all runs in one text."""
    leaves: frozenset[int]
    """All the numbers of the runs."""
    keywords: tuple[tuple[str, str], ...]
    """Fields and folded values, any of which will do."""


class _Leaves:
    """What the finder looks for, each thing once: words of one stem are one."""

    def __init__(self) -> None:
        self.found: list[Term | Phrase] = []
        self._numbers: dict[str | tuple[str, ...], int] = {}

    def number(self, leaf: Term | Phrase) -> int:
        key = stem(leaf.word) if isinstance(leaf, Term) else leaf.words
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append(leaf)
        return self._numbers[key]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where an exchange has what the finder looks for."""

    cited: CitedExchange
    weights: Weights
    texts: Mapping[Side, Sequence[Mapping[int, list[Found]]]]
    present: frozenset[int]
    """All of it that the exchange has anywhere."""
    factors: Mapping[Side, float]
    """What a place in a text counts, by the field and its length."""

    @classmethod
    def of(cls, cited: CitedExchange, finder: Finder, weights: Weights) -> "_Places":
        texts = _texts(cited)
        found = {side: [_by_what(finder.find(text)) for text in parts] for side, parts in texts.items()}
        by_side = {Side.TITLE: weights.title, Side.QUESTION: weights.question, Side.ANSWER: weights.answer}
        factors = {side: by_side[side] / _norm(side, parts, weights) for side, parts in texts.items()}
        present = frozenset(what for parts in found.values() for text in parts for what in text)
        return cls(cited, weights, found, present, factors)

    def of_way(self, way: _Way) -> float:
        """In how many places an exchange has a way, each weighed by where it is."""
        if way.runs and not self.present.issuperset(way.leaves):
            return 0.0
        named = self.weights.named * _is_named(way, self.cited) if way.keywords else 0.0
        return named + sum(self.factors[side] * self._count(way, side) for side in self.texts)

    def _count(self, way: _Way, side: Side) -> int:
        if way.runs:
            return sum(min(_run_count(run, text) for run in way.runs) for text in self.texts[side])
        bodies = {value for field, value in way.keywords if field == "cites"}
        return sum(row.side is side and fold(row.body) in bodies for row in self.cited.citations)


def _norm(side: Side, parts: Iterable[str], weights: Weights) -> float:
    length = max(sum(map(len, parts)), 1)
    return 1 - weights.length + weights.length * length / _USUAL[side]


def _way(query: Query, strength: float, leaves: _Leaves) -> _Way:
    runs = tuple(_runs(query, leaves))
    return _Way(strength, runs, frozenset(chain.from_iterable(runs)), tuple(_keywords(query)))


def _runs(query: Query, leaves: _Leaves) -> Iterator[tuple[int, ...]]:
    match query:
        case Term() | Phrase():
            yield (leaves.number(query),)
        case Near(left=left, right=right):
            yield leaves.number(left), leaves.number(right)
        case And(parts=parts):
            for part in parts:
                yield from _runs(part, leaves)
        case _:
            return


def _keywords(query: Query) -> Iterator[tuple[str, str]]:
    match query:
        case Keyword(field=field, value=value):
            yield field, fold(value)
        case Or(parts=parts):
            for part in parts:
                yield from _keywords(part)
        case _:
            return


def _texts(cited: CitedExchange) -> Mapping[Side, list[str]]:
    speeches = cited.exchange.speeches
    return {
        Side.TITLE: [cited.exchange.title],
        Side.QUESTION: [each.text for each in speeches if each.role is Role.QUESTION],
        Side.ANSWER: [each.text for each in speeches if each.role is Role.ANSWER],
    }


def _by_what(found: Iterable[Found]) -> Mapping[int, list[Found]]:
    places: dict[int, list[Found]] = {}
    for each in found:
        places.setdefault(each.what, []).append(each)
    return places


def _run_count(run: tuple[int, ...], places: Mapping[int, list[Found]]) -> int:
    """How often these stand side by side in a text."""
    ends = {each.end for each in places.get(run[0], ())}
    for what in run[1:]:
        near = range(1, _GAP + 1)
        ends = {each.end for each in places.get(what, ()) if any(each.start - gap in ends for gap in near)}
    return len(ends)


def _is_named(way: _Way, cited: CitedExchange) -> bool:
    return any(
        value and fold(value) == wanted for name, wanted in way.keywords for value in _values(name, cited)
    )


def _values(field: str, cited: CitedExchange) -> Iterable[str | None]:
    """The values of a keyword field that a name can stand for; cited bodies are counted by their places."""
    exchange = cited.exchange
    match field:
        case "member":
            return [each.speaker for each in exchange.speeches]
        case "party":
            return [each.party for each in exchange.questions]
        case "department":
            return [exchange.department]
        case "collection":
            return [exchange.collection]
        case "year":
            return [f"{exchange.date:%Y}"]
        case "month":
            return [f"{exchange.date:%Y-%m}"]
        case _:
            return []
