"""One segment of the index, read: every posting, column and row as memory-mapped arrays.

One file of arrays (`indexer.codec.arrays`), ``<segment>.arrays``. Documents are numbered from 0 within
their segment, in the order in which they were added. Which are deleted stands in the index's table of
contents (`indexer.codec.contents`), since the file of a segment never changes.

Facts: ``{"doc_count": n, "total:F": words in text field F, "twins": {stemmed field: unstemmed field}}``.

By document::

    rows, row_offsets …            one stored row after another (`indexer.codec.rows`)
    length:F                       uint8 a document: its number of words in text field F (and in its twin),
                                   as Whoosh's byte
    number:F                       int32 a document: the value of a numeric field (dates as 20200312)
    newest                         uint32: the documents, newest first, equal days by id
    column:F:…                     the values of keyword field F (`indexer.codec.columns`)

By term, for each field F::

    F:terms, F:term_offsets …      the terms, sorted (`indexer.codec.terms`)
    F:starts                       uint32 a term and one more: where its postings begin
    F:ids, F:turns, F:highs        the documents of every posting (`indexer.codec.postings`)
    F:codes                        uint16 a posting, of text fields: frequency << 8 | length byte
    F:long, F:long_frequencies     the postings whose frequency is 255 or more
    F:positions, F:position_starts uint16 or uint32; where a term's positions begin
    F:words, F:word_starts         of a stemmed field: the words of its unstemmed twin under each stem

A stem that stands for one word only has no postings of its own: it has that word's. No stem has
positions of its own: they are its words'.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.codec.arrays import Array, ArrayFile
from indexer.codec.columns import KeywordColumn
from indexer.codec.contents import ENDING
from indexer.codec.postings import IndexedField
from indexer.codec.rows import RowReader

TOTAL = "total:"


class Segment:
    """A segment's files, opened."""

    def __init__(self, folder: Path, name: str, deleted: Iterable[int] = ()) -> None:
        self.name = name
        self._file = ArrayFile.open(folder / f"{name}{ENDING}")
        self.doc_count: int = self._file.facts["doc_count"]
        """All documents, deleted ones included: numbers go from 0 up to it."""
        self.deleted: Array = np.fromiter(deleted, np.uint32)
        """The numbers of the deleted documents, sorted. Postings, columns and lengths still have them."""
        self.deleted.sort()
        self._rows = RowReader(self._file)
        self._twins: dict[str, str] = self._file.facts["twins"]
        self._stems: dict[str, str] = {twin: name for name, twin in self._twins.items()}
        self._fields: dict[str, IndexedField] = {}
        self._columns: dict[str, KeywordColumn] = {}

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The fields that have terms in this segment, sorted."""
        ending = ":terms"
        names = (name for name in self._file.names() if name.endswith(ending))
        return tuple(sorted(name.removesuffix(ending) for name in names))

    @cached_property
    def number_names(self) -> tuple[str, ...]:
        """The numeric fields."""
        names = (name.partition(":") for name in self._file.names())
        return tuple(sorted(name for kind, _, name in names if kind == "number"))

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """The keyword fields with a column."""
        ending = ":ordinals"
        names = (name for name in self._file.names() if name.endswith(ending))
        return tuple(sorted({name.removesuffix(ending).removeprefix("column:") for name in names}))

    def field(self, name: str) -> IndexedField | None:
        """A field's terms and postings; None where no document of this segment has a term in it."""
        if name not in self._fields:
            if name not in self.field_names:
                return None
            twin = self._twins.get(name)
            self._fields[name] = IndexedField(self._file, name, self.field(twin) if twin else None)
        return self._fields[name]

    def column(self, name: str) -> KeywordColumn | None:
        """The values of a keyword field by document; None where no document has one."""
        if name not in self._columns:
            field = self.field(name)
            if field is None or name not in self.column_names:
                return None
            self._columns[name] = KeywordColumn(self._file, name, self.doc_count, field.terms)
        return self._columns[name]

    def numbers(self, name: str) -> Array | None:
        """The values of a numeric field by document, int32: of ``date``, 20200312."""
        return self._file.get(f"number:{name}")

    def lengths(self, name: str) -> Array | None:
        """How many words each document has in a text field, uint8, as `whoosh.util.numeric` codes it."""
        return self._file.get(f"length:{self._stemmed(name)}")

    def total_length(self, name: str) -> int:
        """How many words all documents have in a text field, deleted ones included."""
        return int(self._file.facts.get(f"{TOTAL}{self._stemmed(name)}", 0))

    @property
    def newest(self) -> Array:
        """The documents, newest first, equal days by id; uint32."""
        return self._file["newest"]

    @property
    def rows(self) -> RowReader:
        return self._rows

    def stored(self, number: int) -> bytes:
        """What `indexer.documents.store` made of a document."""
        return self._rows[number]

    def release(self) -> None:
        """Let go of the pages of the file that were read; they are read again when they are needed."""
        self._file.release()

    def forget(self) -> None:
        """Let go of fields and columns as well, which are opened again when they are asked for."""
        self._fields.clear()
        self._columns.clear()
        self._file.forget()

    def _stemmed(self, name: str) -> str:
        """A field and its twin have the same words, so lengths are kept once."""
        return self._stems.get(name, name)
