"""Hits that are looked at closer, by Whoosh's own matchers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import reduce
from itertools import chain

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.documents import StoredExchange
from indexer.fields import TEXT_FIELDS
from search.passages.snippets import Highlighter
from search.query.terms import Sought, indexed_words
from search.query.tree import And, Near, Query
from search.request import Request
from search.result import Hit

Found = tuple[int, Mapping[int, float]]
"""How many hits a request has, and those on its page, in their order, with their scores."""


class WhooshCandidates:
    """See `search.engine.Candidates`."""

    def __init__(
        self,
        generation: str,
        reader: IndexReader,
        found: Sequence[Found],
        matches: Callable[[Query], Collection[int]],
        stored: Callable[[int], StoredExchange],
    ) -> None:
        self.generation = generation
        self._reader, self._matches, self._stored = reader, matches, stored
        self.totals: Sequence[int] = [total for total, _ in found]
        self.scores: Sequence[Sequence[float]] = [list(page.values()) for _, page in found]
        self._numbers = [*chain.from_iterable(page for _, page in found)]
        self._scored = [*chain.from_iterable(self.scores)]

    def lengths(self) -> NDArray[np.int64]:
        lengths = [
            [int(self._reader.doc_field_length(number, field.name) or 0) for number in self._numbers]
            for field in TEXT_FIELDS
        ]
        return np.array(lengths, np.int64)

    def frequencies(self, trees: Sequence[Sought], places: Sequence[int] | None = None) -> NDArray[np.int64]:
        found = [[self._frequencies_in(field.name, tree) for field in TEXT_FIELDS] for tree in trees]
        every = np.array(found, np.int64).reshape(len(trees), len(TEXT_FIELDS), len(self._numbers))
        return every if places is None else every.take(places, axis=2)

    def matching(self, tree: Query) -> NDArray[np.bool_]:
        matches = self._matches(tree)
        return np.array([number in matches for number in self._numbers], bool)

    def hit(self, place: int) -> Hit:
        return Hit(self._stored(self._numbers[place]).cited, self._scored[place])

    def shown(self, places: Sequence[int], request: Request) -> tuple[Hit, ...]:
        rows = [self._stored(self._numbers[place]) for place in places]
        return tuple(
            Hit(stored.cited, self._scored[place], each.title_marks, each.snippets)
            for place, stored, each in zip(places, rows, Highlighter(request).highlight(rows), strict=True)
        )

    def _frequencies_in(self, field: str, tree: Sought) -> list[int]:
        words = indexed_words(tree, field)
        counts = reduce(_least, [self._frequencies(name, word) for name, word in words])
        standing = self._matches(_in_field(tree, field)) if len(words) > 1 else counts
        return [counts.get(number, 0) if number in standing else 0 for number in self._numbers]

    def _frequencies(self, name: str, word: str) -> dict[int, int]:
        """By document: how often a word stands in a field."""
        if (name, word) not in self._reader:
            return {}
        matcher = self._reader.postings(name, word)
        counts: dict[int, int] = {}
        while matcher.is_active():
            counts[matcher.id()] = int(matcher.value_as("frequency"))
            matcher.next()
        return counts


def _least(some: dict[int, int], others: dict[int, int]) -> dict[int, int]:
    return {number: min(count, others[number]) for number, count in some.items() if number in others}


def _in_field(tree: Sought, field: str) -> Query:
    if isinstance(tree, And):
        return And(tuple(_in_field(part, field) for part in tree.parts if isinstance(part, Near)))
    if isinstance(tree, Near):
        return replace(tree, left=replace(tree.left, field=field), right=replace(tree.right, field=field))
    return replace(tree, field=field)
