"""The loops over letters that Python has no call for: the one door to them.

They are optional: without a compiler an automaton finds the same names, and three searches the same runs.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

try:
    from corpus.recogniser.compiled import names, runs
except ImportError:
    _BUILT = False
else:
    _BUILT = True

if TYPE_CHECKING:
    from corpus.recogniser.compiled.names import Names


class Loops(NamedTuple):
    """What is compiled."""

    names: Callable[[Collection[bytes]], "Names"]
    has_runs: Callable[[str], bool]


LOOPS = Loops(names.Names, runs.has_runs) if _BUILT else None
"""None where they could not be built."""
