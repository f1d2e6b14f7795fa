"""Where words stand in documents, as sorted numbers: which document in question, then which place in it."""

from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.codec.postings import IndexedField
from search.array_engine.arrays import Ids, Rows, contained, firsts, located
from search.array_engine.compiled import Loops
from search.array_engine.postings import WordPostings

Places = NDArray[np.int64]
"""``document << 32 | position``, ascending; documents by their index among those in question."""

_SHIFT = 32
_FARTHEST = 2**31 - 1
"""No text is longer, and no distance between two documents' places is less."""


class Spans(Struct, frozen=True):
    """Where something begins, and where it ends; one word does both in one place."""

    starts: Places
    ends: Places


def owners(places: Places) -> NDArray[np.int64]:
    """The documents of places, each once."""
    documents = places >> _SHIFT
    return documents.compress(firsts(documents))


def following(places: Places, after: Places, distance: int) -> Places:
    """Those of the places that come at most so far after one of the others."""
    if not len(after):
        return after
    nearest = np.searchsorted(after, places) - 1
    before = after.take(np.maximum(nearest, 0))
    return places.compress((nearest >= 0) & (places - before <= min(distance, _FARTHEST)))


def preceding(places: Places, before: Places, distance: int) -> Places:
    """Those of the places that come at most so far before one of the others."""
    if not len(before):
        return before
    nearest = np.searchsorted(before, places, "right")
    after = before.take(np.minimum(nearest, len(before) - 1))
    return places.compress((nearest < len(before)) & (after - places <= min(distance, _FARTHEST)))


def beside(places: Places, others: Places, step: int) -> Places:
    """Those places that have one of the others exactly so many steps before them."""
    # Two sorted runs: a stable sort merges them, which is faster than looking one up in the other.
    both = np.concatenate([others + step, places])
    both.sort(kind="stable")
    return both[1:].compress(both[1:] == both[:-1])


def word_places(
    word: WordPostings, ids: Ids, rows: Callable[[], Rows], span: int, loops: Loops | None
) -> Places:
    """Where a word stands in these documents, which are those rows of its postings, if they are asked for.

    A stem stands where any of its words does.
    """
    if loops and (standing := word.word.standing) is not None:
        return loops.places(standing, ids.astype(np.int64, copy=False))
    field, number = word.word.field, word.word.number
    if field.twin is None:
        positions, owners = field.positions_at(number, rows())
        return (owners << _SHIFT) + positions
    places = [_of_one(field.twin, number, ids, span) for number in field.words(number).tolist()]
    return places[0] if len(places) == 1 else np.sort(np.concatenate(places), kind="stable")


def phrase_spans(words: Sequence[Places], slop: int) -> Spans:
    """Where words stand one after the other, neighbours at most so far apart."""
    if slop == 1:
        return _side_by_side(words)
    ends = words[0]
    for places in words[1:]:
        ends = following(places, ends, slop)
    starts = words[-1]
    for places in reversed(words[:-1]):
        starts = preceding(places, starts, slop)
    return Spans(starts, ends)


def _side_by_side(words: Sequence[Places]) -> Spans:
    """Where words stand without anything between: at one place, once each is moved back by its own."""
    moved = sorted((places - at for at, places in enumerate(words)), key=len)
    starts = moved[0]
    for places in moved[1:]:
        starts = beside(starts, places, 0)
    return Spans(starts, starts + (len(words) - 1))


def _of_one(field: IndexedField, number: int, ids: Ids, span: int) -> Places:
    """Where one of a stem's words stands in these documents, not all of which need have it."""
    holding = field.postings(number).ids
    documents = np.flatnonzero(contained(ids, holding, span))
    positions, owners = field.positions_at(number, located(ids.take(documents), holding, span))
    return (documents.take(owners) << _SHIFT) + positions
