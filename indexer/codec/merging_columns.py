"""The values of one keyword field by document, from several segments: one numbering of spellings.

Spellings are sorted by the term that they are folded to, so they are put together range by range, as the
terms are (`indexer.codec.merging_terms`).
"""

from collections.abc import Sequence

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.columns import KeywordColumn
from indexer.codec.grouping import ranges
from indexer.codec.merging_terms import TermRange
from indexer.codec.parts import Part
from indexer.codec.sinks import TextsSink, put_ordinals, put_spellings


class MergedColumn:
    """Is told of the merged terms of its field, and then puts the column."""

    def __init__(self, name: str, parts: Sequence[Part]) -> None:
        self._name = name
        self._owners = [_Owner(part, part.segment.column(name)) for part in parts]
        having = [part.segment.field(name) is not None for part in parts]
        self._with_terms = [owner for owner, has in zip(self._owners, having, strict=True) if has]
        self._as_terms = all(owner.as_terms for owner in self._owners)
        """Whether every value is written as its term, as ids are: there are as many as documents."""
        self._same = True
        """Whether the spellings so far are the terms."""
        self._terms = self._count = 0
        self._value_of: list[Array] = []
        self._spellings = TextsSink()

    def take(self, terms: TermRange, living: Sequence[bytes], alive: Array) -> None:
        """The next terms: those that are left of a range, and their places in it."""
        number_of = np.zeros(len(terms.terms), np.uint32)
        number_of[alive] = np.arange(self._terms, self._terms + len(alive))
        self._terms += len(alive)
        if self._as_terms:
            for owner, (first, last), numbers in self._each(terms):
                owner.numbers[first:last] = number_of[numbers]
            self._count = self._terms
            return
        self._take_spellings(terms, living, number_of)

    def put(self, file: ArrayFileWriter) -> Array:
        """Write the column; give the spellings of the documents."""
        if not self._same:
            put_spellings(file, self._name, np.concatenate(self._value_of), self._spellings)
        spelled = np.concatenate([owner.numbers[owner.spelled] for owner in self._owners])
        put_ordinals(
            file, self._name, spelled, np.concatenate([owner.sizes for owner in self._owners]), self._count
        )
        return spelled

    def _each(self, terms: TermRange) -> "zip[tuple[_Owner, tuple[int, int], Array]]":
        return zip(self._with_terms, terms.own, terms.numbers, strict=True)

    def _take_spellings(self, terms: TermRange, living: Sequence[bytes], number_of: Array) -> None:
        found = [owner.spellings(*own, numbers) for owner, own, numbers in self._each(terms)]
        ordered = sorted({pair for _, pairs in found for pair in pairs})
        place = {pair: number for number, pair in enumerate(ordered, self._count)}
        for owner, (which, pairs) in zip(self._with_terms, found, strict=True):
            owner.numbers[which] = np.fromiter(map(place.__getitem__, pairs), np.uint32, len(pairs))
        spellings = [spelling for _, spelling in ordered]
        self._value_of.append(number_of[[term for term, _ in ordered]])
        self._spellings.append(spellings)
        self._same = self._same and spellings == list(living)
        self._count += len(ordered)


class _Owner:
    """What one segment has in the column."""

    def __init__(self, part: Part, column: KeywordColumn | None) -> None:
        self._column = column
        self.spelled, self.sizes = _spelled(part, column)
        """The spellings of its living documents, and how many each has."""
        count = len(column.spellings) if column else 0
        self.numbers = np.zeros(count, np.uint32)
        """By its own numbers of spellings, the merged ones; of what is not needed any more, any."""
        self._used = np.bincount(self.spelled, minlength=count) > 0

    @property
    def as_terms(self) -> bool:
        return self._column is None or self._column.spellings is self._column.terms

    def spellings(self, first: int, last: int, numbers: Array) -> tuple[Array, list[tuple[int, bytes]]]:
        """Which of its spellings the living documents have of its terms from one up to another.

        And these, each after the place that is given for its term.
        """
        if self._column is None:
            return np.empty(0, np.int64), []
        value_of = self._column.value_of
        since, until = np.searchsorted(value_of, (first, last)).tolist()
        terms = numbers[value_of[since:until] - np.uint32(first)].tolist()
        written = self._column.spellings.between(since, until)
        which = np.flatnonzero(self._used[since:until])
        return which + since, [(terms[each], written[each]) for each in which.tolist()]


def _spelled(part: Part, column: KeywordColumn | None) -> tuple[Array, Array]:
    if column is None:
        alive = part.segment.doc_count - len(part.segment.deleted)
        return np.empty(0, np.uint32), np.zeros(alive, np.int64)
    counts = np.diff(column.starts)
    if part.living is None:
        return column.spelled, counts
    starts, counts = column.starts[:-1][part.living].astype(np.int64), counts[part.living].astype(np.int64)
    return column.spelled[ranges(starts, counts)], counts
