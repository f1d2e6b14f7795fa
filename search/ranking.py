"""The order of a few hundred candidates by what of the query they hold, where, and how near together.

The engine's order (BM25F) picks the candidates; reading them again tells what postings alone do not: that
two words are two names of one thing and must not count twice, that a speaker is named and not written,
that words stand side by side. After BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework",
2009): places in a field are divided by its length, weighed and summed, and only then saturated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from corpus.citation import CitedExchange, Side
from corpus.exchange import Role
from corpus.folding import fold
from indexer.analysis import stem
from indexer.fields import FIELD
from search.finding import Finder, Found
from search.query.tree import And, Keyword, Near, Or, Phrase, Query, Term
from search.result import Hit
from search.widening.concepts import STRENGTH, Concept


@dataclass(frozen=True, slots=True)
class Weights:
    """What was tuned, on the judged queries with even numbers."""

    title: float = 3.0
    question: float = 1.5
    answer: float = 1.0
    named: float = 2.0
    """Of a speaker, a house or a time."""
    saturation: float = 1.2
    """After how many places of a word further ones add little."""
    length: float = 0.5
    """How far a long text is held against its words; 0 not at all, 1 wholly."""
    coverage: float = 2.0
    """How steeply an exchange falls behind that lacks something; 0 not at all."""
    beside: float = 0.6
    """What two neighbours of the query add that stand side by side, in shares of their own worth."""
    beside_title: float = 0.6


WEIGHTS = Weights()

_USUAL = {Side.TITLE: 40, Side.QUESTION: 350, Side.ANSWER: 900}
"""How many characters a text has in the middle of the record: lengths are measured by it."""

_GAP = 2
"""How many characters stand between two words that are side by side: a space, or a comma and a space."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One alternative of a concept, ready to be looked for."""

    strength: float
    runs: tuple[tuple[int, ...], ...] = ()
    """Numbers of what the finder looks for: each run side by side, and all runs in one text."""
    keywords: tuple[tuple[str, str], ...] = ()
    """Fields and folded values, any of which will do."""


class Ranking:
    """Concepts with their worth, ready to be looked for in many exchanges."""

    def __init__(
        self, concepts: Sequence[Concept], frequencies: Sequence[int], total: int, weights: Weights = WEIGHTS
    ) -> None:
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
        texts = _texts(cited)
        found = {side: [_by_what(self._finder.find(text)) for text in parts] for side, parts in texts.items()}
        norms = {side: self._norm(side, sum(map(len, parts))) for side, parts in texts.items()}
        value = covered = 0.0
        for worth, ways in zip(self._worth, self._ways, strict=True):
            held, strength = max((self._held(way, found, norms, cited) for way in ways), default=(0.0, 0.0))
            value += worth * held
            covered += worth * strength
        whole = sum(self._worth) or 1.0
        return float((value + self._beside(found)) * (covered / whole) ** self._weights.coverage)

    def _norm(self, side: Side, length: int) -> float:
        return 1 - self._weights.length + self._weights.length * length / _USUAL[side]

    def _held(
        self,
        way: _Way,
        found: Mapping[Side, Sequence[Mapping[int, list[Found]]]],
        norms: Mapping[Side, float],
        cited: CitedExchange,
    ) -> tuple[float, float]:
        """How well an exchange holds a concept in one of its ways, and how much the way counts for."""
        weights = self._weights
        weight = {Side.TITLE: weights.title, Side.QUESTION: weights.question, Side.ANSWER: weights.answer}
        places = weights.named * _is_named(way, cited) if way.keywords else 0.0
        for side, parts in found.items():
            count = sum(_count(way, part) for part in parts) if way.runs else _citations(way, cited, side)
            places += weight[side] * count / norms[side]
        if not places:
            return 0.0, 0.0
        return way.strength * places / (places + weights.saturation), way.strength

    def _beside(self, found: Mapping[Side, Sequence[Mapping[int, list[Found]]]]) -> float:
        """What neighbours in the query add that are neighbours in a text, once a pair."""
        total = 0.0
        for at in range(len(self._ways) - 1):
            first, second = _singles(self._ways[at]), _singles(self._ways[at + 1])
            both = _shared(self._ways[at], self._ways[at + 1])
            worth = (self._worth[at] + self._worth[at + 1]) / 2
            if any(_adjoin(part, first, second, both) for part in found[Side.TITLE]):
                total += self._weights.beside_title * worth
            if any(
                _adjoin(part, first, second, both) for side in (Side.QUESTION, Side.ANSWER) for part in found[side]
            ):
                total += self._weights.beside * worth
        return total


