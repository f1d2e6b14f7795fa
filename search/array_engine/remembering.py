"""What phrases of other words were found to be in, so that it is found once for many queries.

A word has the same synonyms for all who type it. Where two words stand beside each other takes longest to
work out of all that a wider query asks for, and little room to keep: a list of documents.
"""

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np

from search.array_engine.arrays import Holds, Ids, contained, united
from search.array_engine.parts import Matches, Part, Tested
from search.array_engine.postings import ListedPostings, Scored, added_up_of
from search.query.tree import And, Near

_MOST = 2_000_000
"""How many documents are remembered in all: 8 MB."""

Key = tuple[Near, str] | And
"""What was looked for, and in which field, or some of it in any."""


class Memory:
    """The documents that were found, of one segment; what was found first is forgotten first."""

    def __init__(self) -> None:
        self._found: dict[Key, tuple[Ids, ...]] = {}
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> tuple[Ids, ...] | None:
        return self._found.get(key)

    def put(self, key: Key, *found: Ids) -> None:
        with self._lock:
            if key in self._found or _size(found) > _MOST:
                return
            self._found[key] = tuple(ids.astype(np.uint32) for ids in found)
            self._size += _size(found)
            while self._size > _MOST:
                self._size -= _size(self._found.pop(next(iter(self._found))))


class Remembered:
    """A part of words that all have to be there: finds what another part does, or what that found before."""

    def __init__(self, part: Part, words: Sequence[Scored], memory: Memory, key: Key, span: int) -> None:
        """Scores are those of the words, in this order."""
        self._part, self._words, self._memory, self._key, self._span = part, words, memory, key, span
        self.size = part.size

    def find(self) -> Matches:
        if known := self._memory.get(self._key):
            return self._matches(*known)
        found = self._part.find()
        self._memory.put(self._key, found.ids)
        return found

    def test(self, ids: Ids) -> Tested:
        known = self._memory.get(self._key)
        if known is None:
            return self._part.test(ids)
        return Tested(contained(ids, known[0], self._span), self._matches(*known))

    def listed(self, ids: Ids) -> ListedPostings:
        """Some of its documents, with what they score."""
        return ListedPostings(ids, self._words, lambda: added_up_of(self._words, ids, self._span))

    def _matches(self, ids: Ids) -> Matches:
        ids = ids.astype(np.int64)
        return Matches.of(ids, [self.listed(ids)], is_whole=True)


Pair = Mapping[str, Remembered]
"""Words beside each other, by the field that they are looked for in; only where a field has them."""


class RememberedPairs:
    """Several pairs of words, each of which has to be in some field: a phrase in any form of its words."""

    def __init__(self, pairs: Sequence[Pair], memory: Memory, key: And, span: int) -> None:
        self._pairs, self._memory, self._key, self._span = pairs, memory, key, span
        self.size = min(sum(part.size for part in pair.values()) for pair in pairs)

    def find(self) -> Matches:
        ids, *placed = [each.astype(np.int64, copy=False) for each in self._found()]
        parts = [part for pair in self._pairs for part in pair.values()]
        return Matches.of(ids, [part.listed(own) for part, own in zip(parts, placed, strict=True)])

    def test(self, ids: Ids) -> Tested:
        found = self.find()
        return Tested(contained(ids, found.ids, self._span), found)

    def in_fields(self, fields: Sequence[str], ids: Ids) -> Holds:
        """By field: which of some documents have all of the pairs there."""
        _, *placed = self._found()
        names = [name for pair in self._pairs for name in pair]
        holds = np.array([[names.count(field) == len(self._pairs)] * len(ids) for field in fields], bool)
        for name, found in zip(names, placed, strict=True):
            holds[fields.index(name)] &= contained(ids, found, self._span)
        return holds

    def _found(self) -> tuple[Ids, ...]:
        """The documents, and those of each pair in each field among them."""
        if known := self._memory.get(self._key):
            return known
        ids: Ids | None = None
        placed: dict[int, list[Ids]] = {}
        for at in sorted(
            range(len(self._pairs)), key=lambda at: sum(p.size for p in self._pairs[at].values())
        ):
            parts = self._pairs[at].values()
            placed[at] = [
                part.find().ids if ids is None else ids.compress(part.test(ids).holds) for part in parts
            ]
            ids = united(placed[at], self._span)
        kept = ids if ids is not None else np.empty(0, np.int64)
        found = (
            kept,
            *(
                each.compress(contained(each, kept, self._span))
                for at in sorted(placed)
                for each in placed[at]
            ),
        )
        self._memory.put(self._key, *found)
        return found


def _size(found: Sequence[Ids]) -> int:
    return sum(len(ids) + 1 for ids in found)
