"""The values of keyword fields by document, over all segments of a generation, as numbers to be counted.

Values that compare equal when folded are one value, shown in the spelling that most exchanges have.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from corpus.registry import Registry
from indexer.codec.columns import KeywordColumn
from indexer.codec.index import ArrayIndex
from indexer.codec.segment import Segment
from indexer.fields import FIELD
from search.array_engine.arrays import Numbers, rows_of
from search.array_engine.compiled import Loops
from search.array_engine.ordinals import Ordinals, ordinals_of


class Column(Struct, frozen=True):
    """A keyword field's values by document."""

    texts: tuple[str, ...]
    """Each value as it is shown."""
    labels: tuple[str, ...]
    lookup: Mapping[str, int]
    """From the folded value to its number; without those that only deleted documents have."""
    places: Numbers
    """The place of each value among all, by label and then by spelling: the order of equal counts."""
    ordinals: Ordinals


def load_column(index: ArrayIndex, name: str, registry: Registry, loops: Loops | None) -> Column:
    """Read a facet's column, once a generation."""
    columns = [segment.column(name) for segment in index.segments]
    terms = [_terms(segment, name) for segment in index.segments]
    known = terms[0] if len(terms) == 1 else sorted(set().union(*terms))
    renumbered = _renumbered(terms, known)
    folded = [term.decode() for term in known]
    texts, counts = _commonest(folded, index.segments, columns, renumbered)
    label = FIELD[name].value_label
    labels = tuple([label(text, registry) for text in texts])
    lookup = {value: number for number, value in enumerate(folded) if counts[number]}
    ordinals = ordinals_of(index.segments, columns, renumbered, len(known), loops)
    return Column(tuple(texts), labels, lookup, _places(labels, texts), ordinals)


def _terms(segment: Segment, name: str) -> list[bytes]:
    field = segment.field(name)
    return list(field.terms) if field else []


def _renumbered(terms: Sequence[Sequence[bytes]], known: Sequence[bytes]) -> list[Numbers]:
    """For each segment: the number among all values of each of its own."""
    if len(terms) == 1:
        return [np.arange(len(known))]
    numbered = {term: number for number, term in enumerate(known)}
    return [np.array([numbered[term] for term in each], np.int64) for each in terms]


def _commonest(
    folded: Sequence[str],
    segments: Sequence[Segment],
    columns: Sequence[KeywordColumn | None],
    renumbered: Sequence[Numbers],
) -> tuple[list[str], list[int]]:
    """Each value in the spelling that most documents have, the first of equal ones, and how many have that.

    A value that only deleted documents have is shown as it is compared.
    """
    counted: Counter[str] = Counter()
    values: dict[str, int] = {}
    for segment, column, numbers in zip(segments, columns, renumbered, strict=True):
        if column is not None:
            spellings = [spelling.decode() for spelling in column.spellings]
            there = (column.counts - _in_deleted(segment, column)).tolist()
            counted.update(dict(zip(spellings, there, strict=True)))
            values.update(zip(spellings, numbers.take(column.value_of).tolist(), strict=True))
    texts, most = list(folded), [0] * len(folded)
    for text, count in counted.items():
        number = values[text]
        if count > most[number] or (count and count == most[number] and text < texts[number]):
            texts[number], most[number] = text, count
    return texts, most


def _in_deleted(segment: Segment, column: KeywordColumn) -> Numbers:
    """By spelling: how many deleted documents have it."""
    if not len(segment.deleted):
        return np.zeros(len(column.spellings), np.int64)
    deleted = segment.deleted.astype(np.int64)
    rows = deleted if column.single else rows_of(deleted, column.starts)[0]
    return np.bincount(column.spelled.take(rows), minlength=len(column.spellings))


def _places(labels: Sequence[str], texts: Sequence[str]) -> Numbers:
    ordered = sorted(range(len(labels)), key=list(zip(labels, texts, strict=True)).__getitem__)
    places = np.empty(len(labels), np.int64)
    places[ordered] = np.arange(len(labels))
    return places
