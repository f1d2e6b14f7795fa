"""What phrases of other words were found to be in, so that it is found once for many queries.

A word has the same synonyms for all who type it. Where two words stand beside each other takes longest to
work out of all that a wider query asks for, and little room to keep: a list of documents.
"""

from collections.abc import Sequence
from threading import Lock

import numpy as np

from search.array_engine.arrays import Ids, contained
from search.array_engine.parts import Matches, Part, Tested
from search.array_engine.postings import ListedPostings, Scored, added_up_of
from search.query.tree import Near

_MOST = 2_000_000
"""How many documents are remembered in all: 8 MB."""

Key = tuple[Near, str]
"""What was looked for, and in which field."""


class Memory:
    """The documents that were found, of one segment; what was found first is forgotten first."""

    def __init__(self) -> None:
        self._found: dict[Key, Ids] = {}
        self._size = 0
        self._lock = Lock()

    def get(self, key: Key) -> Ids | None:
        ids = self._found.get(key)
        return None if ids is None else ids.astype(np.int64)

    def put(self, key: Key, ids: Ids) -> None:
        with self._lock:
            if key in self._found or len(ids) > _MOST:
                return
            self._found[key] = ids.astype(np.uint32)
            self._size += len(ids) + 1
            while self._size > _MOST:
                self._size -= len(self._found.pop(next(iter(self._found)))) + 1


class Remembered:
    """A part of words that all have to be there: finds what another part does, or what that found before."""

    def __init__(self, part: Part, words: Sequence[Scored], memory: Memory, key: Key, span: int) -> None:
        """Scores are those of the words, in this order."""
        self._part, self._words, self._memory, self._key, self._span = part, words, memory, key, span
        self.size = part.size

    def find(self) -> Matches:
        ids = self._memory.get(self._key)
        if ids is not None:
            return self._matches(ids)
        found = self._part.find()
        self._memory.put(self._key, found.ids)
        return found

    def test(self, ids: Ids) -> Tested:
        known = self._memory.get(self._key)
        if known is None:
            return self._part.test(ids)
        return Tested(contained(ids, known, self._span), self._matches(known))

    def _matches(self, ids: Ids) -> Matches:
        listed = ListedPostings(ids, self._words, lambda: added_up_of(self._words, ids, self._span))
        return Matches.of(ids, [listed], is_whole=True)
