"""Where in a text do the words of a query stand?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from indexer.analysis import WORD_LIMIT, Word, next_word, stem, words
from search.passages.beginnings import Beginnings, stem_beginnings
from search.query.tree import Phrase, Prefix, Term
from search.result import Mark

_KEPT = 500
"""How many stretches of text a finder remembers."""

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


@dataclass(frozen=True, slots=True)
class Finder:
    """The words, phrases and prefixes of a query, ready to be found in many texts."""

    stems: Mapping[str, int]
    prefixes: Sequence[tuple[str, int]]
    exact: Mapping[str, Sequence[int]]
    """Words that are looked for as they are."""
    phrases: Mapping[str, Sequence[tuple[Phrase, int]]]
    """Of several words, by the first."""
    beginnings: Beginnings
    _kept: dict[str, Sequence[tuple[Word, int | None]]] = field(default_factory=dict, compare=False)
    """What stretches were found to hold: the same ones come again and again."""

    @classmethod
    def of(cls, terms: Iterable[Term | Phrase | Prefix]) -> "Finder":
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
        return cls(stems, prefixes, exact, phrases, Beginnings(begun))

    def find(self, text: str) -> list[Found]:
        """Every place, in the order of the text; a phrase is one place, from its first word to its last."""
        stretches = self.beginnings.stretches(text)
        found: list[Found] = []
        for start, end in [(0, len(text))] if stretches is None else stretches:
            found += self._found(text, text[start:end], start)
        return found

    def find_in_each(self, texts: Sequence[str]) -> list[list[Found]]:
        """The same of several texts, which are searched as one: a page of hits has thirty."""
        stretches = self.beginnings.stretches(_BETWEEN.join(texts))
        if stretches is None:
            if len(texts) == 1:
                return [self.find(texts[0])]
            middle = len(texts) // 2
            return self.find_in_each(texts[:middle]) + self.find_in_each(texts[middle:])
        found: list[list[Found]] = [[] for _ in texts]
        number, begun, ended = -1, 0, -len(_BETWEEN)
        for start, end in stretches:
            while start >= ended + len(_BETWEEN):
                number, begun = number + 1, ended + len(_BETWEEN)
                ended = begun + len(texts[number])
            text = texts[number]
            found[number] += self._found(text, text[start - begun : end - begun], start - begun)
        return found

    def _found(self, text: str, stretch: str, start: int) -> list[Found]:
        """What stands in a stretch of a text that begins there."""
        known = self._kept.get(stretch)
        if known is None:
            known = self._looked_at(stretch)
        found: list[Found] = []
        for word, what in known:
            if what is None:
                found += self._phrases(word, start + word.start, text)
            else:
                found.append(Found(start + word.start, start + word.end, what))
        return found

    def _looked_at(self, stretch: str) -> Sequence[tuple[Word, int | None]]:
        """The words of a stretch that matter, each with what it is, or with None where a phrase may begin."""
        known = [(word, what) for word in words(stretch) for what in self._whats(word.text)]
        if len(stretch) <= WORD_LIMIT and len(self._kept) < _KEPT:
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

    def _phrases(self, word: Word, start: int, text: str) -> Iterator[Found]:
        """The phrases that begin with this word of the text."""
        end = start + word.end - word.start
        for phrase, what in self.phrases[word.text]:
            last = _end_of(phrase, text, end)
            if last is not None:
                yield Found(start, last, what)


@lru_cache(maxsize=_FINDERS)
def finder(terms: tuple[Term | Phrase | Prefix, ...]) -> Finder:
    """The finder of these, made once."""
    return Finder.of(terms)


def merged(found: Sequence[Found]) -> tuple[Mark, ...]:
    """Marks of what was found: in order, overlapping ones as one."""
    if len(found) < 2:
        return tuple([(start, end) for start, end, _ in found])
    marks: list[Mark] = []
    for start, end, _ in sorted(found):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


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
