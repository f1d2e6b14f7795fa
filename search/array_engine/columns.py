"""The values of keyword fields by document, over all segments of a generation, as numbers to be counted.

Values that compare equal when folded are one value, shown in the spelling that most exchanges have.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.registry import Registry
from indexer.codec.columns import KeywordColumn
from indexer.codec.index import ArrayIndex
from indexer.codec.segment import Segment
from indexer.fields import FIELD
from indexer.schema import keyword_term
from search.array_engine.arrays import Ids, Numbers, rows_of, spread

_MANY = 8
"""For more than this share of the documents it is cheaper to go through every value than to gather theirs."""


class Selection:
    """Documents to be counted."""

    def __init__(self, ids: Ids, span: int) -> None:
        self.ids, self.span = ids, span

    @cached_property
    def flags(self) -> NDArray[np.bool_]:
        return spread(self.ids, self.span)


@dataclass(frozen=True, slots=True)
class Column:
    """A keyword field's values by document."""

    texts: tuple[str, ...]
    """Each value as it is shown."""
    labels: tuple[str, ...]
    lookup: Mapping[str, int]
    """From the folded value to its number; without those that only deleted documents have."""
    places: Numbers
    """The place of each value among all, by label and then by spelling: the order of equal counts."""
    numbers: Numbers
    """The values of each document, one document after another; none twice in one document."""
    starts: Numbers | None
    """Where each document's values begin, and the end; None where each has exactly one."""
    owners: Numbers
    """The document of each of `numbers`, where `starts` is there; else empty."""

    def find(self, value: str) -> int | None:
        """The number of a value in any spelling; None where no exchange has it."""
        return self.lookup.get(keyword_term(value))

    def counts(self, selection: Selection) -> Numbers:
        """How many of the documents have each value."""
        return np.bincount(self._of(selection), minlength=len(self.texts))

    def _of(self, selection: Selection) -> Numbers:
        ids = selection.ids
        if self.starts is None:
            return self.numbers.take(ids)
        if len(ids) * _MANY > selection.span:
            return self.numbers[selection.flags.take(self.owners)]
        return self.numbers.take(rows_of(ids, self.starts)[0])


def load_column(index: ArrayIndex, name: str, registry: Registry) -> Column:
    """Read a facet's column, once a generation."""
    columns = [segment.column(name) for segment in index.segments]
    terms = [_terms(segment, name) for segment in index.segments]
    known = sorted(set().union(*terms))
    numbered = {term: number for number, term in enumerate(known)}
    spelled = _spelled(index.segments, columns, terms)
    texts = tuple(_commonest(spelled[term]) if term in spelled else term.decode() for term in known)
    labels = tuple(FIELD[name].value_label(text, registry) for text in texts)
    lookup = {term.decode(): numbered[term] for term in spelled}
    numbers, starts = _joined(index, columns, [[numbered[term] for term in each] for each in terms])
    owners = (
        np.empty(0, np.uint32)
        if starts is None
        else np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    )
    return Column(texts, labels, lookup, _places(labels, texts), numbers, starts, owners)


def _terms(segment: Segment, name: str) -> list[bytes]:
    field = segment.field(name)
    return list(field.terms) if field else []


def _spelled(
    segments: Sequence[Segment], columns: Sequence[KeywordColumn | None], terms: Sequence[list[bytes]]
) -> dict[bytes, Counter[str]]:
    """By value: how many documents that are not deleted have it in each spelling."""
    spelled: dict[bytes, Counter[str]] = {}
    for segment, column, known in zip(segments, columns, terms, strict=True):
        if column is None:
            continue
        counts = column.counts - _in_deleted(segment, column)
        rows = zip(column.spellings, column.value_of.tolist(), counts.tolist(), strict=True)
        for spelling, value, count in rows:
            if count:
                spelled.setdefault(known[value], Counter())[spelling.decode()] += count
    return spelled


def _in_deleted(segment: Segment, column: KeywordColumn) -> Numbers:
    """By spelling: how many deleted documents have it."""
    deleted = segment.deleted.astype(np.int64)
    rows = deleted if column.single else rows_of(deleted, column.starts)[0]
    return np.bincount(column.spelled.take(rows), minlength=len(column.spellings))


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _joined(
    index: ArrayIndex, columns: Sequence[KeywordColumn | None], numbered: Sequence[list[int]]
) -> tuple[Numbers, Numbers | None]:
    """The numbers of all segments, renumbered as one, and where each document's begin."""
    if len(columns) == 1 and columns[0] is not None and not columns[0].repeats:
        return columns[0].values, None if columns[0].single else columns[0].starts
    pieces = [
        np.array(numbers, np.uint32).take(column.values)
        for column, numbers in zip(columns, numbered, strict=True)
        if column is not None
    ]
    numbers: Numbers = np.concatenate([np.empty(0, np.uint32), *pieces])
    if all(column is not None and column.single for column in columns):
        return numbers, None
    counts = np.concatenate(list(_value_counts(index.segments, columns)))
    if any(column is not None and column.repeats for column in columns):
        numbers, counts = _distinct(numbers, counts)
    return numbers, np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)


def _value_counts(segments: Sequence[Segment], columns: Sequence[KeywordColumn | None]) -> Iterator[Numbers]:
    for segment, column in zip(segments, columns, strict=True):
        if column is None:
            yield np.zeros(segment.doc_count, np.int64)
        else:
            yield column.starts[1:].astype(np.int64) - column.starts[:-1]


def _distinct(numbers: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """The same without a value that a document has twice, in two spellings."""
    owners = np.repeat(np.arange(len(counts)), counts)
    keys = np.unique(owners << 32 | numbers)
    return (keys & 0xFFFF_FFFF).astype(np.uint32), np.bincount(keys >> 32, minlength=len(counts))


def _places(labels: Sequence[str], texts: Sequence[str]) -> Numbers:
    places = np.empty(len(labels), np.int64)
    places[sorted(range(len(labels)), key=lambda number: (labels[number], texts[number]))] = np.arange(
        len(labels)
    )
    return places
