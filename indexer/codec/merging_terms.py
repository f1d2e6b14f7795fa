"""The terms of one field of several segments in one order, a range of them at a time.

All of them together would be too many to hold: a million exchanges have four million keys.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.compiled import TOGETHER
from indexer.codec.terms import Terms, cut

TERMS = 100_000
"""About how many terms of all segments are held at a time."""
SAMPLED = 256
"""One of so many terms of each segment is looked at to see where ranges may end."""


@dataclass(frozen=True, slots=True)
class TermRange:
    """Terms that lie side by side in the merged field, and where each segment has them."""

    terms: Sequence[bytes]
    """Distinct and sorted."""
    own: Sequence[tuple[int, int]]
    """By segment: from which of its own terms up to which they are in this range."""
    numbers: Sequence[Array]
    """By segment: the places of these among the terms; int64."""


def term_ranges(
    of_segments: Sequence[Terms], release: Callable[[int], None] = lambda _: None
) -> Iterator[TermRange]:
    """The terms of all segments, put together range by range.

    Tells of each segment, by its place among them, that what was read of it can be let go of.
    """
    cuts = _cuts(of_segments, release)
    firsts = [0] * len(of_segments)
    for until in (*cuts, None):
        own, found = [], []
        for number, terms in enumerate(of_segments):
            own.append((firsts[number], len(terms) if until is None else terms.lower(until)))
            found.append(terms.blob_between(*own[number]))
            release(number)
        merged, numbers = _together(found)
        yield TermRange(merged, own, numbers)
        firsts = [last for _, last in own]


def _cuts(of_segments: Sequence[Terms], release: Callable[[int], None]) -> list[bytes]:
    """The terms that ranges are to begin with."""
    if sum(map(len, of_segments)) <= TERMS:
        return []
    sampled: list[bytes] = []
    for number, terms in enumerate(of_segments):
        sampled += [terms[place] for place in range(SAMPLED - 1, len(terms), SAMPLED)]
        release(number)
    return sorted(sampled)[TERMS // SAMPLED - 1 :: TERMS // SAMPLED]


def sorted_together(found: Sequence[tuple[bytes, Array]]) -> tuple[list[bytes], list[Array]]:
    """The distinct terms of several in order, and the places of those of each; int64.

    The same as `indexer.codec.compiled.terms` gives, by sorting.
    """
    of_segments = [cut(*each) for each in found]
    # What is sorted already in each is quickly sorted together; a set would lose that.
    merged = list(dict.fromkeys(sorted(chain.from_iterable(of_segments))))
    place = {term: number for number, term in enumerate(merged)}
    return merged, [np.fromiter(map(place.__getitem__, terms), np.int64, len(terms)) for terms in of_segments]


_together = sorted_together if TOGETHER is None else TOGETHER
