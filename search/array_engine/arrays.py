"""Sorted document numbers: the types, and the questions that everything else asks of them."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.integer[Any]]
"""Document numbers, ascending and distinct unless it says otherwise."""
Scores = NDArray[np.float64]
Holds = NDArray[np.bool_]
"""Of each document in question, whether something holds."""

SPARSE = 16
"""Where one set is this many times smaller than another, looking its documents up one by one in the other
is cheaper than spreading the larger one out over all document numbers."""

_SORTED = 8
"""Where there are this many times as many document numbers, sorting is cheaper than spreading out."""

Numbers = NDArray[np.integer[Any]]
Rows = NDArray[np.intp]
"""Places in some array."""

NO_IDS: Ids = np.empty(0, np.int64)
NO_ROWS: Rows = np.empty(0, np.intp)


def located(ids: Ids, among: Ids, span: int) -> Rows:
    """Where in a set each of these documents stands, all of which are in it."""
    if len(ids) * SPARSE < len(among):
        return np.searchsorted(among, ids.astype(among.dtype, copy=False))
    return np.flatnonzero(spread(ids, span).take(among))


def contained(ids: Ids, among: Ids, span: int) -> Holds:
    """Which of these documents a set has; document numbers are below the span."""
    if not len(among):
        return np.zeros(len(ids), bool)
    if len(ids) * SPARSE < len(among):
        return looked_up(ids.astype(among.dtype, copy=False), among)[1]
    return spread(among, span).take(ids)


def looked_up(ids: Ids, among: Ids) -> tuple[Rows, Holds]:
    """Where in a set that is not empty each of these documents stands, or any place, and whether it does."""
    places = among.searchsorted(ids)
    np.minimum(places, len(among) - 1, out=places)
    return places, np.asarray(among.take(places) == ids)


def spread(ids: Ids, span: int) -> Holds:
    """A set as a flag for every document number; the ids may repeat and need no order."""
    return spread_all((ids,), span)


def spread_all(sets: Iterable[Ids], span: int) -> Holds:
    """Several sets as one flag for every document number: whether any of them has it."""
    flags = np.zeros(span, bool)
    for ids in sets:
        flags[ids] = True
    return flags


def united(sets: list[Ids], span: int) -> Ids:
    """The documents that any of the sets has; each of which may repeat documents and needs no order."""
    if sum([len(each) for each in sets]) * _SORTED < span:
        together = np.concatenate([NO_IDS, *sets])
        together.sort()  # `np.unique` takes twenty times as long.
        return together.compress(firsts(together))
    return np.flatnonzero(spread_all(sets, span))


def end_to_end(found: Sequence[Ids], bases: Sequence[int]) -> Ids:
    """The documents of several segments as those of the index; each segment's numbers begin at its base."""
    if len(found) == 1:
        return found[0]
    return np.concatenate([NO_IDS, *(ids + base for ids, base in zip(found, bases, strict=True))])


def rows_of(owners: Ids, starts: Numbers) -> tuple[Rows, Numbers]:
    """The rows that belong to some owners, and how many each has.

    An owner's rows begin at its place of `starts` and end at the next.
    """
    firsts = starts.take(owners).astype(np.int64)
    counts = starts.take(owners + 1) - firsts
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(firsts - ends + counts, counts), counts


def each_once(values: Numbers) -> tuple[Numbers, Rows]:
    """Some numbers, ascending and each once, and the place of each among these: `np.unique` takes longer."""
    order = np.argsort(values, kind="stable")
    ordered = values.take(order)
    new = firsts(ordered)
    rows = np.empty(len(values), np.intp)
    rows[order] = np.cumsum(new) - 1
    return ordered.compress(new), rows


def firsts(values: Numbers) -> Holds:
    """Of each of some sorted numbers, whether it is the first of its equals."""
    flags = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=flags[1:])
    return flags


def smallest(keys: Numbers, count: int) -> Rows:
    """The rows of the smallest keys, no two of which are equal, in their order."""
    if not 0 < count * 4 < len(keys):
        return np.argsort(keys)[:count]
    rows = np.argpartition(keys, count - 1)[:count]
    return rows[np.argsort(keys.take(rows))]
