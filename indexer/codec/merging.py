"""Several segments, without their deleted documents, become one: arrays are put side by side, term by term.

A batch is written as a small segment first and merged like any other, so there is one way in which a
segment comes about, and memory is bounded by a chunk of postings rather than by the index.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter, written
from indexer.codec.merging_columns import MergedColumn
from indexer.codec.merging_fields import put_merged_field
from indexer.codec.merging_rows import put_merged_rows
from indexer.codec.parts import Part
from indexer.codec.segment import TOTAL, Segment
from indexer.codec.stemming import put_stems
from indexer.fields import TEXT_FIELDS
from indexer.schema import exact_name

TWINS = {field.name: exact_name(field.name) for field in TEXT_FIELDS}
"""Each stemmed field with the one that holds its words unstemmed."""
PARTS = ("rows", "keywords", *TWINS)
"""What can be merged by itself, in the order in which it lies: stored rows, all but texts, each text."""
_TAKES = {"answer": 7, "keywords": 6, "question": 3}
"""How long parts take beside each other; all others 1."""
LONGEST_FIRST = sorted(PARTS, key=lambda part: -_TAKES.get(part, 1))
"""How processes that share them are to take them, so that none begins a long one when the others are done."""


def merge(segments: Sequence[Segment], path: Path) -> None:
    """Write one segment with all living documents of these, in their order."""
    with written(path) as file:
        merge_ = _Merge(file, segments)
        for part in PARTS:
            merge_.put(part)


def merge_part(segments: Sequence[Segment], part: str, path: Path) -> None:
    """Write one part of a merged segment, to be joined with the others."""
    with written(path) as file:
        _Merge(file, segments).put(part)


def join(paths: Sequence[Path], path: Path) -> None:
    """Make a segment of its parts, given in their order: the same file as `merge` writes. The parts go."""
    with written(path) as file:
        for part in paths:
            file.take(part)
            part.unlink()


class _Merge:
    """Segments on their way into one file."""

    def __init__(self, file: ArrayFileWriter, segments: Sequence[Segment]) -> None:
        self._file = file
        self._parts: list[Part] = []
        self._doc_count = 0
        for segment in segments:
            self._parts.append(Part.of(segment, self._doc_count))
            self._doc_count += segment.doc_count - len(segment.deleted)

    def put(self, part: str) -> None:
        """Write one of `PARTS`."""
        if part == "rows":
            put_merged_rows(self._file, self._parts)
            self._forget()
        elif part == "keywords":
            self._put_keywords_and_numbers()
        elif TWINS[part] in self._names(lambda segment: segment.field_names):
            self._file.facts[f"{TOTAL}{part}"] = self._put_text(TWINS[part], part)

    def _put_keywords_and_numbers(self) -> None:
        columns = self._names(lambda segment: segment.column_names)
        ids = None
        for name in self._names(lambda segment: segment.field_names):
            if name not in TWINS and name not in _STEMMED:
                spelled = self._put_keyword(name, name in columns)
                ids = spelled if name == "id" else ids
        numbers = {name: self._put_number(name) for name in self._names(lambda segment: segment.number_names)}
        self._file.put("newest", newest(numbers.get("date"), ids))
        self._file.facts |= {"doc_count": self._doc_count, "twins": TWINS}

    def _names(self, of: Callable[[Segment], Iterable[str]]) -> list[str]:
        return sorted({name for part in self._parts for name in of(part.segment)})

    def _put_keyword(self, name: str, with_column: bool) -> Array | None:
        """Write a field of keywords or numbers, and its column if it has one; give the spellings in it."""
        column = MergedColumn(name, self._parts) if with_column else None
        put_merged_field(self._file, name, self._parts, column=column)
        spelled = column.put(self._file) if column else None
        self._forget()
        return spelled

    def _forget(self) -> None:
        """Let go of all that was opened: twenty fields of a thousand segments would fill the memory."""
        for part in self._parts:
            part.segment.forget()

    def _put_text(self, exact: str, stemmed: str) -> int:
        """Write the words, their stems and the lengths; give the number of words in all documents."""
        lengths = self._by_document(np.uint8, lambda segment: segment.lengths(stemmed))
        self._file.put(f"length:{stemmed}", lengths)
        shape = put_merged_field(self._file, exact, self._parts, lengths)
        self._forget()
        if shape.postings:
            put_stems(self._file, stemmed, exact, lengths)
        return shape.positions or 0

    def _put_number(self, name: str) -> Array:
        numbers = self._by_document(np.int32, lambda segment: segment.numbers(name))
        self._file.put(f"number:{name}", numbers)
        return numbers

    def _by_document(self, kind: type[np.generic], of: Callable[[Segment], Array | None]) -> Array:
        pieces = []
        for part in self._parts:
            values = of(part.segment)
            values = np.zeros(part.segment.doc_count, kind) if values is None else values
            pieces.append(values if part.living is None else values[part.living])
        return np.concatenate(pieces) if pieces else np.empty(0, kind)


def newest(dates: Array | None, ids: Array | None) -> Array:
    """The documents, newest first, equal days by id; ids are numbers in the order of the ids themselves.

    Every document has a date and an id.
    """
    if dates is None or ids is None:
        return np.empty(0, np.uint32)
    return np.lexsort((ids, -dates)).astype(np.uint32)


_STEMMED = {exact: stemmed for stemmed, exact in TWINS.items()}