class _Leaves:
    """What the finder looks for, each thing once: words of one stem are one."""

    def __init__(self) -> None:
        self.found: list[Term | Phrase] = []
        self._numbers: dict[str | tuple[str, ...], int] = {}

    def number(self, key: str | tuple[str, ...], leaf: Term | Phrase) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append(leaf)
        return self._numbers[key]


def _way(query: Query, strength: float, leaves: "_Leaves") -> _Way:
    return _Way(strength, tuple(_runs(query, leaves)), tuple(_keywords(query)))


def _runs(query: Query, leaves: "_Leaves") -> Iterable[tuple[int, ...]]:
    match query:
        case Term(word=word):
            yield (leaves.number(stem(word), query),)
        case Phrase(words=words):
            yield (leaves.number(words, query),)
        case Near(left=left, right=right):
            yield tuple(number for each in (left, right) for run in _runs(each, leaves) for number in run)
        case And(parts=parts):
            for part in parts:
                yield from _runs(part, leaves)
        case _:
            return


def _keywords(query: Query) -> Iterable[tuple[str, str]]:
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


def _count(way: _Way, places: Mapping[int, list[Found]]) -> int:
    """How often all the runs of a way stand in a text."""
    return min(_run_count(run, places) for run in way.runs)


def _run_count(run: tuple[int, ...], places: Mapping[int, list[Found]]) -> int:
    ends = [each.end for each in places.get(run[0], ())]
    for what in run[1:]:
        ends = [each.end for each in places.get(what, ()) if _follows(each.start, ends)]
    return len(ends)


def _follows(start: int, ends: Iterable[int]) -> bool:
    return any(0 < start - end <= _GAP for end in ends)


def _singles(ways: Sequence[_Way]) -> list[int]:
    """What a concept can begin or end with: its words and phrases that stand as one."""
    return [run[0] for way in ways for run in way.runs if len(way.runs) == 1 and len(run) == 1]


def _shared(first: Sequence[_Way], second: Sequence[_Way]) -> list[_Way]:
    """The ways of two neighbours together."""
    return [way for way in first if way.runs and way in second]


def _adjoin(
    places: Mapping[int, list[Found]],
    first: Iterable[int],
    second: Iterable[int],
    both: Iterable[_Way],
) -> bool:
    if any(_count(way, places) for way in both):
        return True
    ends = [each.end for what in first for each in places.get(what, ())]
    return bool(ends) and any(_follows(each.start, ends) for what in second for each in places.get(what, ()))


def _citations(way: _Way, cited: CitedExchange, side: Side) -> int:
    bodies = {value for field, value in way.keywords if field == "cites"}
    return sum(fold(row.body) in bodies for row in cited.citations if row.side is side) if bodies else 0


def _is_named(way: _Way, cited: CitedExchange) -> bool:
    exchange = cited.exchange
    for name, wanted in way.keywords:
        match name:
            case "cites":
                continue
            case "member":
                values: Iterable[str | None] = (each.speaker for each in exchange.speeches)
            case "party":
                values = (each.party for each in exchange.questions)
            case "department":
                values = (exchange.department,)
            case "collection":
                values = (exchange.collection,)
            case _:
                values = (f"{exchange.date:%Y}", f"{exchange.date:%Y-%m}")
        if any(value and fold(value) == wanted for value in values):
            return True
    return False
