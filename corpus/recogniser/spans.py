"""Spans of the folded text, and which of them are taken."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

Span = tuple[int, int, *tuple[object, ...]]
"""Anything that has its place in the folded text: start, end, and what else is known of it.

Where many are made they are tuples and no more: one with names for its parts takes ten times as long to make.
"""


class Taken:
    """Spans of which none overlaps another; asking whether a place is free costs one bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = sorted((each[0], each[1]) for each in spans)
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def leaves_free(self, start: int, end: int) -> bool:
        """Whether no span of these overlaps this one."""
        before = bisect_left(self._starts, end)
        return not before or self._ends[before - 1] <= start


_Spanned = TypeVar("_Spanned", bound=Span)


def outside(spans: Iterable[_Spanned], others: Sequence[Span]) -> list[_Spanned]:
    """Those that overlap none of the others; both are in order, and do not overlap among themselves."""
    kept = []
    at, count = 0, len(others)
    for each in spans:
        while at < count and others[at][1] <= each[0]:
            at += 1
        if at == count or others[at][0] >= each[1]:
            kept.append(each)
    return kept
