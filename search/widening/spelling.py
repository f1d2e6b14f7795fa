"""Words of the index that a mistyped word may have been meant to be.

A word is measured by the fewest letters left out, put in, changed or swapped with their neighbour that
make it another ("optimal string alignment"). One is allowed from four letters on, two from eight, if the
first is right. Of words equally near, one that begins alike is likelier, and then the more frequent one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain

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


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of an index, ready to be compared with."""

    frequencies: Mapping[str, int]
    """In how many exchanges each word stands."""
    _compared: Mapping[int, Mapping[str, Sequence[str]]] = field(init=False)
    """Those long enough to be told from others, by their length and first letter; the most frequent first."""

    def __post_init__(self) -> None:
        compared: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for word in sorted(self.frequencies, key=self.frequencies.__getitem__, reverse=True):
            if len(word) >= SHORTEST and word.isalpha():
                compared[len(word)][word[0]].append(word)
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
            first = (self._compared.get(each, {}).get(typed[0], ()) for each in lengths)
            yield from words_near(typed, self._frequent(first, known), 2)
        others = (
            words
            for length in range(len(typed) - 1, len(typed) + 2)
            for letter, words in self._compared.get(length, {}).items()
            if len(typed) < _LONG or letter != typed[0]
        )
        yield from words_near(typed, self._frequent(others, known), 1)

    def _frequent(self, lists: Iterable[Sequence[str]], known: int) -> list[str]:
        """Those that can be frequent enough: the more there is of what was typed, the fewer are compared."""
        if not known:
            return list(chain.from_iterable(lists))
        least = _SWAPPED * known
        ends = ((words, bisect_right(words, -least, key=self._rarity)) for words in lists)
        return list(chain.from_iterable(words[:end] for words, end in ends))

    def _rarity(self, word: str) -> int:
        return -self.frequencies[word]

    def _is_frequent(self, word: str, typed: str, known: int) -> bool:
        """Whether a word stands so much more often than what was typed that it was meant more likely."""
        times = _SWAPPED if sorted(word) == sorted(typed) else _RARER
        return self.frequencies[word] >= max(LEAST, times * known)


def words_near(typed: str, words: Sequence[str], allowed: int) -> list[tuple[int, str]]:
    """Those of some words that are so many edits away at the most, and how many; the nearest first."""
    found = extract(typed, words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return [(int(edits), word) for word, edits, _ in found]
