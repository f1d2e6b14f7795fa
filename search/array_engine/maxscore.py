"""The documents that score most, without adding up what cannot be among them.

MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), compiled, or by the list
and on arrays. The lists that weigh most come first, a title's before an answer's. Once so many documents
have more from these than all further lists could give together, no other document need be looked at; and of
those, only what is still within reach is looked up in the next list.
"""

from collections.abc import Sequence

import numpy as np

from search.array_engine.arrays import NO_IDS, SPARSE, Holds, Ids, Scores, added_up, firsts, spread
from search.array_engine.compiled import Loops
from search.array_engine.postings import Scored, added_up_of

_FEW = 32
"""Where there are not this many times as many documents as are asked for, all are scored."""
_GROUP = 64
"""How many scores are looked at together for a bound that the best ones reach."""
_SLACK = 1 - 1e-9
"""Bounds are sums in another order, so they may differ in their last bits."""


def best_of(
    lists: Sequence[Scored], among: Ids | None, count: int, span: int, loops: Loops | None
) -> tuple[Ids, Scores]:
    """Documents with scores: the best so many are there, and all that score as much as the last of them.

    Among the given ones, or among all that any of the lists has.
    """
    if not lists:
        ids = NO_IDS if among is None else among
        return ids, np.zeros(len(ids))
    if loops is None:
        return _by_list(lists, among, count, span)
    # The loop makes room for as many as are wanted, and a page may be asked for far behind the last.
    ids, scores = loops.best(tuple([each.listed(loops) for each in lists]), among, min(count, span))
    if among is not None and len(ids) < count:
        return among, added_up_of(lists, among, span)
    return ids, scores


def _by_list(lists: Sequence[Scored], among: Ids | None, count: int, span: int) -> tuple[Ids, Scores]:
    """The same, with numpy."""
    if among is None:
        if sum([each.size for each in lists]) <= _FEW * count:
            return _summed([each.ids for each in lists], [each.scores() for each in lists], span)
    elif len(among) <= _FEW * count:
        return among, added_up_of(lists, among, span)
    allowed = None if among is None else spread(among, span)
    ids, sums, further = _essential(lists, allowed, count, span)
    if among is not None and len(ids) < count:
        return among, added_up_of(lists, among, span)
    return _within_reach(ids, sums, further, count, span)


def _essential(
    lists: Sequence[Scored], allowed: Holds | None, count: int, span: int
) -> tuple[Ids, Scores, Sequence[Scored]]:
    """The documents of the first lists that are enough, what these give them, and the further lists."""
    given, rest = 0.0, sum([each.bound for each in lists])
    found: list[Ids] = []
    scores: list[Scores] = []
    for number, each in enumerate(lists, 1):
        given, rest = given + each.bound, rest - each.bound
        ids, own = each.ids, each.scores()
        if allowed is not None:
            holds = allowed.take(ids)
            ids, own = ids.compress(holds), own.compress(holds)
        found.append(ids)
        scores.append(own)
        if given > rest:
            ids, sums = _summed(found, scores, span)
            if _reached(sums, count) * _SLACK > rest:
                return ids, sums, lists[number:]
            found, scores = [ids], [sums]
    return *_summed(found, scores, span), ()


def _within_reach(
    ids: Ids, sums: Scores, further: Sequence[Scored], count: int, span: int
) -> tuple[Ids, Scores]:
    """Those that are still among the best, or may be, once they are looked up in the further lists."""
    rest = sum([each.bound for each in further])
    ids, sums = _reaching(ids, sums, rest, count)
    for each in further:
        sums = sums + each.scores_of(ids, span)
        rest -= each.bound
        ids, sums = _reaching(ids, sums, rest, count)
    return ids, sums


def _reaching(ids: Ids, sums: Scores, rest: float, count: int) -> tuple[Ids, Scores]:
    """Those that can still come up to what so many of them have already."""
    if len(ids) <= _FEW:
        return ids, sums
    holds = sums + rest >= _reached(sums, count) * _SLACK
    return ids.compress(holds), sums.compress(holds)


def _reached(scores: Scores, count: int) -> float:
    """A score that at least so many of these reach: of some groups' best ones, the one at that place."""
    groups = len(scores) // _GROUP
    if count > groups:
        return -np.inf if count > len(scores) else float(np.partition(scores, -count)[-count])
    best = scores[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
    return float(np.partition(best, groups - count)[groups - count])


def _summed(found: Sequence[Ids], scores: Sequence[Scores], span: int) -> tuple[Ids, Scores]:
    """The documents of several lists, in none of which one comes twice, with the sums of their scores."""
    if len(found) == 1:
        return found[0], scores[0]
    ids = np.concatenate(found)
    if len(ids) * SPARSE < span:
        order = ids.argsort(kind="stable")
        ids = ids.take(order)
        new = firsts(ids)
        return ids.compress(new), added_up(new.cumsum() - 1, np.concatenate(scores).take(order))
    sums = np.zeros(span)
    for ids, own in zip(found, scores, strict=True):
        sums[ids] += own
    there = np.flatnonzero(sums > 0)  # Every list scores above 0, so 0 means no match.
    return there, sums.take(there)
