"""When is a word taken for a slip of the keyboard, and which word was meant?

The record is small: it lacks thousands of right words, each of which is near some other that it has. So what
is ordinary English (``search/english.txt``) or stands in a name is not doubted: who types "tents" does not
mean tests. But who types "prostrate cancer" does mean the prostate, and that the word beside it tells.
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from indexer.analysis import stem
from search.query.tree import Near, Query, Term
from search.widening.spelling import LEAST, Spelling

FILE = Path(__file__).parents[1] / "english.txt"

_BESIDE = 0.02
"""In which share of the exchanges with a neighbouring word a right word's likeness must stand beside it."""


class English(Container[str]):
    """Ordinary English words; the file is read when one is first looked up."""

    def __contains__(self, word: object) -> bool:
        own = str(word).encode()
        at = bisect_left(self._lines, own)
        return self._lines[at : at + 1] == [own]

    @cached_property
    def _lines(self) -> list[bytes]:
        """By letters: a set of them takes four times as long to make, and three times the room."""
        return FILE.read_bytes().splitlines()


@dataclass(frozen=True, slots=True)
class Respelling:
    """Everything by which a word is doubted, for one generation of an index."""

    spelling: Spelling
    count: Callable[[Query], int]
    """In how many exchanges something is found."""
    names: Container[str] = frozenset()
    """Words of names."""
    english: Container[str] = field(default_factory=English)

    def meant(self, word: str, beside: Iterable[str]) -> Sequence[str]:
        """The likeliest other spelling of a word that is far rarer, if there is one, given those beside it.

        A word that stands in the record is right more often than not: only where letters are missing, too
        many or out of order, as in slips of the record itself, is it doubted.
        """
        known = self.count(Term(word))
        near = [each for each in self.spelling.near(word, known) if stem(each) != stem(word)]
        slips = [each for each in near if not known or sorted(each) == sorted(word) or len(each) != len(word)]
        if slips and (word in self.names or word in self.english):
            slips = [each for each in slips if self._goes_with(each, beside)]
        return slips[:1]

    def _goes_with(self, word: str, beside: Iterable[str]) -> bool:
        """Whether it often stands side by side with one of these in the record."""
        return any(
            self.count(Near(Term(word), Term(each), 1)) >= max(LEAST, _BESIDE * self.count(Term(each)))
            for each in beside
        )
