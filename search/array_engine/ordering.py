"""A page of the matches in the order asked for; equal ones newest first, then by id."""

import numpy as np

from search.array_engine.arrays import Ids, Numbers, Rows, Scores, smallest
from search.array_engine.generation import OpenGeneration
from search.array_engine.parts import Matches
from search.request import Sort

_GROUP = 64
"""How many scores are looked at together for a bound that the best ones reach."""


def page_of(matches: Matches, sort: Sort, start: int, size: int, generation: OpenGeneration) -> Rows:
    """The matches from one place of the order on."""
    end = min(start + size, len(matches.ids))
    if start >= end:
        return np.empty(0, np.intp)
    ranks = generation.rank
    if len(matches.ids) == len(generation.live) and matches.scores is None and sort is not Sort.OLDEST:
        return generation.newest_rows[start:end]
    if sort is Sort.OLDEST:
        keys = generation.dates.take(matches.ids).astype(np.int64) * generation.doc_count
        return smallest(keys + ranks.take(matches.ids), end)[start:]
    if sort is Sort.NEWEST or matches.scores is None:
        return smallest(ranks.take(matches.ids), end)[start:]
    return _best(matches.ids, matches.scores, ranks, end)[start:]


def _best(ids: Ids, scores: Scores, ranks: Numbers, count: int) -> Rows:
    """The rows of the highest scores, equal ones by rank, in their order."""
    rows = np.flatnonzero(scores >= _bound(scores, count))
    if len(rows) > 2 * count:
        rows = _without_most_ties(rows, ids, scores, ranks, count)
    return rows[np.lexsort((ranks.take(ids.take(rows)), -scores.take(rows)))][:count]


def _bound(scores: Scores, count: int) -> float:
    """A score that at least so many reach: of the groups' best ones, the one at that place."""
    groups = len(scores) // _GROUP
    if count > groups:
        return -np.inf
    best = scores[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
    return float(np.partition(best, groups - count)[groups - count])


def _without_most_ties(rows: Rows, ids: Ids, scores: Scores, ranks: Numbers, count: int) -> Rows:
    """Those that can be among the best: of the equal ones at the end, only as many as there is room for."""
    own = scores.take(rows)
    last = np.partition(own, len(own) - count)[len(own) - count]
    above, tied = rows[own > last], rows[own == last]
    return np.concatenate([above, tied[smallest(ranks.take(ids.take(tied)), count - len(above))]])
