"""A page of the matches in the order asked for; equal ones newest first, then by id."""

import numpy as np

from search.array_engine.arrays import NO_IDS, Ids, Numbers, Rows, Scores, smallest
from search.array_engine.generation import OpenGeneration
from search.array_engine.matching import Matched
from search.request import Sort

_FEW = 100
"""So many more than are asked for are simply sorted."""


def page_of(
    matched: Matched, sort: Sort, start: int, size: int, generation: OpenGeneration
) -> tuple[Ids, Scores]:
    """The matches from one place of the order on, with their scores."""
    end = start + size
    if size < 1:
        return NO_IDS, np.zeros(0)
    if sort is Sort.RELEVANCE and matched.is_scored:
        ids, scores = matched.best(end)
        rows = _best(ids, scores, generation.rank, end)[start:]
        return ids.take(rows), scores.take(rows)
    ids = _by_day(matched.ids, sort, end, generation)[start:]
    return ids, matched.scores_of(ids)


def _by_day(ids: Ids, sort: Sort, end: int, generation: OpenGeneration) -> Ids:
    ranks = generation.rank
    if sort is Sort.OLDEST:
        keys = generation.dates.take(ids).astype(np.int64) * generation.doc_count
        return ids.take(smallest(keys + ranks.take(ids), end))
    if len(ids) == len(generation.live):
        return ids.take(generation.newest_rows[:end])
    return ids.take(smallest(ranks.take(ids), end))


def _best(ids: Ids, scores: Scores, ranks: Numbers, count: int) -> Rows:
    """The rows of the highest scores, equal ones by rank, in their order."""
    if len(ids) > _FEW + count:
        rows = _without_most_ties(ids, scores, ranks, count)
        return rows[np.lexsort((ranks.take(ids.take(rows)), -scores.take(rows)))]
    return np.lexsort((ranks.take(ids), -scores))[:count]


def _without_most_ties(ids: Ids, scores: Scores, ranks: Numbers, count: int) -> Rows:
    """Those of the best: of the equal ones at the end, only as many as there is room for."""
    last = np.partition(scores, len(scores) - count)[len(scores) - count]
    above, tied = np.flatnonzero(scores > last), np.flatnonzero(scores == last)
    return np.concatenate([above, tied[smallest(ranks.take(ids.take(tied)), count - len(above))]])
