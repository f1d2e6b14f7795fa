"""Words of the index that a mistyped word may have been meant to be.

A word is measured by the fewest letters left out, put in, changed or swapped with their neighbour that
make it another ("optimal string alignment"). One is allowed from four letters on, two from eight. Of
words equally near, one that begins alike is likelier, and then the more frequent one.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

SHORTEST = 4
_LONG = 8

LEAST = 2
"""In how many exchanges a word must stand to count as one: most slips stand in one only."""

_RARER = 20
"""How many times more often than what was typed a word must stand to be offered in its place."""

OFFERED = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of an index, ready to be compared with."""

    frequencies: Mapping[str, int]
    """In how many exchanges each word stands."""
    by_length: Mapping[int, list[tuple[str, int]]] = field(init=False)
    """Each word with its letters as bits."""

    def __post_init__(self) -> None:
        by_length: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for word in self.frequencies:
            if len(word) >= SHORTEST and word.isalpha():
                by_length[len(word)].append((word, letters(word)))
        object.__setattr__(self, "by_length", by_length)

    def near(self, typed: str, known: int = 0) -> list[str]:
        """The few words that this one, known from so many exchanges, was most likely meant to be.

        The likeliest first.
        """
        if len(typed) < SHORTEST or not typed.isalpha():
            return []
        allowed = 2 if len(typed) >= _LONG else 1
        frequent = max(LEAST, _RARER * known)
        ranked = []
        for word in self._candidates(typed, allowed):
            if (
                self.frequencies[word] >= frequent
                and 0 < (apart := distance(typed, word, allowed)) <= allowed
            ):
                ranked.append((apart, word[0] != typed[0], -self.frequencies[word], word))
        return [word for *_, word in nsmallest(OFFERED, ranked)]

    def _candidates(self, typed: str, allowed: int) -> list[str]:
        """Words of nearly the same letters: each edit changes at most two of the letters that occur."""
        bits = letters(typed)
        lengths = range(len(typed) - allowed, len(typed) + allowed + 1)
        return [
            word
            for length in lengths
            for word, held in self.by_length.get(length, ())
            if (held ^ bits).bit_count() <= 2 * allowed
        ]


def distance(one: str, other: str, limit: int) -> int:
    """How many edits lie between two words; a number above the limit where there are more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        two_before, before, row = before, row, [at]
        for place, wanted in enumerate(other, 1):
            edits = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                edits = min(edits, two_before[place - 2] + 1)
            row.append(edits)
        if min(row) > limit and (not before or min(before) > limit):
            return limit + 1
    return row[-1]


def letters(word: str) -> int:
    """Which letters occur, as bits: each edit changes two of them at the most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits
