"""The terms of one field of several segments in one order, a range of them at a time.

All of them together would be too many to hold: a million exchanges have four million keys.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.terms import Terms

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


def term_ranges(of_segments: Sequence[Terms]) -> Iterator[TermRange]:
    """The terms of all segments, put together range by range."""
    firsts = [0] * len(of_segments)
    for lasts in (*_cuts(of_segments), list(map(len, of_segments))):
        yield _range(of_segments, list(zip(firsts, lasts, strict=True)))
        firsts = lasts


def _cuts(of_segments: Sequence[Terms]) -> Iterator[list[int]]:
    """Where each segment's terms are to be cut, so that equal ones come into one range."""
    if sum(map(len, of_segments)) <= TERMS:
        return
    sampled = (terms[number] for terms in of_segments for number in range(SAMPLED - 1, len(terms), SAMPLED))
    for cut in sorted(sampled)[TERMS // SAMPLED - 1 :: TERMS // SAMPLED]:
        yield [terms.lower(cut) for terms in of_segments]


def _range(of_segments: Sequence[Terms], own: Sequence[tuple[int, int]]) -> TermRange:
    found = [terms.between(*places) for terms, places in zip(of_segments, own, strict=True)]
    # What is sorted already in each is quickly sorted together; a set would lose that.
    merged = list(dict.fromkeys(sorted(chain.from_iterable(found))))
    place = {term: number for number, term in enumerate(merged)}
    numbers = [np.fromiter(map(place.__getitem__, terms), np.int64, len(terms)) for terms in found]
    return TermRange(merged, own, numbers)
