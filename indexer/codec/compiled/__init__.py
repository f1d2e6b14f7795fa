"""The loops over the words of texts that Python and numpy are too slow for: the one door to them.

They are optional: where there was no compiler, `indexer.codec.pieces` and `indexer.codec.inverting_texts`
give the same with a dictionary and with numpy.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

try:
    from indexer.codec.compiled import inversion, pieces
except ImportError:
    _BUILT = False
else:
    _BUILT = True

if TYPE_CHECKING:
    from indexer.codec.arrays import Array
    from indexer.codec.compiled.pieces import Pieces

PIECES: "Callable[[Callable[[str], Sequence[str]]], Pieces] | None" = pieces.Pieces if _BUILT else None
INVERTED: "Callable[[Array, Array, Array, Array, int, int], tuple[Array, Array, Array, Array]] | None" = (
    inversion.inverted if _BUILT else None
)
"""Both None where they could not be built."""
