"""Values by their keys, where nearly every key has one: no list is made for those.

Tens of thousands are put into order at every start, and most are never asked for.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Grouped(Generic[_Value]):
    """The keys in the order in which they first come; the values of each in theirs."""

    def __init__(self, keys: Sequence[bytes], values: Collection[_Value]) -> None:
        self._last = dict(zip(keys, values, strict=True))
        self._earlier: dict[bytes, list[_Value]] = {}
        if len(self._last) < len(keys):
            for key, value in zip(keys, values, strict=True):
                if self._last[key] is not value:
                    self._earlier.setdefault(key, []).append(value)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._last)

    def __contains__(self, key: bytes) -> bool:
        return key in self._last

    def of(self, key: bytes) -> list[_Value]:
        """The values of a key; none where it is not known."""
        return [*self._earlier.get(key, ()), self._last[key]] if key in self._last else []
