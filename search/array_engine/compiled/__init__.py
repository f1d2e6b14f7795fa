"""The loops over postings and values for which a call of numpy a step is too dear: the one door to them.

They are optional: where there was no compiler, numpy gives the same answers to the last bit, in more passes.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.codec.arrays import Array
from search.array_engine.arrays import Ids, Numbers, Scores
from search.result import FacetValue

try:
    from search.array_engine.compiled import best, codes, count, documents, field, phrase, places, split
except ImportError:
    _BUILT = False
else:
    _BUILT = True

if TYPE_CHECKING:
    from search.array_engine.compiled.count import Values
    from search.array_engine.compiled.field import Field, Lying

Listed = tuple["Lying | Ids", Scores, float, float]
"""A list of documents with what each scores, as `best` takes it."""
Located: TypeAlias = "Lying | Ids"
"""The documents alone, as `documents` takes them."""
Placed = tuple["Lying", Scores, float, int]
"""A word with where it stands, as `phrase` takes it."""
Standing = tuple["Lying", int, int]
"""A word with where its positions begin and end among all of its field, as `places` takes it."""
Valued = tuple[Numbers, Numbers, Numbers, int]
"""The values of a field as `search.array_engine.ordinals` has them: first ones, further ones, where those of
a document begin, and how many values there are."""


class Loops(NamedTuple):
    """What is compiled."""

    field: Callable[..., "Field"]
    lying: Callable[["Field", int, int], "Lying"]
    documents: Callable[[tuple[tuple[Located, ...], ...]], Ids]
    codes: Callable[[tuple["Lying", ...], Ids], Array]
    best: Callable[[tuple[Listed, ...], Ids | None, int], tuple[Ids, Scores]]
    phrase: Callable[[tuple[Placed, ...], Ids | None], tuple[Ids, Scores]]
    places: Callable[[tuple[Standing, ...], Ids], NDArray[np.int64]]
    split: Callable[[Numbers, Numbers, int], tuple[Numbers, Numbers, Numbers]]
    values: Callable[[Sequence[Valued]], "Values"]
    laid: Callable[[Numbers, Numbers, Ids, int], Numbers]
    most_frequent: Callable[[Numbers, Numbers, Numbers, int, list[str], list[str]], list[list[FacetValue]]]


LOOPS = (
    Loops(
        field.Field,
        field.Lying,
        documents.documents,
        codes.codes,
        best.best,
        phrase.phrase,
        places.places,
        split.split,
        count.Values,
        count.laid,
        count.most_frequent,
    )
    if _BUILT
    else None
)
"""None where they could not be built."""
