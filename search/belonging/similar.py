"""Which exchanges ask about the same? Those that share the words that tell this one from the others."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import log
from threading import Lock

from corpus.citation import CitedExchange
from corpus.markdown import plain_text
from indexer.analysis import stem, words
from search.engine import Engine
from search.query.joining import any_of
from search.query.tree import Term
from search.request import ParsedQuery, Request

MOST = 5

_WORDS = 12
"""By how many words an exchange is told from others: more find what is only about the same subject."""

_READ = 30
_LONGEST = 4_000
"""How many characters of the questions are looked at: what they ask for stands at their beginning."""

_TITLE = 3
"""How often a word of the title counts: houses give titles, and say in them what a question is about."""

_ENOUGH = 0.3
"""How much of the best score another must reach: below it lie those that share a word or two by chance."""

_SHARED_BODY, _SHARED_DEPARTMENT = 0.15, 0.1
"""By how much of its score one is raised for a body that both cite (for two at most), for the department."""


@dataclass(frozen=True, slots=True)
class _Frequencies:
    """How many exchanges of a generation have each word; words that only one has are not among them."""

    generation: str
    by_word: Mapping[str, int]
    total: int


class Similar:
    """Finds similar exchanges by one engine, and keeps how frequent words are in its generation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._known: _Frequencies | None = None

    def to(self, cited: CitedExchange, known: Container[str] = ()) -> tuple[CitedExchange, ...]:
        """The most similar first; none of those whose ids are known already."""
        tree = any_of(Term(word) for word in self._telling(cited))
        if tree is None:
            return ()
        hits = list(islice(self._engine.every(Request(ParsedQuery(tree=tree))), _READ))
        enough = _ENOUGH * max((hit.score for hit in hits), default=0.0)
        others = [
            (hit.score * _nearness(cited, hit.cited), hit.cited)
            for hit in hits
            if hit.score >= enough and hit.cited.exchange.id != cited.exchange.id
        ]
        ordered = (other for _, other in sorted(others, key=lambda each: -each[0]))
        return tuple(islice((other for other in ordered if other.exchange.id not in known), MOST))

    def _telling(self, cited: CitedExchange) -> list[str]:
        """The words that tell an exchange from others, one of each stem: frequent in it, rare elsewhere."""
        frequencies = self._frequencies()
        counts = Counter(word for word in _words(cited) if word in frequencies.by_word)
        weights = {
            word: min(count, _TITLE + 1) * log(1 + frequencies.total / frequencies.by_word[word])
            for word, count in counts.items()
        }
        ordered = sorted(weights, key=lambda word: (-weights[word], word))
        by_stem: dict[str, str] = {}
        for word in ordered:
            by_stem.setdefault(stem(word), word)
        return list(by_stem.values())[:_WORDS]

    def _frequencies(self) -> _Frequencies:
        with self._lock:
            if not self._known or self._known.generation != self._engine.generation:
                whole = self._engine.search(Request(size=0))
                self._known = _Frequencies(whole.generation, self._engine.vocabulary(2), whole.total)
            return self._known


def _words(cited: CitedExchange) -> Iterator[str]:
    """The words of the title, each several times, and of the questions; numbers alone say little."""
    exchange = cited.exchange
    asked = " ".join(plain_text(speech.text)[:_LONGEST] for speech in exchange.questions)
    for text, times in ((exchange.title, _TITLE), (asked[:_LONGEST], 1)):
        for word in words(text):
            if len(word.text) > 1 and not word.text[0].isdigit():
                yield from [word.text] * times


def _nearness(one: CitedExchange, other: CitedExchange) -> float:
    bodies = {row.body for row in one.citations} & {row.body for row in other.citations}
    department = one.exchange.department and one.exchange.department == other.exchange.department
    return 1 + _SHARED_BODY * min(len(bodies), 2) + (_SHARED_DEPARTMENT if department else 0)
