"""Words of the index that a mistyped word may have been meant to be.

A word is measured by the fewest letters left out, put in, changed or swapped with their neighbour that
make it another ("optimal string alignment"). One is allowed from four letters on, two from eight, if the
first is right. Of words equally near, one that begins alike is likelier, and then the more frequent one.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 4
_LONG = 8

LEAST = 2
"""In how many exchanges a word must stand to count as one: most slips stand in one only."""

_RARER = 20
"""How many times more often than what was typed a word must stand to be offered in its place."""

_SWAPPED = 4
"""The same where only the order of the letters differs: hardly any two words do."""

OFFERED = 3


class _Compared(NamedTuple):
    """Words of one length and first letter, the most frequent first."""

    words: list[str]
    rarities: "array[int]"
    """Their frequencies below 0, so that they ascend."""


def _none() -> _Compared:
    return _Compared([], array("q"))


def _frequent(lists: Iterable[_Compared], known: int) -> list[str]:
    """Words that can be frequent enough: the more there is of what was typed, the fewer are compared."""
    if not known:
        return list(chain.from_iterable(each.words for each in lists))
    least = _SWAPPED * known
    return list(chain.from_iterable(each.words[: bisect_right(each.rarities, -least)] for each in lists))


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of an index, ready to be compared with."""

    frequencies: Mapping[str, int]
    """In how many exchanges each word stands."""
    _compared: Mapping[int, Mapping[str, _Compared]] = field(init=False)
    """Those long enough to be told from others, by their length and first letter."""

    def __post_init__(self) -> None:
        compared: defaultdict[int, defaultdict[str, _Compared]] = defaultdict(lambda: defaultdict(_none))
        for word in sorted(self.frequencies, key=self.frequencies.__getitem__, reverse=True):
            if len(word) >= SHORTEST and word.isalpha():
                alike = compared[len(word)][word[0]]
                alike.words.append(word)
                alike.rarities.append(-self.frequencies[word])
        object.__setattr__(self, "_compared", compared)

    def near(self, typed: str, known: int = 0) -> list[str]:
        """The few words that this one, known from so many exchanges, was most likely meant to be.

        The likeliest first.
        """
        if len(typed) < SHORTEST or not typed.isalpha():
            return []
        ranked = [
            (edits, word[0] != typed[0], -self.frequencies[word], word)
            for edits, word in self._alike(typed, known)
            if edits and self._is_frequent(word, typed, known)
        ]
        return [word for *_, word in nsmallest(OFFERED, ranked)]

    def _alike(self, typed: str, known: int) -> Iterator[tuple[int, str]]:
        """Words that are near enough; an edit makes a word a letter longer or shorter at the most."""
        if len(typed) >= _LONG:
            lengths = range(len(typed) - 2, len(typed) + 3)
            first = (self._compared.get(each, {}).get(typed[0], _none()) for each in lengths)
            yield from words_near(typed, _frequent(first, known), 2)
        others = (
            alike
            for length in range(len(typed) - 1, len(typed) + 2)
            for letter, alike in self._compared.get(length, {}).items()
            if len(typed) < _LONG or letter != typed[0]
        )
        yield from words_near(typed, _frequent(others, known), 1)

    def _is_frequent(self, word: str, typed: str, known: int) -> bool:
        """Whether a word stands so much more often than what was typed that it was meant more likely."""
        times = _SWAPPED if sorted(word) == sorted(typed) else _RARER
        return self.frequencies[word] >= max(LEAST, times * known)


def words_near(typed: str, words: Sequence[str], allowed: int) -> list[tuple[int, str]]:
    """Those of some words that are so many edits away at the most, and how many; the nearest first."""
    found = extract(typed, words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return [(int(edits), word) for word, edits, _ in found]
