"""Where in a text do the words of a query stand?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.analysis import Word, stem, words
from search.query.tree import Phrase, Prefix, Term
from search.result import Mark


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text, and what stands there."""

    start: int
    end: int
    what: int
    """Which of the things looked for: a passage with several of them is better than one that repeats one."""


@dataclass(slots=True)
class Finder:
    """The words, phrases and prefixes of a query, ready to be found in many texts."""

    stems: dict[str, int] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    phrases: dict[str, list[tuple[Phrase, int]]] = field(default_factory=dict)
    """By their first word."""

    @classmethod
    def of(cls, terms: Iterable[Term | Phrase | Prefix]) -> "Finder":
        finder = cls()
        for what, term in enumerate(terms):
            match term:
                case Term(word=word):
                    finder.stems.setdefault(stem(word), what)
                case Prefix(start=start):
                    finder.prefixes.append((start, what))
                case Phrase(words=(first, *_)):
                    finder.phrases.setdefault(first, []).append((term, what))
        return finder

    def find(self, text: str) -> list[Found]:
        """Every place, in the order of the text; a phrase is one place, from its first word to its last."""
        if not (self.stems or self.prefixes or self.phrases):
            return []
        line = list(words(text))
        found: list[Found] = []
        for at, word in enumerate(line):
            what = self._single(word.text)
            if what is not None:
                found.append(Found(word.start, word.end, what))
            for phrase, which in self.phrases.get(word.text, ()):
                last = _end_of(phrase, line, at)
                if last is not None:
                    found.append(Found(word.start, last.end, which))
        return found

    def _single(self, word: str) -> int | None:
        what = self.stems.get(stem(word)) if self.stems else None
        if what is None:
            return next((which for start, which in self.prefixes if word.startswith(start)), None)
        return what


def merged(found: Iterable[Found]) -> tuple[Mark, ...]:
    """Marks of what was found: in order, overlapping ones as one."""
    marks: list[Mark] = []
    for start, end in sorted((each.start, each.end) for each in found):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def _end_of(phrase: Phrase, line: Sequence[Word], at: int) -> Word | None:
    """The word that a phrase beginning at this word ends with; None where it does not stand there."""
    for wanted in phrase.words[1:]:
        reach = range(at + 1, min(at + 1 + phrase.slop, len(line)))
        at = next((place for place in reach if line[place].text == wanted), -1)
        if at < 0:
            return None
    return line[at]
