"""What a query matches in all segments of a generation: documents, and the best of them."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from search.array_engine.arrays import Holds, Ids, Scores, end_to_end, united
from search.array_engine.compiled import Loops
from search.array_engine.parts import Matches
from search.array_engine.postings import Scored, added_up_of


class Leaf(Struct, frozen=True, dict=True):
    """What it matches in one segment."""

    base: int
    """The number, in the generation, of the segment's first document."""
    span: int
    """How many documents the segment has."""
    matches: Matches


class Matched:
    """Documents of all segments."""

    def __init__(self, leaves: Sequence[Leaf], loops: Loops | None, kept: Ids | None = None) -> None:
        """All that the leaves match, or those that are kept of them."""
        self._leaves = leaves
        self._loops = loops
        self._kept = kept

    @cached_property
    def ids(self) -> Ids:
        if self._kept is not None:
            return self._kept
        return end_to_end([leaf.matches.ids for leaf in self._leaves], [leaf.base for leaf in self._leaves])

    @property
    def is_scored(self) -> bool:
        return any(leaf.matches.lists for leaf in self._leaves)

    def kept(self, holds: Holds) -> "Matched":
        """Those of which something holds."""
        # On flags without order, `compress` is several times faster than an index of flags.
        return self.only(self.ids.compress(holds))

    def only(self, ids: Ids) -> "Matched":
        """Some of them."""
        return Matched(self._leaves, self._loops, ids)

    def best(self, count: int) -> tuple[Ids, Scores]:
        """Documents with scores: the best so many, and all that score as much as the last of those."""
        found = [self._best_in(leaf, count) for leaf in self._leaves]
        if len(found) == 1:
            return found[0]
        ids = end_to_end([ids for ids, _ in found], [leaf.base for leaf in self._leaves])
        return ids, np.concatenate([np.zeros(0), *(scores for _, scores in found)])

    def scores_of(self, ids: Ids) -> Scores:
        """What some of the documents score, in any order."""
        scores = np.zeros(len(ids))
        for leaf in self._leaves:
            own = np.flatnonzero((ids >= leaf.base) & (ids < leaf.base + leaf.span))
            scores[own] = added_up_of(leaf.matches.lists, ids.take(own) - leaf.base, leaf.span)
        return scores

    def _best_in(self, leaf: Leaf, count: int) -> tuple[Ids, Scores]:
        """The same of one segment, numbered as there."""
        among = None
        if self._kept is not None:
            among = self._own(leaf, self._kept)
        elif not leaf.matches.is_whole:
            among = leaf.matches.ids
        return best_of(leaf.matches.lists, among, count, leaf.span, self._loops)

    def _own(self, leaf: Leaf, ids: Ids) -> Ids:
        """Those of a segment, numbered as there."""
        if len(self._leaves) == 1:
            return ids
        first, last = ids.searchsorted((leaf.base, leaf.base + leaf.span)).tolist()
        own: Ids = ids[first:last] - leaf.base
        return own


def best_of(
    lists: Sequence[Scored], among: Ids | None, count: int, span: int, loops: Loops | None
) -> tuple[Ids, Scores]:
    """The same of some lists: among the given documents, or among all that any of the lists has.

    The loop passes by what cannot be among the best; numpy scores all of them.
    """
    if loops is not None and lists:
        # The loop makes room for as many as are wanted, and a page may be asked for far behind the last.
        ids, scores = loops.best(tuple([each.listed() for each in lists]), among, min(count, span))
        if among is None or len(ids) >= count:
            return ids, scores
    if among is None:
        among = united([each.ids for each in lists], span)
    return among, added_up_of(lists, among, span)
