"""The loops over the letters of texts that Python has no call for: the one door to them.

They are optional: without a compiler an automaton finds the same places, and slices cut the same passages.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

try:
    from search.passages.compiled import beginnings, cutting
except ImportError:
    _BUILT = False
else:
    _BUILT = True

if TYPE_CHECKING:
    from search.passages.compiled.beginnings import Needles

Place = tuple[int, int, int]
"""From, to, and what it is."""
Marks = tuple[tuple[int, int], ...]
"""From and to, in the order of the text."""
Cut = tuple[str, Marks]
"""A passage as it is shown, and its marks."""


class Loops(NamedTuple):
    """What is compiled."""

    needles: Callable[[Sequence[bytes], bytes], "Needles"]
    without_choice: Callable[[Sequence[str], Sequence[Sequence[Place]]], list[tuple[int, str, Marks]] | None]
    window: Callable[[str, int, int, int], tuple[int, int]]
    cut: Callable[[str, int, int, Sequence[Place]], Cut]


LOOPS = Loops(beginnings.Needles, cutting.without_choice, cutting.window, cutting.cut) if _BUILT else None
"""None where they could not be built."""
