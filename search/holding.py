"""What of a query an exchange holds, and in how many places, each weighed by where it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.citation import CitedExchange, Side
from corpus.exchange import Role
from corpus.folding import fold
from indexer.analysis import stem
from search.passages.finding import Finder, Found
from search.query.tree import And, Keyword, Near, Or, Phrase, Query, Term


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
    coverage: float = 1.5
    """How steeply an exchange falls behind that lacks something: 0 not at all."""


WEIGHTS = Weights()

_USUAL = {Side.TITLE: 40, Side.QUESTION: 350, Side.ANSWER: 900}
"""How many characters a text has in the middle of the record: lengths are measured by it."""

_LONGEST = 1_400
"""How many characters of a text are read: what it is about stands in its beginning, and some are books."""

_GAP = 2
"""How many characters stand at the most between two words that are side by side."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an exchange can hold a concept, ready to be looked for."""

    strength: float
    """How much it counts beside others."""
    runs: tuple[tuple[int, ...], ...]
    """Numbers of what the finder looks for: those of a run side by side, and all runs in one text."""
    keywords: tuple[tuple[str, str], ...]
    """Fields and folded values, any of which will do."""
    bodies: frozenset[str]
    """The cited bodies among them."""
    word: int | None
    """The one thing that the finder looks for, where it is only one: most ways are single words."""


class Sought:
    """All that is looked for, each thing once: words of one stem are one."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._terms: list[Term | Phrase] = []
        self._numbers: dict[str | tuple[str, ...], int] = {}

    def way(self, query: Query, strength: float) -> Way:
        """Add what a query looks for."""
        runs, keywords = tuple(_runs(query, self)), tuple(_keywords(query))
        bodies = frozenset(value for field, value in keywords if field == "cites")
        word = runs[0][0] if len(runs) == 1 and len(runs[0]) == 1 else None
        return Way(strength, runs, keywords, bodies, word)

    def number(self, term: Term | Phrase) -> int:
        """The number of a word or a phrase."""
        key = stem(term.word) if isinstance(term, Term) else term.words
        if key not in self._numbers:
            self._numbers[key] = len(self._terms)
            self._terms.append(term)
        return self._numbers[key]

    def finder(self) -> Finder:
        """What finds all that was added."""
        return Finder.of(self._terms)


@dataclass(frozen=True, slots=True)
class Places:
    """Where an exchange has what is looked for.

    After BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework", 2009), places in a text are
    divided by its length, weighed by its field and summed; whoever asks saturates the sum.
    """

    cited: CitedExchange
    weights: Weights
    factors: Mapping[Side, float]
    """What a place counts, by the field and its length."""
    weighed: Mapping[int, float]
    """By what is looked for: what all its places count together."""
    texts: Sequence[tuple[float, Mapping[int, Sequence[Found]]]]
    """What a place in a text counts, and the places in it, by what is looked for."""

    @classmethod
    def of(cls, cited: CitedExchange, finder: Finder, weights: Weights) -> "Places":
        texts = _texts(cited)
        by_side = {Side.TITLE: weights.title, Side.QUESTION: weights.question, Side.ANSWER: weights.answer}
        factors = {side: by_side[side] / _norm(side, parts, weights) for side, parts in texts.items()}
        weighed: dict[int, float] = {}
        found: list[tuple[float, Mapping[int, Sequence[Found]]]] = []
        for side, parts in texts.items():
            factor = factors[side]
            for text in parts:
                places: dict[int, list[Found]] = {}
                for place in finder.find(text[:_LONGEST]):
                    places.setdefault(place.what, []).append(place)
                for what, these in places.items():
                    weighed[what] = weighed.get(what, 0.0) + factor * len(these)
                found.append((factor, places))
        return cls(cited, weights, factors, weighed, found)

    def count(self, way: Way) -> float:
        """In how many places an exchange has a way, weighed."""
        if way.word is not None:
            return self.weighed.get(way.word, 0.0)
        if way.runs:
            if not all(each in self.weighed for run in way.runs for each in run):
                return 0.0
            return sum(factor * min(_count(run, places) for run in way.runs) for factor, places in self.texts)
        return self._named(way) if way.keywords else 0.0

    def _named(self, way: Way) -> float:
        cited = 0.0
        if way.bodies:
            rows = (row for row in self.cited.citations if fold(row.body) in way.bodies)
            cited = sum(self.factors[row.side] for row in rows)
        return cited + self.weights.named * _is_named(way, self.cited)


def _norm(side: Side, parts: Iterable[str], weights: Weights) -> float:
    length = max(sum(map(len, parts)), 1)
    return 1 - weights.length + weights.length * length / _USUAL[side]


def _runs(query: Query, sought: Sought) -> Iterator[tuple[int, ...]]:
    match query:
        case Term() | Phrase():
            yield (sought.number(query),)
        case Near(left=left, right=right):
            yield sought.number(left), sought.number(right)
        case And(parts=parts):
            yield from chain.from_iterable(_runs(part, sought) for part in parts)
        case _:
            return


def _keywords(query: Query) -> Iterator[tuple[str, str]]:
    match query:
        case Keyword(field=field, value=value):
            yield field, fold(value)
        case Or(parts=parts):
            yield from chain.from_iterable(map(_keywords, parts))
        case _:
            return


def _texts(cited: CitedExchange) -> Mapping[Side, list[str]]:
    speeches = cited.exchange.speeches
    return {
        Side.TITLE: [cited.exchange.title],
        Side.QUESTION: [each.text for each in speeches if each.role is Role.QUESTION],
        Side.ANSWER: [each.text for each in speeches if each.role is Role.ANSWER],
    }


def _count(run: tuple[int, ...], places: Mapping[int, Sequence[Found]]) -> int:
    """How often these stand side by side in a text."""
    ends = {each.end for each in places.get(run[0], ())}
    for what in run[1:]:
        near = range(1, _GAP + 1)
        followed = places.get(what, ()) if ends else ()
        ends = {each.end for each in followed if any(each.start - gap in ends for gap in near)}
    return len(ends)


def _is_named(way: Way, cited: CitedExchange) -> bool:
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
