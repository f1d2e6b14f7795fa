"""What of a query candidates hold, and in how many places, each weighed by where it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.analysis import stem
from search.engine import Candidates
from search.query.terms import Sought, is_of_pairs
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
    length: float = 0.6
    """How far a long text is held against its words: 0 not at all, 1 wholly."""
    coverage: float = 1.5
    """How steeply an exchange falls behind that lacks something: 0 not at all."""


WEIGHTS = Weights()

_USUAL = {"title": 6.5, "question": 58, "answer": 150}
"""How many words a text has in the middle of the record: lengths are measured by it."""

_CITING = {"question_cites": "question", "answer_cites": "answer"}
"""The fields of cited bodies, and in which text these stand: a title counts as its question does."""


class Held:
    """What some candidates hold.

    After BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework", 2009), places in a text are
    divided by its length, weighed by its field and summed; whoever asks saturates the sum.
    """

    def __init__(self, candidates: Candidates, weights: Weights = WEIGHTS) -> None:
        self._candidates = candidates
        self._named = weights.named
        by_field = {"title": weights.title, "question": weights.question, "answer": weights.answer}
        self._factors = {
            field: [weight / _norm(field, length, weights) for length in candidates.lengths(field)]
            for field, weight in by_field.items()
        }
        self._known: dict[tuple[str, str | Sought], Mapping[int, int]] = {}

    def places(self, query: Query) -> Mapping[int, float]:
        """In how many places each candidate has a query, weighed; those that lack it are not among them."""
        match query:
            case Term() | Phrase() | Near():
                return self._in_texts((query,))
            case And() if is_of_pairs(query):
                return self._in_texts((query,))
            case And(parts=parts):
                return self._in_texts([part for part in parts if isinstance(part, Term | Phrase | Near)])
            case Keyword(field="cites", value=body):
                return self._citing(body)
            case Keyword():
                return dict.fromkeys(self._candidates.matching(query), self._named)
            case Or(parts=parts):
                return _most(map(self.places, parts))
            case _:
                return {}

    def _in_texts(self, parts: Sequence[Sought]) -> Mapping[int, float]:
        """All of the parts in one text: as often as the rarest of them stands there."""
        weighed: defaultdict[int, float] = defaultdict(float)
        for field, factors in self._factors.items():
            least = self._frequencies(parts[0], field)
            for part in parts[1:]:
                least = _least(least, self._frequencies(part, field)) if least else least
            for place, often in least.items():
                weighed[place] += factors[place] * often
        return weighed

    def _frequencies(self, part: Sought, field: str) -> Mapping[int, int]:
        """Asked for once: ways of one query share many words."""
        key = field, stem(part.word) if isinstance(part, Term) else part
        if key not in self._known:
            self._known[key] = self._candidates.frequencies(part, field)
        return self._known[key]

    def _citing(self, body: str) -> Mapping[int, float]:
        weighed: defaultdict[int, float] = defaultdict(float)
        for name, field in _CITING.items():
            for place in self._candidates.matching(Keyword(name, body)):
                weighed[place] += self._factors[field][place]
        return weighed


def _norm(field: str, length: int, weights: Weights) -> float:
    return 1 - weights.length + weights.length * max(length, 1) / _USUAL[field]


def _least(some: Mapping[int, int], others: Mapping[int, int]) -> Mapping[int, int]:
    return {place: min(often, others[place]) for place, often in some.items() if place in others}


def _most(found: Iterable[Mapping[int, float]]) -> Mapping[int, float]:
    most: defaultdict[int, float] = defaultdict(float)
    for weighed in found:
        for place, often in weighed.items():
            most[place] = max(most[place], often)
    return most
