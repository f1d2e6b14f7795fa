"""Which names are those that words of a query spell, just so or nearly?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus.folding import fold
from search.completion.known import Kind, Name
from search.fillers import FILLERS
from search.widening.spelling import words_near

WORDS = 8
"""A query of more words is not compared with names."""

LONGEST = 6
"""How many words a name has at the most that is compared."""

SHORTEST = 6
"""How many letters a name has at the least: a shorter one is near too much else."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Some words of a query, and the name that they spell."""

    first: int
    last: int
    """From which word of the query on, and up to which."""
    name: Name
    edits: int
    """How many letters are otherwise."""


class NearNames:
    """The names of bodies and members, to be compared with as a whole."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._called: defaultdict[str, list[Name]] = defaultdict(list)
        self._alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        """By first letter, which few slips change, and by length, which no slip changes by more than one."""
        for name in names:
            for key in _forms(name) if name.whole and name.of.kind is not Kind.PHRASE else ():
                if key not in self._called and len(key) >= SHORTEST:
                    self._alike[key[0], len(key)].append(key)
                self._called[key].append(name)

    def spelled(self, words: Sequence[str], nearly: bool) -> list[Spelled]:
        """What the words spell, the longest names first; no word belongs to two of them."""
        found: list[Spelled] = []
        folded = [fold(word) for word in words[: WORDS + 1]]
        for first, last in _runs(len(folded)) if len(folded) <= WORDS else ():
            if any(first < each.last and each.first < last for each in found):
                continue
            typed = folded[first:last]
            if not FILLERS.issuperset(typed) and (best := self._best(" ".join(typed), nearly)):
                edits, name = best
                found.append(Spelled(first, last, name, edits))
        return found

    def _best(self, typed: str, nearly: bool) -> tuple[int, Name] | None:
        keys = [(0, typed)] if typed in self._called else self._near(typed) if nearly else []
        if not keys:
            return None
        named = [(edits, name) for edits, key in keys for name in self._called[key]]
        return min(named, key=lambda each: (each[0], -each[1].of.count, each[1].key))

    def _near(self, typed: str) -> list[tuple[int, str]]:
        allowed = 1 if len(typed) < 8 else 2 if len(typed) < 16 else 3
        lengths = range(len(typed) - allowed, len(typed) + allowed + 1)
        alike = chain.from_iterable(self._alike.get((typed[:1], each), ()) for each in lengths)
        return words_near(typed, list(alike), allowed)


def _forms(name: Name) -> Iterator[str]:
    """A name, and a member's also by its first two words or more: Lord Hunt of Kings Heath is Lord Hunt."""
    words = name.key.split()
    shortest = 2 if name.of.kind is Kind.MEMBER else len(words)
    for length in range(min(shortest, len(words)), len(words) + 1):
        yield " ".join(words[:length])


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(count, LONGEST), 0, -1):
        for first in range(count - length + 1):
            yield first, first + length
