"""What phrases of other words were found to be in, so that it is found once for many queries.

A word has the same synonyms for all who type it. Where two words stand beside each other takes longest to
work out of all that a wider query asks for, and little room to keep: a list of documents with their scores.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from threading import Lock

import numpy as np
from msgspec import Struct

from search.array_engine.arrays import NO_IDS, Holds, Ids, Scores, contained, united
from search.array_engine.parts import Matches, Part, Tested
from search.array_engine.postings import ListedPostings, Scored, added_up_of, by_weight
from search.query.tree import And, Near

_MOST = 1_000_000
"""How many documents are remembered in all: 16 MB."""

Key = tuple[Near, str] | And
"""What was looked for, and in which field, or some of it in any."""


class Kept(Struct, frozen=True, gc=False):
    """What was found: arrays and numbers alone, at which the garbage collector has no need to look."""

    ids: Ids
    scores: Scores
    weight: float = 0.0
    bound: float = 0.0
    """Of all scores, as `search.array_engine.postings.Scored` has them."""
    placed: tuple[tuple[str, Ids], ...] = ()
    """Of several pairs of words: of each pair in each field, which of the documents have it there."""

    @property
    def size(self) -> int:
        return len(self.ids) + sum(len(ids) + 1 for _, ids in self.placed) + 1

    @property
    def matches(self) -> Matches:
        listed = ListedPostings(self.ids, self.weight, self.bound, self.scores)
        return Matches(self.ids, [listed], is_whole=True)


class Memory:
    """The documents that were found, of one segment; what was found first is forgotten first."""

    def __init__(self) -> None:
        self._found: dict[Key, Kept] = {}
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> Kept | None:
        return self._found.get(key)

    def put(self, key: Key, found: Kept) -> None:
        with self._lock:
            if key in self._found or found.size > _MOST:
                return
            self._found[key] = found
            self._size += found.size
            while self._size > _MOST:
                self._size -= self._found.pop(next(iter(self._found))).size


class Recalled:
    """A part that was found before."""

    def __init__(self, found: Matches, span: int) -> None:
        self._found, self._span = found, span
        self.size = len(found.ids)

    def find(self) -> Matches:
        return self._found

    def test(self, ids: Ids) -> Tested:
        return Tested(contained(ids, self._found.ids, self._span), self._found)


class Remembered:
    """A part of words that all have to be there: what it finds is remembered."""

    def __init__(self, part: Part, memory: Memory, key: Key, span: int) -> None:
        self._part, self._memory, self._key, self._span = part, memory, key, span
        self.size = part.size

    def find(self) -> Matches:
        found = self._part.find()
        kept = _scored(found.ids, found.lists, self._span)
        self._memory.put(self._key, kept)
        return kept.matches

    def test(self, ids: Ids) -> Tested:
        return self._part.test(ids)


Pair = Mapping[str, Part]
"""Words beside each other, by the field that they are looked for in; only where a field has them."""


class RememberedPairs:
    """Several pairs of words, each of which has to be in some field: a phrase in any form of its words."""

    def __init__(self, pairs: Sequence[Pair], memory: Memory, key: And, span: int) -> None:
        self._pairs, self._memory, self._key, self._span = pairs, memory, key, span
        self.size = min(sum(part.size for part in pair.values()) for pair in pairs)

    def find(self) -> Matches:
        return self.found().matches

    def test(self, ids: Ids) -> Tested:
        found = self.find()
        return Tested(contained(ids, found.ids, self._span), found)

    def found(self) -> Kept:
        """The documents, and those of each pair in each field among them."""
        ids: Ids | None = None
        tested: dict[int, list[Tested]] = {}
        for at in sorted(
            range(len(self._pairs)), key=lambda at: sum(p.size for p in self._pairs[at].values())
        ):
            parts = self._pairs[at].values()
            tested[at] = [_all_of(part) if ids is None else part.test(ids) for part in parts]
            own = [each.matches.ids if ids is None else ids.compress(each.holds) for each in tested[at]]
            ids = united(own, self._span)
        kept = NO_IDS if ids is None else ids
        names = [name for pair in self._pairs for name in pair]
        each_in_place = list(chain.from_iterable(tested[at] for at in range(len(self._pairs))))
        lists = by_weight(chain.from_iterable(each.matches.lists for each in each_in_place))
        placed = tuple(
            (name, kept.compress(contained(kept, each.matches.ids, self._span)).astype(np.uint32))
            for name, each in zip(names, each_in_place, strict=True)
        )
        found = _scored(kept, lists, self._span, placed)
        self._memory.put(self._key, found)
        return found


def in_fields(found: Kept, pairs: int, fields: Sequence[str], ids: Ids, span: int) -> Holds:
    """By field: which of some documents have all of so many pairs there."""
    names = [name for name, _ in found.placed]
    holds = np.array([[names.count(field) == pairs] * len(ids) for field in fields], bool)
    for name, placed in found.placed:
        holds[fields.index(name)] &= contained(ids, placed, span)
    return holds


def _all_of(part: Part) -> Tested:
    found = part.find()
    return Tested(np.ones(len(found.ids), bool), found)


def _scored(ids: Ids, lists: Sequence[Scored], span: int, placed: tuple[tuple[str, Ids], ...] = ()) -> Kept:
    """Documents with what they score in some lists, worked out once and for all."""
    listed = ListedPostings.of(ids, lists, added_up_of(lists, ids, span))
    return Kept(ids, listed.scores(), listed.weight, listed.bound, placed)
