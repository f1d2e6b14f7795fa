"""The company that words keep: which others stand with them in what was found first.

Who asks for student debt finds exchanges that speak of loans and of repaying them, and those that do so too
are more likely to be about the same. Learnt from the record itself, each time anew, after Xu and Croft,
"Query expansion using local and global document analysis", 1996; what was learnt is told in words.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import NamedTuple

import numpy as np

from corpus.exchange import Exchange
from indexer.analysis import folded_words, stem
from search.fillers import FILLERS
from search.forgetting import Forgetting
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
        counted = [_Words.of(exchange) for _, exchange in first]
        said_by = Counter(chain.from_iterable([words.stems for words in counted]))
        shared = {own for own, often in said_by.items() if often >= _SEVERAL and own not in asked}
        known: dict[str, int] = {}
        learnt: defaultdict[str, _Learnt] = defaultdict(_Learnt)
        for (score, exchange), words in zip(first, counted, strict=True):
            for (word, own), places in words.places(shared).items():
                if word not in known:
                    known[word] = frequencies.get(word, 0)
                if _RAREST <= known[word] <= _COMMONEST * total:
                    weight = score * places / (places + WEIGHTS.saturation)
                    learnt[own].add(word, known[word], weight, exchange.id)
        several = [each for each in learnt.values() if len(each.exchanges) >= _SEVERAL and each.worth(total)]
        ordered = sorted(several, key=lambda each: (-each.worth(total), each.word))[:MOST]
        sum_of_all = sum(each.worth(total) for each in ordered)
        companions = tuple(Companion(each.word, each.worth(total) / sum_of_all) for each in ordered)
        return cls(companions, max((score for score, _ in first), default=0.0))

    def ordered(self, ranked: Sequence[Ranked], held: Held) -> list[Ranked]:
        """The first of them in a new order, with new scores; the others after them as they are."""
        if not self.companions or not ranked:
            return list(ranked)
        first = [place for _, place in ranked[:_READ]]
        kept = np.zeros(len(first))
        found = held.places_in([Term(companion.word) for companion in self.companions], first)
        for companion, counts in zip(self.companions, found, strict=True):
            kept += companion.weight * counts / (counts + WEIGHTS.saturation)
        lift = (_LED * self.best * kept).tolist()
        led = [(score + more, place) for (score, place), more in zip(ranked, lift, strict=False)]
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

    texts: Sequence[tuple[Sequence[tuple[str, str]], float]]
    """Those of each text with their stems, in its order, and how much a place there counts."""
    addressed: Container[str]
    stems: Collection[str]

    @classmethod
    def of(cls, exchange: Exchange) -> "_Words":
        texts = [(exchange.title, _TITLE)]
        texts += [(speech.text, _QUESTION) for speech in exchange.questions]
        texts += [(speech.text, _ANSWER) for speech in exchange.answers]
        words_of = _WORDS_OF.__getitem__
        read = [
            ([*chain.from_iterable(map(words_of, text[:_LONGEST].split()))], weight) for text, weight in texts
        ]
        addressed = {word for word, _ in words_of(exchange.department or "")}
        stems = {own for words, _ in read for word, own in words if word not in addressed}
        return cls(read, addressed, stems)

    def places(self, shared: Container[str]) -> Mapping[tuple[str, str], float]:
        """How much the places count of each word, with its stem, that has one of some stems; few have."""
        places: defaultdict[tuple[str, str], float] = defaultdict(float)
        for words, weight in self.texts:
            for each in [each for each in words if each[1] in shared and each[0] not in self.addressed]:
                places[each] += weight
        return places


def _words_of(text: str) -> Sequence[tuple[str, str]]:
    """The words of a piece of a text that tell something, with their stems."""
    return tuple([(word, stem(word)) for word in folded_words(text) if _tells(word)])


_WORDS_OF = Forgetting(_words_of, _KEPT)


def _tells(word: str) -> bool:
    """Whether a word says something: no filler, and no number."""
    return len(word) >= _SHORTEST and word not in FILLERS and word.isalpha()
