"""Where in a text do the words of a query stand?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from msgspec import Struct, field

from indexer.analysis import Word, next_word, stem, words
from search.forgetting import Forgetting
from search.passages.beginnings import Beginnings, stem_beginnings
from search.passages.compiled import LOOPS, Loops
from search.query.tree import Phrase, Prefix, Term

_KEPT = 500
"""How many stretches of text a finder remembers."""

_STRETCHES = 20_000
"""Of how many stretches the words are kept for all finders, until all are forgotten."""

_LONGEST = 200
"""A longer stretch is not remembered: there is room for most addresses of pages."""

_BETWEEN = "\n"
"""What stands between texts that are searched as one: no word goes over it."""

_FINDERS = 128
"""How many finders are kept: the same query is asked again by who pages, narrows and opens what was found."""


class Found(NamedTuple):
    """A place in a text, and what stands there."""

    start: int
    end: int
    what: int
    """Which of the things looked for: a passage with several of them is better than one that repeats one."""


_Phrases = Sequence[tuple[Phrase, int]]
_InStretch = tuple[int, int, int | None, _Phrases]
"""From and to of a word in a stretch of text, and what it is, or None and the phrases that begin with it."""


class Finder(Struct, frozen=True, eq=False):
    """The words, phrases and prefixes of a query, ready to be found in many texts."""

    stems: Mapping[str, int]
    prefixes: Sequence[tuple[str, int]]
    exact: Mapping[str, Sequence[int]]
    """Words that are looked for as they are."""
    phrases: Mapping[str, _Phrases]
    """Of several words, by the first."""
    beginnings: Beginnings
    _kept: dict[str, Sequence[_InStretch]] = field(default_factory=dict)
    """What stretches were found to hold: the same ones come again and again."""

    @classmethod
    def of(cls, terms: Iterable[Term | Phrase | Prefix], loops: Loops | None = LOOPS) -> "Finder":
        stems: dict[str, int] = {}
        prefixes: list[tuple[str, int]] = []
        exact: dict[str, list[int]] = {}
        phrases: dict[str, list[tuple[Phrase, int]]] = {}
        for what, term in enumerate(terms):
            match term:
                case Term(word=word):
                    stems.setdefault(stem(word), what)
                case Prefix(start=start):
                    prefixes.append((start, what))
                case Phrase(words=(only,)):
                    exact.setdefault(only, []).append(what)
                case Phrase(words=(first, *_)):
                    phrases.setdefault(first, []).append((term, what))
        begun = chain(*map(stem_beginnings, stems), (start for start, _ in prefixes), exact, phrases)
        return cls(stems, prefixes, exact, phrases, Beginnings(begun, loops))

    def find(self, text: str) -> list[Found]:
        """Every place, in the order of the text; a phrase is one place, from its first word to its last."""
        return self.find_in_each((text,))[0]

    def find_in_each(self, texts: Sequence[str]) -> list[list[Found]]:
        """The same of several texts, which are searched as one: a page of hits has thirty."""
        found: list[list[Found]] = [[] for _ in texts]
        for number, start, end in self.beginnings.stretches(texts):
            text = texts[number]
            stretch = text[start:end]
            known = self._kept.get(stretch)
            if known is None:
                known = self._looked_at(stretch)
            for first, last, what, phrases in known:
                if what is not None:
                    found[number].append(Found(start + first, start + last, what))
                    continue
                for phrase, which in phrases:
                    until = _end_of(phrase, text, start + last)
                    if until is not None:
                        found[number].append(Found(start + first, until, which))
        return found

    def _looked_at(self, stretch: str) -> Sequence[_InStretch]:
        """The words of a stretch that matter."""
        known = [
            (word.start, word.end, what, self.phrases.get(word.text, ()))
            for word in (_WORDS_IN[stretch] if len(stretch) <= _LONGEST else words(stretch))
            for what in self._whats(word.text)
        ]
        if len(stretch) <= _LONGEST and len(self._kept) < _KEPT:
            self._kept[stretch] = known
        return known

    def _whats(self, word: str) -> Iterator[int | None]:
        single = self.stems.get(stem(word)) if self.stems else None
        if single is None:
            single = next((which for start, which in self.prefixes if word.startswith(start)), None)
        if single is not None:
            yield single
        yield from self.exact.get(word, ())
        if word in self.phrases:
            yield None


def _words_in(stretch: str) -> tuple[Word, ...]:
    return tuple(words(stretch))


_WORDS_IN = Forgetting(_words_in, _STRETCHES)
"""The same stretches are looked at for one query after another."""


@lru_cache(maxsize=_FINDERS)
def finder(terms: tuple[Term | Phrase | Prefix, ...]) -> Finder:
    """The finder of these, made once."""
    return Finder.of(terms)


def _end_of(phrase: Phrase, text: str, end: int) -> int | None:
    """Where a phrase ends whose first word ends here; None where it does not stand here."""
    for wanted in phrase.words[1:]:
        for _ in range(phrase.slop):
            word, end = next_word(text, end)
            if word == wanted:
                break
        else:
            return None
    return end
