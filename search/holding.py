"""What of a query candidates hold, and in how many places, each weighed by where it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import stem
from indexer.fields import TEXT_FIELDS
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

_NAMES = [field.name for field in TEXT_FIELDS]

Weighed = NDArray[np.float64]
"""By candidate: in how many places it holds something, each weighed; 0 where it lacks it."""


class Held:
    """What some candidates hold.

    After BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework", 2009), places in a text are
    divided by its length, weighed by its field and summed; whoever asks saturates the sum.
    """

    def __init__(self, candidates: Candidates, weights: Weights = WEIGHTS) -> None:
        self._candidates = candidates
        self._named = weights.named
        by_field = {"title": weights.title, "question": weights.question, "answer": weights.answer}
        usual = np.array([[_USUAL[name]] for name in _NAMES])
        norms = 1 - weights.length + weights.length * np.maximum(candidates.lengths(), 1) / usual
        self._factors = np.array([[by_field[name]] for name in _NAMES]) / norms
        """By field and candidate: what a place counts."""
        self.count = self._factors.shape[1]
        """How many candidates there are."""
        self._known: dict[str | Sought, _Known] = {}

    def look_up(self, queries: Iterable[Query]) -> None:
        """Learn what of some queries stands in the texts, all at once: that takes less than one by one."""
        sought = {_key(each): each for query in queries for each in _sought(query)}
        asked = [each for key, each in sought.items() if key not in self._known]
        if asked:
            frequencies = self._candidates.frequencies(asked)
            weighed = (self._factors * frequencies).sum(axis=1)
            self._known.update(zip(map(_key, asked), map(_Known, frequencies, weighed), strict=True))

    def places(self, query: Query) -> Weighed:
        """In how many places each candidate has a query, weighed."""
        match query:
            case Term() | Phrase() | Near() | And():
                return self._in_texts([*_sought(query)])
            case Keyword(field="cites", value=body):
                return self._citing(body)
            case Keyword():
                return np.where(self._candidates.matching(query), self._named, 0.0)
            case Or(parts=parts):
                return reduce(np.maximum, map(self.places, parts))
            case _:
                return np.zeros(self.count)

    def places_in(self, terms: Sequence[Term], candidates: Sequence[int]) -> Weighed:
        """The same of some words, a row a word, in some of the candidates only."""
        frequencies = self._candidates.frequencies(terms, candidates)
        return np.asarray((self._factors.take(candidates, axis=1) * frequencies).sum(axis=1))

    def in_question(self, term: Term) -> NDArray[np.bool_]:
        """Which candidates have a word in the question."""
        return np.asarray(self._of(term).frequencies[_NAMES.index("question")] > 0)

    def _in_texts(self, parts: Sequence[Sought]) -> Weighed:
        """All of the parts in one text: as often as the rarest of them stands there."""
        first, *others = map(self._of, parts)
        if not others:
            return first.weighed
        least = reduce(np.minimum, [each.frequencies for each in others], first.frequencies)
        return np.asarray((self._factors * least).sum(axis=0))

    def _of(self, part: Sought) -> "_Known":
        """Asked for once: ways of one query share many words."""
        key = _key(part)
        if key not in self._known:
            self.look_up((part,))
        return self._known[key]

    def _citing(self, body: str) -> Weighed:
        weighed = np.zeros(self.count)
        for name, field in _CITING.items():
            weighed += self._factors[_NAMES.index(field)] * self._candidates.matching(Keyword(name, body))
        return weighed


class _Known(NamedTuple):
    """What is known of something that may stand in texts."""

    frequencies: NDArray[np.integer[Any]]
    """By field and candidate."""
    weighed: Weighed


def _key(part: Sought) -> str | Sought:
    return stem(part.word) if isinstance(part, Term) else part


def _sought(query: Query) -> Iterator[Sought]:
    """What of a query is looked for in texts."""
    match query:
        case Term() | Phrase() | Near():
            yield query
        case And(parts=parts):
            if is_of_pairs(query):
                yield query
            else:
                yield from (part for part in parts if isinstance(part, Term | Phrase | Near))
        case Or(parts=parts):
            for part in parts:
                yield from _sought(part)
