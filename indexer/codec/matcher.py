"""A term's postings as Whoosh's searcher walks them: one after another."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from whoosh.formats import Format
from whoosh.matching import LeafMatcher, ReadTooFar

from indexer.codec.postings import IndexedField


class ArrayMatcher(LeafMatcher):
    """Walks the postings of one term.

    All of them are at hand at once, so there are no blocks to skip and none of the bounds that Whoosh
    skips by; the answers are the same without.
    """

    def __init__(self, field: IndexedField, number: int, format_: Format, scorer: Any = None) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = (field.name, field.terms[number])
        self._field = field
        self._number = number
        self._ids: list[int] = field.postings(number).ids.tolist()
        self._weights: list[float] | None = None
        self._positions: list[list[int]] | None = None
        self.reset()

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> "ArrayMatcher":
        copied = ArrayMatcher(self._field, self._number, self.format, self.scorer)
        copied._at = self._at
        return copied

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def id(self) -> int:
        return self._ids[self._at]

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids)

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._ids, id, self._at)

    def supports_block_quality(self) -> bool:
        return False

    def weight(self) -> float:
        if self._weights is None:
            self._weights = self._field.frequencies(self._number).astype(float).tolist()
        return self._weights[self._at]

    def value(self) -> bytes:
        if self._field.has_positions:
            return bytes(self.format.encode(self.value_as("positions")))
        return int(self.weight()).to_bytes(4, "big") if self.format.posting_size else b""

    def value_as(self, astype: str) -> Any:
        if astype in ("frequency", "weight"):
            return self.weight() if astype == "weight" else int(self.weight())
        if astype != "positions":
            return super().value_as(astype)
        if self._positions is None:
            starts, positions = self._field.positions(self._number)
            flat = positions.tolist()
            self._positions = [flat[start:end] for start, end in pairwise(starts.tolist())]
        return self._positions[self._at]
