"""The values of several facets as one range of numbers, to be counted and put in order in one go."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np

from search.array_engine.arrays import NO_IDS, Ids, Numbers
from search.array_engine.columns import Column
from search.array_engine.compiled import Loops
from search.array_engine.ordinals import Selection, Together, groups
from search.result import FacetValue

Counted = list[tuple[int, int]]
"""Numbers of values, and how many documents have each."""


class Facets:
    """What a page counts: the values of one facet after those of another."""

    def __init__(self, columns: Mapping[str, Column], live: Ids, doc_count: int, loops: Loops | None) -> None:
        self._columns = columns
        self._live, self._doc_count = live, doc_count
        self._texts = [text for column in columns.values() for text in column.texts]
        self._labels = [label for column in columns.values() for label in column.labels]
        ends = [0, *accumulate(len(column.texts) for column in columns.values())]
        self._starts = np.array(ends)
        """Where the values of each facet begin, and where those of the last one end."""
        self.ranges = dict(zip(columns, map(slice, ends, ends[1:]), strict=True))
        """By facet, the same."""
        self._ordinals = [column.ordinals for column in columns.values()]
        self._values = None
        if loops is not None:
            self._values = loops.values(
                [(each.first, each.further, each.starts, each.size) for each in self._ordinals]
            )
        # No count moves a value as far as another facet's.
        apart = (doc_count + 1) * len(self._texts)
        places = [column.places + number * apart for number, column in enumerate(columns.values())]
        self._places = np.concatenate([NO_IDS, *places])

    @cached_property
    def totals(self) -> Numbers:
        """How many of all exchanges have each value."""
        return self.counts(self._live)

    def counts(self, ids: Ids) -> Numbers:
        """How many of the documents have each value."""
        if self._values is not None:
            return self._values.counts(ids.astype(np.int64, copy=False))
        selection = Selection(ids, self._doc_count)
        firsts = [first for together in self._together for first in together.first_counts(selection)]
        counts = [
            each.with_further(first, selection) for each, first in zip(self._ordinals, firsts, strict=True)
        ]
        return np.concatenate([NO_IDS, *counts])

    @cached_property
    def _together(self) -> list[Together]:
        return [
            Together([self._ordinals[place] for place in group])
            for group in groups([each.size for each in self._ordinals])
        ]

    def most_frequent(self, counts: Numbers, size: int | None) -> dict[str, Counted]:
        """So many values of each facet, the most frequent first, equal ones by label; None gives all."""
        there = np.flatnonzero(counts)
        frequencies = counts.take(there)
        order = np.argsort(self._places.take(there) - frequencies * len(self._texts))
        ends = there.searchsorted(self._starts).tolist()
        there, frequencies = there.take(order), frequencies.take(order)
        most: dict[str, Counted] = {}
        for facet, (start, end) in zip(self._columns, pairwise(ends), strict=True):
            rows = slice(start, end if size is None else min(start + size, end))
            most[facet] = list(zip(there[rows].tolist(), frequencies[rows].tolist(), strict=True))
        return most

    def ordered(self, numbers: Iterable[int], counts: Numbers) -> Counted:
        """Some values of one facet in the same order, those too that no document has."""
        counted = [(number, int(counts[number])) for number in numbers]
        return sorted(counted, key=lambda each: (-each[1], int(self._places[each[0]])))

    def shown(self, counted: Counted) -> tuple[FacetValue, ...]:
        texts, labels = self._texts, self._labels
        return tuple([FacetValue(texts[number], labels[number], count) for number, count in counted])
