"""The loop over the words of texts that Python is too slow for: the one door to it.

It is optional: where there was no compiler, `indexer.codec.pieces` gives the same with a dictionary.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

try:
    from indexer.codec.compiled import pieces
except ImportError:
    _BUILT = False
else:
    _BUILT = True

if TYPE_CHECKING:
    from indexer.codec.compiled.pieces import Pieces

PIECES: "Callable[[Callable[[str], Sequence[str]]], Pieces] | None" = pieces.Pieces if _BUILT else None
"""None where it could not be built."""
