"""What Whoosh's own writer adds, document by document and then term by term, gathered into a batch.

`indexer.codec.inverting` is the fast way to the same batch.
"""

from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column as WhooshColumn
from whoosh.fields import FieldType

from indexer.codec.batch import Batch, Column, Inverted
from indexer.codec.contents import ENDING
from indexer.codec.merging import TWINS
from indexer.codec.reading import STORED
from indexer.codec.rows import RowPacker
from indexer.codec.writing_batches import write_batch
from indexer.schema import SORTABLE, VALUE_BREAK, keyword_term


@dataclass(slots=True)
class Gathered:
    """What has been added to a segment so far."""

    rows: list[bytes] = field(default_factory=list)
    lengths: dict[str, dict[int, int]] = field(default_factory=dict)
    values: dict[str, dict[int, Any]] = field(default_factory=dict)
    """What columns hold, by field and document."""
    fields: dict[str, Inverted] = field(default_factory=dict)


class PerDocumentWriter(base.PerDocumentWriter):
    """Takes stored fields, lengths and column values."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._number = 0
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        self._number = docnum
        self._gathered.rows.append(b"")

    def add_field(self, fieldname: str, fieldobj: FieldType, value: Any, length: int) -> None:
        if value is not None:
            if fieldname != STORED:
                raise ValueError(f"{fieldname}: this index stores only the field {STORED!r}")
            self._gathered.rows[self._number] = value
        if length and fieldname in TWINS:
            self._gathered.lengths.setdefault(fieldname, {})[self._number] = length

    def add_column_value(self, fieldname: str, columnobj: WhooshColumn, value: Any) -> None:
        self._gathered.values.setdefault(fieldname, {})[self._number] = value

    def add_vector_items(self, fieldname: str, fieldobj: FieldType, items: Any) -> None:
        raise NotImplementedError("this index has no vectors")

    def close(self) -> None:
        self.is_closed = True


class FieldWriter(base.FieldWriter):
    """Takes the postings, sorted by field, term and document; at its close the segment is written."""

    def __init__(self, gathered: Gathered, folder: Path, name: str) -> None:
        self._gathered = gathered
        self._folder = folder
        self._name = name
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        self._field = fieldname
        self._positions_of = (
            fieldobj.format.decoder("positions") if fieldobj.format.supports("positions") else None
        )
        self._terms: list[bytes] = []
        self._starts = array("q")
        self._ids, self._frequencies, self._positions = array("I"), array("I"), array("I")

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)
        self._starts.append(len(self._ids))

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        if weight != int(weight):
            raise ValueError(f"{self._field}: this index counts words; it cannot keep a boost of {weight}")
        self._ids.append(docnum)
        if self._positions_of:
            self._frequencies.append(int(weight))
            self._positions.extend(self._positions_of(vbytes))

    def finish_term(self) -> None:
        """Nothing: the next term's beginning is this one's end."""

    def finish_field(self) -> None:
        # The stems are made from the words of the twin, as in every segment.
        if self._field in TWINS:
            return
        starts, ids = np.append(np.array(self._starts), len(self._ids)), np.array(self._ids)
        counted = self._positions_of is not None
        self._gathered.fields[self._field] = Inverted(
            self._terms,
            starts,
            ids,
            np.array(self._frequencies) if counted else None,
            np.array(self._positions) if counted else None,
        )

    def close(self) -> None:
        self.is_closed = True
        if self._gathered.rows and not self._gathered.fields:
            return  # What was added is given up.
        write_batch(_batch(self._gathered), self._folder / f"{self._name}{ENDING}", whole=True)


def _batch(gathered: Gathered) -> Batch:
    count = len(gathered.rows)
    columns = {}
    numbers = {}
    for name, values in gathered.values.items():
        if not any(values.values()):
            continue  # A merge of Whoosh's adds empty values, also where nobody has any.
        if all(isinstance(value, bytes) for value in values.values()):
            columns[name] = _column(
                [values.get(number, b"") for number in range(count)], gathered.fields[name]
            )
        else:
            numbers[name] = np.array([values[number] - SORTABLE for number in range(count)], np.int32)
    lengths = {
        name: np.array([found.get(number, 0) for number in range(count)], np.int64)
        for name, found in gathered.lengths.items()
    }
    return Batch(count, RowPacker().pack(gathered.rows), gathered.fields, columns, numbers, lengths)


def _column(values: list[bytes], inverted: Inverted) -> Column:
    """Values taken apart; a field whose values are not its terms keeps those folded."""
    each = [value.split(_BREAK) if value else [] for value in values]
    spellings = {value for split in each for value in split}
    known = set(inverted.terms)
    folded = {
        value: value if value in known else keyword_term(value.decode()).encode() for value in spellings
    }
    ordered = sorted(spellings, key=lambda value: (folded[value], value))
    place = {value: number for number, value in enumerate(ordered)}
    return Column(
        ordered,
        [folded[value] for value in ordered],
        np.array([place[value] for split in each for value in split], np.uint32),
        np.array([len(split) for split in each], np.int64),
    )


_BREAK = VALUE_BREAK.encode()
