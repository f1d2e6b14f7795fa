"""Several segments, without their deleted documents, become one: arrays are put side by side, term by term.

A batch is written as a small segment first and merged like any other, so this is the only way in which a
segment comes about, and memory is bounded by a chunk of postings, not by the index.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.batch import Column
from indexer.codec.grouping import ranges, starts_of
from indexer.codec.merging_fields import Part, put_merged_field
from indexer.codec.segment import Segment
from indexer.codec.sinks import put_column, put_terms
from indexer.codec.stemming import put_stems
from indexer.fields import TEXT_FIELDS
from indexer.schema import exact_name


@dataclass(frozen=True, slots=True)
class Written:
    """What the table of contents is to know of a segment that was written."""

    doc_count: int
    total_lengths: dict[str, int]


def merge(segments: Sequence[Segment], path: Path) -> Written:
    """Write one segment with all living documents of these, in their order."""
    file = ArrayFileWriter(path)
    try:
        written = _Merge(segments, file).run()
        file.close()
    except BaseException:
        file.discard()
        raise
    return written


class _Merge:
    def __init__(self, segments: Sequence[Segment], file: ArrayFileWriter) -> None:
        self._file = file
        self._parts: list[Part] = []
        base = 0
        for segment in segments:
            self._parts.append(Part.of(segment, base))
            base += segment.doc_count - len(segment.deleted)
        self._doc_count = base
        self._total_lengths: dict[str, int] = {}

    def run(self) -> Written:
        self._put_rows()
        for name in self._names(lambda segment: segment.number_names):
            self._file.put(f"number:{name}", self._by_document(lambda s, name=name: s.numbers(name)))
        twins = {field.name: exact_name(field.name) for field in TEXT_FIELDS}
        terms: dict[str, list[bytes]] = {}
        for name in self._names(lambda segment: segment.field_names):
            if name not in twins:
                terms[name] = put_merged_field(self._file, name, self._parts)
        for stemmed, exact in twins.items():
            if terms.get(exact):
                self._put_stems(stemmed, exact)
        ids = None
        for name in self._names(lambda segment: segment.column_names):
            ...
        return Written(self._doc_count, self._total_lengths)
