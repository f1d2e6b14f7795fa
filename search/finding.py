"""Where in a text do the words of a query stand?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from indexer.analysis import WORD_LIMIT, Word, stem, words
from search.beginnings import Beginnings, stem_beginnings
from search.query.tree import Phrase, Prefix, Term
from search.result import Mark

_USUAL_LENGTH = 12
"""Of a word and what separates it from the next, in characters; a little generous."""


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
    phrases: Mapping[str, Sequence[tuple[Phrase, int]]]
    """By their first word."""
    beginnings: Beginnings

    @classmethod
    def of(cls, terms: Iterable[Term | Phrase | Prefix]) -> "Finder":
        stems: dict[str, int] = {}
        prefixes: list[tuple[str, int]] = []
        phrases: dict[str, list[tuple[Phrase, int]]] = {}
        for what, term in enumerate(terms):
            match term:
                case Term(word=word):
                    stems.setdefault(stem(word), what)
                case Prefix(start=start):
                    prefixes.append((start, what))
                case Phrase(words=(first, *_)):
                    phrases.setdefault(first, []).append((term, what))
        begun = chain(*map(stem_beginnings, stems), (start for start, _ in prefixes), phrases)
        return cls(stems, prefixes, phrases, Beginnings(begun))

    def find(self, text: str) -> list[Found]:
        """Every place, in the order of the text; a phrase is one place, from its first word to its last."""
        found: list[Found] = []
        for start, end in self.beginnings.stretches(text):
            for word in _taken_apart(text[start:end]):
                what = self._single(word.text)
                if what is not None:
                    found.append(Found(start + word.start, start + word.end, what))
                if word.text in self.phrases:
                    found += self._phrases(word, start + word.start, text)
        return found

    def _phrases(self, word: Word, start: int, text: str) -> Iterator[Found]:
        """The phrases that begin with this word of the text."""
        for phrase, what in self.phrases[word.text]:
            line = _words_from(text, start, 1 + (len(phrase.words) - 1) * phrase.slop)
            last = _end_of(phrase, line)
            if last is not None:
                yield Found(start, start + last.end, what)

    def _single(self, word: str) -> int | None:
        what = self.stems.get(stem(word)) if self.stems else None
        if what is None:
            return next((which for start, which in self.prefixes if word.startswith(start)), None)
        return what


def merged(found: Iterable[Found]) -> tuple[Mark, ...]:
    """Marks of what was found: in order, overlapping ones as one."""
    marks: list[Mark] = []
    for start, end, _ in sorted(found):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def _taken_apart(stretch: str) -> Sequence[Word]:
    """The words of a stretch; most are one word, and the same ones come again and again."""
    return _kept_apart(stretch) if len(stretch) <= WORD_LIMIT else tuple(words(stretch))


@lru_cache(maxsize=50_000)
def _kept_apart(stretch: str) -> Sequence[Word]:
    return tuple(words(stretch))


def _words_from(text: str, start: int, count: int) -> list[Word]:
    """So many words from the one on that begins there, placed from there; fewer where the text ends."""
    reach = count * _USUAL_LENGTH
    while True:
        end = text.find(" ", start + reach)
        line = list(islice(words(text[start : end if end >= 0 else None]), count))
        if len(line) == count or end < 0:
            return line
        reach *= 4


def _end_of(phrase: Phrase, line: Sequence[Word]) -> Word | None:
    """The last word of a phrase that begins with the first of these; None where it does not stand there."""
    at = 0
    for wanted in phrase.words[1:]:
        reach = range(at + 1, min(at + 1 + phrase.slop, len(line)))
        at = next((place for place in reach if line[place].text == wanted), -1)
        if at < 0:
            return None
    return line[at]
