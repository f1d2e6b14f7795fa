"""The values of keyword fields by document, over all segments of a generation, as numbers to be counted.

Values that compare equal when folded are one value. It is shown in the spelling that most exchanges have,
and numbered in the order in which facets list equal counts: by label, then by spelling.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.codec.columns import KeywordColumn
from indexer.codec.index import ArrayIndex
from indexer.codec.segment import Segment
from search.array_engine.arrays import Ids

Numbers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is shown."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A keyword field's values by document."""

    values: tuple[Value, ...]
    lookup: dict[str, int]
    """From the folded value to its number."""
    numbers: Numbers
    """The values of each document, one document after another."""
    starts: Numbers | None
    """One more than there are documents: where each one's values begin; None where each has exactly one."""
    owners: Numbers | None
    """The document of each of `numbers`; None where each has exactly one."""
'''+'' if False else '' 
