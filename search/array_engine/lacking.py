"""Queries that ask for nearly the same: all of some things, but for one at the most.

Whoever asks for eight words that nothing has together is told which of them could go, and each of these
searches would look for the same words again.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from search.array_engine.arrays import Ids
from search.array_engine.parts import Part
from search.query.tree import And, Query

_LEAST = 3
"""Of how many parts a query has at least: of fewer, what lacks one is all that has the other."""


def documents_of(trees: Sequence[Query], part: Callable[[Query], Part], span: int) -> Mapping[Query, Ids]:
    """The documents of those queries that ask for all parts of any of them, but for one at the most."""
    every = dict.fromkeys(each for tree in trees if isinstance(tree, And) for each in tree.parts)
    near = [tree for tree in trees if isinstance(tree, And) and len({*tree.parts}) >= len(every) - 1]
    if len(near) < 2 or len(every) < _LEAST:
        return {}
    ids, lacked = _lacking_one([part(each) for each in every], span)
    places = {each: place for place, each in enumerate(every)}
    found: dict[Query, Ids] = {}
    for tree in near:
        without = [place for each, place in places.items() if each not in tree.parts]
        found[tree] = ids.compress((lacked < 0) | (lacked == (without[0] if without else -1)))
    return found


def _lacking_one(parts: Sequence[Part], span: int) -> tuple[Ids, Ids]:
    """The documents that match all parts or all but one, and which that is; -1 where it is none."""
    rarest_first = sorted(range(len(parts)), key=lambda place: parts[place].size)
    had = np.zeros(span, np.uint8)
    for place in rarest_first[:3]:
        had[parts[place].find().ids] += 1
    ids: Ids = np.flatnonzero(had > 1)
    lacked: Ids = np.full(len(ids), -1)
    for place in rarest_first:
        holds = parts[place].test(ids).holds
        kept = holds | (lacked < 0)
        lacked = np.where(holds, lacked, place).compress(kept)
        ids = ids.compress(kept)
    return ids, lacked
