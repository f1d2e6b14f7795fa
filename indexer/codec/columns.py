"""The values of a keyword field by document, as numbers.

A keyword is compared folded (`indexer.schema.keyword_term`) and shown as it was written, so there are
**values** (distinct when folded; their order is that of the field's terms) and **spellings** of them.

::

    column:F:value_of                       uint32 a spelling: its value
    column:F:spellings, :spelling_offsets   each distinct value as written, sorted by value, then by spelling
    column:F:ordinals                       uint8, uint16 or uint32: spellings, document after document
    column:F:sizes                          how many values each document has, in the smallest type; absent
                                            where each has exactly one
    column:F:counts                         uint32 a spelling: in how many documents, deleted ones included

These first three are absent where the spellings are the field's terms themselves.
"""

from functools import cached_property

import numpy as np

from indexer.codec.arrays import Array, ArrayFile
from indexer.codec.grouping import starts_of
from indexer.codec.terms import PlainTerms, Terms


class KeywordColumn:
    """A keyword field's values by document."""

    def __init__(self, file: ArrayFile, name: str, doc_count: int, terms: Terms) -> None:
        at = f"column:{name}:"
        own = f"{at}spellings" in file
        self.doc_count = doc_count
        self.terms = terms
        """The folded values, sorted: a value's number is its term's number in the field."""
        self.spellings = (
            PlainTerms(file.bytes(f"{at}spellings"), file[f"{at}spelling_offsets"]) if own else self.terms
        )
        """Each distinct value as written; UTF-8, read with `list` or by its number."""
        self.value_of: Array = file[f"{at}value_of"] if own else np.arange(len(terms), dtype=np.uint32)
        """uint32: the value of each spelling."""
        self.counts: Array = file[f"{at}counts"]
        """uint32: how many documents have each spelling, deleted ones included."""
        self.spelled: Array = file[f"{at}ordinals"]
        """The spellings of each document, one document after another."""
        self._sizes = file.get(f"{at}sizes")

    @property
    def value_count(self) -> int:
        return len(self.terms)

    @property
    def single(self) -> bool:
        """Whether every document has exactly one value: then `starts` is 0, 1, 2 …, and need not be read."""
        return self._sizes is None

    @property
    def sizes(self) -> Array:
        """How many values each document has, in as few bits as do."""
        return np.ones(self.doc_count, np.uint8) if self._sizes is None else self._sizes

    @cached_property
    def starts(self) -> Array:
        """One more than there are documents: those of document i are ``[starts[i]:starts[i + 1]]``."""
        if self._sizes is None:
            return np.arange(self.doc_count + 1, dtype=np.uint32)
        return starts_of(self._sizes).astype(np.uint32)

    @cached_property
    def values(self) -> Array:
        """The value numbers of each document, one after another, as `starts` has them.

        A document that has one value in two spellings has it twice here: whoever counts documents by
        value asks `repeats` first.
        """
        if self.value_count == len(self.spellings):
            return self.spelled
        return self.value_of.astype(self.spelled.dtype)[self.spelled]

    @cached_property
    def repeats(self) -> bool:
        """Whether some document has one value twice."""
        if self.single or self.value_count == len(self.spellings):
            return False
        owners = np.repeat(np.arange(self.doc_count, dtype=np.int64), np.diff(self.starts))
        keys = owners * self.value_count + self.values
        return len(np.unique(keys)) < len(keys)
