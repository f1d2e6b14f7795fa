"""A batch is written as a segment: a whole one, or without stems, which come when it is merged."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter, written
from indexer.codec.batch import Batch, Inverted
from indexer.codec.grouping import starts_of
from indexer.codec.lengths import length_bytes
from indexer.codec.merging import TWINS, newest
from indexer.codec.segment import TOTAL
from indexer.codec.sinks import FieldShape, FieldSink, put_column
from indexer.codec.stemming import put_stems


def write_batch(batch: Batch, path: Path, whole: bool = False) -> None:
    """Write the batch as a segment of its own, to be merged; or whole, as its merge would write it."""
    with written(path) as file:
        _put_rows(file, batch)
        _put_keywords_and_numbers(file, batch, packing=whole)
        for name, exact in TWINS.items():
            if exact not in batch.fields:
                continue
            lengths = length_bytes(batch.lengths[name])
            file.put(f"length:{name}", lengths)
            _put_field(file, exact, batch.fields[exact], lengths)
            if whole:
                put_stems(file, name, exact, lengths)
            file.facts[f"{TOTAL}{name}"] = int(batch.lengths[name].sum())


def _put_rows(file: ArrayFileWriter, batch: Batch) -> None:
    rows = batch.rows
    file.put("rows", rows.blob)
    file.put_numbers("row_offsets", rows.offsets)
    file.put("row_dictionary", np.zeros(batch.doc_count, np.uint8))
    file.put("dictionaries", rows.dictionary)
    file.put("dictionary_offsets", np.array([0, len(rows.dictionary)], np.uint32))


def _put_keywords_and_numbers(file: ArrayFileWriter, batch: Batch, packing: bool) -> None:
    for name in sorted(batch.fields.keys() - TWINS.values()):
        field = batch.fields[name]
        _put_field(file, name, field, packing=packing)
        if name in batch.columns:
            put_column(file, name, batch.columns[name], field.terms)
    for name in sorted(batch.numbers):
        file.put(f"number:{name}", batch.numbers[name])
    ids = batch.columns.get("id")
    file.put("newest", newest(batch.numbers.get("date"), ids.spelled if ids else None))
    file.facts |= {"doc_count": batch.doc_count, "twins": TWINS}


def _put_field(
    file: ArrayFileWriter, name: str, field: Inverted, lengths: Array | None = None, packing: bool = False
) -> None:
    position_counts, shape = None, FieldShape(len(field.ids), lengths is not None)
    if field.positions is not None and field.frequencies is not None:
        wide = bool(field.positions.max(initial=0) >= 2**16)
        shape = replace(shape, positions=len(field.positions), wide=wide)
        position_counts = np.diff(starts_of(field.frequencies)[field.starts])
    sink = FieldSink(file, name, shape, packing)
    sink.append_terms(field.terms, np.diff(field.starts), position_counts)
    sink.append(field.ids, field.frequencies, None if lengths is None else lengths[field.ids])
    if field.positions is not None:
        sink.append_positions(field.positions)
    sink.close()
