"""The company that words keep: which others stand with them in what was found first.

Who asks for student debt finds exchanges that speak of loans and of repaying them, and those that do so too
are more likely to be about the same. Learnt from the record itself, each time anew, after Xu and Croft,
"Query expansion using local and global document analysis", 1996; what was learnt is told in words.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import NamedTuple

import numpy as np

from corpus.exchange import Exchange
from indexer.analysis import folded_words, stem
from search.fillers import FILLERS
from search.holding import WEIGHTS, Held
from search.query.tree import Term
from search.ranking import Ranked

FIRST = 5
"""So many exchanges are learnt from: further down, what was found is too often about something else."""

_SEVERAL = 2
"""In so many of them a word must stand: what only one says is its own affair."""

MOST = 8
"""How many words are learnt at the most."""

_LED = 0.15
"""How much all of them together add, beside the best score."""

_READ = 30
"""How many exchanges are put in order anew: those further down are not lifted to the top by company alone."""

_RAREST, _COMMONEST = 3, 0.15
"""In how many exchanges a word stands at the least, and in which share of all at the most."""

_SHORTEST = 3
_LONGEST = 1_000
"""How many characters of a text are looked at."""

_KEPT = 50_000
"""Of how many pieces the words are kept, until all are forgotten.

None goes over white space, and most pieces come again and again.
"""

_TITLE, _QUESTION, _ANSWER = 3.0, 1.0, 0.3
"""How much the places of a word count by where they are."""


class Companion(NamedTuple):
    """A word that often stands with what is asked for."""

    word: str
    weight: float
    """Of all that were learnt: together they have 1."""


@dataclass(frozen=True, slots=True)
class Company:
    """What was learnt, ready to be looked for."""

    companions: tuple[Companion, ...]
    best: float
    """The best score of those learnt from."""

    @classmethod
    def of(
        cls,
        first: Sequence[tuple[float, Exchange]],
        asked: Container[str],
        frequencies: Mapping[str, int],
        total: int,
    ) -> "Company":
        """Learn from the exchanges found first, with their scores; the stems that were asked for are no news.

        Frequencies say in how many of all exchanges each word stands, as it is written.
        """
        most = _COMMONEST * total
        learnt: defaultdict[str, _Learnt] = defaultdict(_Learnt)
        counted = [_Words.of(exchange) for _, exchange in first]
        said_by = Counter(chain.from_iterable([set(words.stems.values()) for words in counted]))
        shared = {own for own, often in said_by.items() if often >= _SEVERAL and own not in asked}
        for (score, exchange), words in zip(first, counted, strict=True):
            for word in [word for word, own in words.stems.items() if own in shared]:
                frequency = frequencies.get(word, 0)
                if _RAREST <= frequency <= most:
                    places = words.places[word]
                    weight = score * places / (places + WEIGHTS.saturation)
                    learnt[words.stems[word]].add(word, frequency, weight, exchange.id)
        several = [each for each in learnt.values() if len(each.exchanges) >= _SEVERAL and each.worth(total)]
        ordered = sorted(several, key=lambda each: (-each.worth(total), each.word))[:MOST]
        sum_of_all = sum(each.worth(total) for each in ordered)
        companions = tuple(Companion(each.word, each.worth(total) / sum_of_all) for each in ordered)
        return cls(companions, max((score for score, _ in first), default=0.0))

    def ordered(self, ranked: Sequence[Ranked], held: Held) -> list[Ranked]:
        """The first of them in a new order, with new scores; the others after them as they are."""
        if not self.companions or not ranked:
            return list(ranked)
        kept = np.zeros(held.count)
        terms = [Term(companion.word) for companion in self.companions]
        held.look_up(terms)
        for companion, term in zip(self.companions, terms, strict=True):
            counts = held.places(term)
            kept += companion.weight * counts / (counts + WEIGHTS.saturation)
        lift = (_LED * self.best * kept).tolist()
        led = [(score + lift[place], place) for score, place in ranked[:_READ]]
        return [*sorted(led, key=lambda each: -each[0]), *ranked[_READ:]]


class _Learnt:
    """What is known of the words of one stem."""

    def __init__(self) -> None:
        self.word = ""
        self.exchanges: set[str] = set()
        self._frequency = 0
        self._weight = 0.0

    def add(self, word: str, frequency: int, weight: float, exchange: str) -> None:
        """The most frequent of its words is the one that is told."""
        if frequency > self._frequency:
            self.word, self._frequency = word, frequency
        self._weight += weight
        self.exchanges.add(exchange)

    def worth(self, total: int) -> float:
        """More for a word that stands here and rarely elsewhere."""
        return self._weight * log(total / self._frequency)


class _Words(NamedTuple):
    """The words of an exchange; whom it is addressed to says little."""

    places: Mapping[str, float]
    """How much the places of each count."""
    stems: Mapping[str, str]

    @classmethod
    def of(cls, exchange: Exchange) -> "_Words":
        texts = [(exchange.title, _TITLE)]
        texts += [(speech.text, _QUESTION) for speech in exchange.questions]
        texts += [(speech.text, _ANSWER) for speech in exchange.answers]
        places: defaultdict[str, float] = defaultdict(float)
        stems: dict[str, str] = {}
        for text, weight in texts:
            words = [*chain.from_iterable(map(_WORDS_OF.__getitem__, text[:_LONGEST].split()))]
            stems.update(words)
            for word, _ in words:
                places[word] += weight
        for addressed, _ in _words_of(exchange.department or ""):
            stems.pop(addressed, None)
        return cls(places, stems)


class _WordsOf(dict[str, Sequence[tuple[str, str]]]):
    """By piece of a text: its words that tell something, with their stems.

    None is moved when it is looked up, as in a cache of the latest: that touches more memory than finding it.
    """

    def __missing__(self, piece: str) -> Sequence[tuple[str, str]]:
        if len(self) >= _KEPT:
            self.clear()
        words = self[piece] = _words_of(piece)
        return words


_WORDS_OF = _WordsOf()


def _words_of(text: str) -> Sequence[tuple[str, str]]:
    return tuple([(word, stem(word)) for word in folded_words(text) if _tells(word)])


def _tells(word: str) -> bool:
    """Whether a word says something: no filler, and no number."""
    return len(word) >= _SHORTEST and word not in FILLERS and word.isalpha()
