"""The values of keyword fields by document, over all segments of a generation, as numbers to be counted.

Values that compare equal when folded are one value, shown in the spelling that most exchanges have.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from corpus.registry import Registry
from indexer.codec.columns import KeywordColumn
from indexer.codec.index import ArrayIndex
from indexer.codec.segment import Segment
from indexer.codec.terms import Terms
from indexer.fields import FIELD
from search.array_engine.arrays import Numbers, rows_of
from search.array_engine.compiled import Loops
from search.array_engine.ordinals import Laid, Ordinals, laid_out

_Known = Terms | Sequence[bytes]


class Column(Struct, frozen=True, dict=True):
    """A keyword field's values by document."""

    texts: Sequence[str]
    """Each value as it is shown."""
    labels: Sequence[str]
    places: Numbers
    """The place of each value among all, by label and then by spelling: the order of equal counts."""
    laid: Laid
    terms: Iterable[bytes] = ()
    """The values folded, by their numbers."""
    living: Sequence[int] | Numbers = ()
    """How many documents have each value as it is shown, without deleted ones."""
    loops: Loops | None = None

    @cached_property
    def lookup(self) -> Mapping[str, int]:
        """From the folded value to its number; without those that only deleted documents have."""
        numbered = enumerate(zip(self.terms, self.living, strict=True))
        return {term.decode(): number for number, (term, count) in numbered if count}

    @cached_property
    def ordinals(self) -> Ordinals:
        """The values, ready to be counted again and again."""
        return self.laid.apart(self.loops)


def load_column(index: ArrayIndex, name: str, registry: Registry, loops: Loops | None) -> Column:
    """Read a facet's column, once a generation."""
    columns = [segment.column(name) for segment in index.segments]
    terms = [_terms(segment, name) for segment in index.segments]
    known = terms[0] if len(terms) == 1 else sorted(set().union(*terms))
    renumbered = _renumbered(terms, known)
    texts, living = _shown(known, index.segments, columns, renumbered)
    label = FIELD[name].value_label
    labels = [label(text, registry) for text in texts]
    laid = laid_out(index.segments, columns, renumbered, len(known))
    return Column(texts, labels, _places(labels, texts), laid, known, living, loops)


def _terms(segment: Segment, name: str) -> _Known:
    field = segment.field(name)
    return field.terms if field else ()


def _renumbered(terms: Sequence[_Known], known: _Known) -> list[Numbers]:
    """For each segment: the number among all values of each of its own."""
    if len(terms) == 1:
        return [np.arange(len(known))]
    numbered = {term: number for number, term in enumerate(known)}
    return [np.array([numbered[term] for term in each], np.int64) for each in terms]


def _shown(
    known: Iterable[bytes],
    segments: Sequence[Segment],
    columns: Sequence[KeywordColumn | None],
    renumbered: Sequence[Numbers],
) -> tuple[list[str], Sequence[int] | Numbers]:
    """Each value in the spelling that most documents have, the first of equal ones, and how many have that.

    A value that only deleted documents have is shown as it is compared. Where there are none, and one segment
    with one spelling of each value, there is nothing to choose.
    """
    if len(segments) == 1 and not len(segments[0].deleted):
        only = columns[0]
        if only is not None and only.value_count == len(only.spellings):
            return [spelling.decode() for spelling in only.spellings], only.counts
    counted: Counter[str] = Counter()
    values: dict[str, int] = {}
    for segment, column, numbers in zip(segments, columns, renumbered, strict=True):
        if column is not None:
            spellings = [spelling.decode() for spelling in column.spellings]
            there = (column.counts - _in_deleted(segment, column)).tolist()
            counted.update(dict(zip(spellings, there, strict=True)))
            values.update(zip(spellings, numbers.take(column.value_of).tolist(), strict=True))
    texts = [term.decode() for term in known]
    most = [0] * len(texts)
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
    keys = labels if len(set(labels)) == len(labels) else list(zip(labels, texts, strict=True))
    ordered = sorted(range(len(labels)), key=keys.__getitem__)
    places = np.empty(len(labels), np.int64)
    places[ordered] = np.arange(len(labels))
    return places
