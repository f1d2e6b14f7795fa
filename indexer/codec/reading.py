"""A segment as Whoosh reads it: terms, postings, lengths, columns and stored fields.

Whoosh asks for one thing at a time and gets it as a plain Python object; what has to be fast reads the
arrays of `indexer.codec.segment` itself.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column, ColumnReader
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from indexer.codec.matcher import ArrayMatcher
from indexer.codec.postings import IndexedField
from indexer.codec.segment import Segment
from indexer.schema import SORTABLE, VALUE_BREAK

STORED = "stored"
"""The one stored field of the schema."""


class TermsReader(base.TermsReader):
    """The terms of all fields, and their postings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def indexed_field_names(self) -> list[str]:
        return list(self._segment.field_names)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        name, text = term
        field = self._segment.field(name)
        return field is not None and field.terms.find(text) is not None

    def cursor(self, fieldname: str, fieldobj: FieldType) -> base.FieldCursor:
        field = self._segment.field(fieldname)
        return base.EmptyCursor() if field is None else _Cursor(field, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((field.name, field.terms[number]) for field, number in self._all())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return ((field.name, field.terms[number]) for field, number in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return (
            ((field.name, field.terms[number]), _term_info(field, number)) for field, number in self._all()
        )

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return (
            ((field.name, field.terms[number]), _term_info(field, number))
            for field, number in self._from(fieldname, prefix)
        )

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return _term_info(*self._found(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        if (fieldname, text) not in self:
            return 0
        field, number = self._found(fieldname, text)
        return field.doc_frequency(number)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ArrayMatcher:
        return ArrayMatcher(*self._found(fieldname, text), format_, scorer)

    def _found(self, name: str, text: bytes) -> tuple[IndexedField, int]:
        field = self._segment.field(name)
        number = None if field is None else field.terms.find(text)
        if field is None or number is None:
            raise TermNotFound(f"No term {name}:{text!r}")
        return field, number

    def _all(self) -> Iterator[tuple[IndexedField, int]]:
        first = next(iter(self._segment.field_names), "")
        return self._from(first, b"")

    def _from(self, name: str, text: bytes) -> Iterator[tuple[IndexedField, int]]:
        """All terms from this one on, also those of later fields; none where no term has this field."""
        fields = [self._segment.field(each) for each in self._segment.field_names if each >= name]
        if fields and fields[0] and fields[0].name == name:
            for field in filter(None, fields):
                first = field.terms.lower(text) if field.name == name else 0
                yield from ((field, number) for number in range(first, len(field.terms)))


class PerDocumentReader(base.PerDocumentReader):
    """Everything of a document except its terms."""

    def __init__(self, segment: Segment, entry: base.Segment) -> None:
        self._segment = segment
        self._entry = entry

    def doc_count(self) -> int:
        return int(self._entry.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.doc_count

    def has_deletions(self) -> bool:
        return bool(self._entry.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._entry.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._entry.deleted_docs())

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self._segment.number_names or fieldname in self._segment.column_names

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:
        return _ValueReader(self._column_values(fieldname))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._segment.lengths(fieldname)
        return default if lengths is None else byte_to_length(int(lengths[docnum])) or default

    def field_length(self, fieldname: str) -> int:
        return self._segment.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._segment.lengths(fieldname)
        return 0 if lengths is None else int(byte_to_length(int(lengths.min())))

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._segment.lengths(fieldname)
        return 0 if lengths is None else int(byte_to_length(int(lengths.max())))

    def stored_fields(self, docnum: int) -> dict[str, bytes]:
        return {STORED: self._segment.stored(docnum)}

    def _column_values(self, name: str) -> list[Any]:
        numbers = self._segment.numbers(name)
        if numbers is not None:
            return list((numbers.astype(np.int64) + SORTABLE).tolist())
        column = self._segment.column(name)
        if column is None:
            raise ValueError(f"no column {name}")
        spellings = list(column.spellings)
        values = [spellings[number] for number in column.spelled.tolist()]
        starts = column.starts.tolist()
        return [_BREAK.join(values[start:end]) for start, end in pairwise(starts)]


class _ValueReader(ColumnReader):
    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._doccount = len(values)
        self._reverse = False

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum]

    def sort_key(self, docnum: int) -> Any:
        return -self._values[docnum] if self._reverse else self._values[docnum]

    def set_reverse(self) -> None:
        if self._values and isinstance(self._values[0], bytes):
            raise NotImplementedError("texts cannot be sorted in reverse")
        self._reverse = True


class _Cursor(base.FieldCursor):
    """Walks the terms of one field."""

    def __init__(self, field: IndexedField, type_: FieldType) -> None:
        self._field = field
        self._type = type_
        self._at = 0

    def first(self) -> Any:
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> Any:
        term = string if isinstance(string, bytes) else self._type.to_bytes(string)
        self._at = self._field.terms.lower(term)
        return self.text()

    def next(self) -> Any:
        self._at += 1
        return self.text()

    def text(self) -> Any:
        return self._type.from_bytes(self._field.terms[self._at]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return _term_info(self._field, self._at) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._at < len(self._field.terms)


def _term_info(field: IndexedField, number: int) -> TermInfo:
    ids, codes = field.postings(number)
    frequencies = field.frequencies(number)
    shortest, longest = (0, 0) if codes is None else ((codes & 255).min(), (codes & 255).max())
    return TermInfo(
        float(frequencies.sum()),
        len(ids),
        byte_to_length(int(shortest)),
        byte_to_length(int(longest)),
        float(frequencies.max()),
        int(ids[0]),
        int(ids[-1]),
    )


_BREAK = VALUE_BREAK.encode()
