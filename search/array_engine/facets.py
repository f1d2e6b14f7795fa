"""The values of several facets as one range of numbers, to be counted and put in order in one go."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from search.array_engine.arrays import NO_IDS, Ids, Numbers
from search.array_engine.columns import Column
from search.array_engine.compiled import Loops
from search.result import FacetValue

if TYPE_CHECKING:
    from search.array_engine.compiled.count import Values

_MANY = 200
"""So many values are put in order by sorting them all, not each behind those before it."""


class Facets:
    """What a page counts: the values of one facet after those of another."""

    def __init__(
        self,
        columns: Mapping[str, Column],
        live: Ids,
        doc_count: int,
        loops: Loops | None,
        once: bool = False,
    ) -> None:
        """Of these columns; to be counted once, they are not made ready for more."""
        self._columns, self._once = columns, once
        self._live, self._loops = live, loops
        self._texts = [text for column in columns.values() for text in column.texts]
        self._labels = [label for column in columns.values() for label in column.labels]
        ends = [0, *accumulate(len(column.texts) for column in columns.values())]
        self._starts = np.array(ends)
        """Where the values of each facet begin, and where those of the last one end."""
        self.ranges = dict(zip(columns, map(slice, ends, ends[1:]), strict=True))
        """By facet, the same."""
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
        columns = self._columns.values()
        if self._once and self._loops is not None:
            return np.concatenate([NO_IDS, *(column.laid.counts(ids, self._loops) for column in columns)])
        if self._values is not None:
            return self._values.counts(ids.astype(np.int64, copy=False))
        return np.concatenate([NO_IDS, *(column.ordinals.counts(ids) for column in columns)])

    @cached_property
    def _values(self) -> "Values | None":
        if self._loops is None:
            return None
        ordinals = [column.ordinals for column in self._columns.values()]
        return self._loops.values([(each.first, each.further, each.starts, each.size) for each in ordinals])

    def most_frequent(self, counts: Numbers, size: int | None) -> dict[str, list[FacetValue]]:
        """So many values of each facet, the most frequent first, equal ones by label; None gives all."""
        if self._loops is not None and size is not None and size < _MANY:
            most = self._loops.most_frequent(
                counts, self._places, self._starts, size, self._texts, self._labels
            )
            return dict(zip(self._columns, most, strict=True))
        there = np.flatnonzero(counts)
        order = np.argsort(self._places.take(there) - counts.take(there) * len(self._texts))
        ends = there.searchsorted(self._starts).tolist()
        there = there.take(order)
        return {
            facet: self._shown(there[start : end if size is None else min(start + size, end)], counts)
            for facet, (start, end) in zip(self._columns, pairwise(ends), strict=True)
        }

    def others(
        self, numbers: Iterable[int], listed: Iterable[FacetValue], counts: Numbers
    ) -> list[FacetValue]:
        """Of some values of one facet those that are not listed, in the same order; some no document has."""
        there = {each.value for each in listed}
        others = np.array([number for number in set(numbers) if self._texts[number] not in there], np.int64)
        order = np.lexsort((self._places.take(others), -counts.take(others)))
        return self._shown(others.take(order), counts)

    def _shown(self, numbers: Numbers, counts: Numbers) -> list[FacetValue]:
        pairs = zip(numbers.tolist(), counts.take(numbers).tolist(), strict=True)
        return [FacetValue(self._texts[number], self._labels[number], count) for number, count in pairs]
