"""Spans of the folded text, and which of them are taken."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Span(Protocol):
    """Anything that has its place in the folded text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Taken:
    """Spans of which none overlaps another; asking whether a place is free costs one bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = sorted((each.start, each.end) for each in spans)
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
        while at < count and others[at].end <= each.start:
            at += 1
        if at == count or others[at].start >= each.end:
            kept.append(each)
    return kept
