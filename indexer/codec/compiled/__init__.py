"""The loops over words and terms that Python and numpy are too slow for: the one door to them.

They are optional: where there was no compiler, `indexer.codec.pieces`, `indexer.codec.inverting_keywords`,
`indexer.codec.inverting_texts`, `indexer.codec.merging_terms` and `indexer.codec.uniting` give the same with
a dictionary, with numpy and by sorting.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

try:
    from indexer.codec.compiled import inversion, pieces, postings, terms, values
except ImportError:
    _BUILT = False
else:
    _BUILT = True

if TYPE_CHECKING:
    from indexer.codec.arrays import Array
    from indexer.codec.compiled.pieces import Pieces
    from indexer.codec.compiled.values import Values

PIECES: "Callable[[Callable[[str], Sequence[str]]], Pieces] | None" = pieces.Pieces if _BUILT else None
VALUES: "Callable[[], Values] | None" = values.Values if _BUILT else None
INVERTED: "Callable[[Array, Array, Array, Array, int, int], tuple[Array, Array, Array, Array]] | None" = (
    inversion.inverted if _BUILT else None
)
TOGETHER: "Callable[[Sequence[tuple[bytes, Array]]], tuple[list[bytes], list[Array]]] | None" = (
    terms.together if _BUILT else None
)
PUT: "Callable[[Array, Array, Array, Array], None] | None" = postings.put if _BUILT else None
UNITED: "Callable[[Array, Array, Array, Array], tuple[Array, Array, Array]] | None" = (
    postings.united if _BUILT else None
)
"""All None where they could not be built."""
