"""The values of keyword fields by document, over all segments of a generation, as numbers to be counted.

Values that compare equal when folded are one value, shown in the spelling that most exchanges have.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.registry import Registry
from indexer.codec.columns import KeywordColumn
from indexer.codec.index import ArrayIndex
from indexer.codec.segment import Segment
from indexer.fields import FIELD
from search.array_engine.arrays import Numbers, rows_of
from search.array_engine.ordinals import Ordinals, ordinals_of


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
    ordinals: Ordinals


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
    renumbered = [np.array([numbered[term] for term in each], np.int64) for each in terms]
    ordinals = ordinals_of(index.segments, columns, renumbered, len(known))
    return Column(texts, labels, lookup, _places(labels, texts), ordinals)


def _terms(segment: Segment, name: str) -> list[bytes]:
    field = segment.field(name)
    return list(field.terms) if field else []


def _spelled(
    segments: Sequence[Segment], columns: Sequence[KeywordColumn | None], terms: Sequence[list[bytes]]
) -> Mapping[bytes, Mapping[str, int]]:
    """By value: how many documents that are not deleted have it in each spelling."""
    spelled: defaultdict[bytes, dict[str, int]] = defaultdict(dict)
    for segment, column, known in zip(segments, columns, terms, strict=True):
        if column is None:
            continue
        counts = column.counts - _in_deleted(segment, column)
        rows = zip(column.spellings, column.value_of.tolist(), counts.tolist(), strict=True)
        for spelling, value, count in rows:
            if count:
                of_value, text = spelled[known[value]], spelling.decode()
                of_value[text] = of_value.get(text, 0) + count
    return spelled


def _in_deleted(segment: Segment, column: KeywordColumn) -> Numbers:
    """By spelling: how many deleted documents have it."""
    if not len(segment.deleted):
        return np.zeros(len(column.spellings), np.int64)
    deleted = segment.deleted.astype(np.int64)
    rows = deleted if column.single else rows_of(deleted, column.starts)[0]
    return np.bincount(column.spelled.take(rows), minlength=len(column.spellings))


def _commonest(spellings: Mapping[str, int]) -> str:
    # Nearly every value is always spelled alike.
    if len(spellings) == 1:
        return next(iter(spellings))
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _places(labels: Sequence[str], texts: Sequence[str]) -> Numbers:
    ordered = sorted(range(len(labels)), key=lambda number: (labels[number], texts[number]))
    places = np.empty(len(labels), np.int64)
    places[ordered] = np.arange(len(labels))
    return places
