"""A batch is written as a segment, without stems: those come when it is merged."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from whoosh.util.numeric import byte_to_length

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.batch import Batch, Inverted
from indexer.codec.grouping import starts_of
from indexer.codec.merging import TWINS, newest
from indexer.codec.segment import TOTAL
from indexer.codec.sinks import FieldShape, FieldSink, put_column


def write_batch(batch: Batch, path: Path) -> None:
    """Write the batch as a segment of its own, to be merged."""
    file = ArrayFileWriter(path)
    try:
        _put(file, batch)
        file.close()
    except BaseException:
        file.discard()
        raise


def length_bytes(lengths: Array) -> Array:
    """Numbers of words as Whoosh keeps them: one byte, exact up to 10, then coarser; uint8."""
    return np.minimum(np.searchsorted(_LENGTHS, lengths), 255).astype(np.uint8)


def _put(file: ArrayFileWriter, batch: Batch) -> None:
    rows = batch.rows
    file.put("rows", rows.blob)
    file.put_numbers("row_offsets", rows.offsets)
    file.put("row_dictionary", np.zeros(batch.doc_count, np.uint8))
    file.put("dictionaries", rows.dictionary)
    file.put("dictionary_offsets", np.array([0, len(rows.dictionary)], np.uint32))
    lengths = {name: length_bytes(each) for name, each in batch.lengths.items()}
    for name, each in lengths.items():
        file.put(f"length:{name}", each)
    for name, field in batch.fields.items():
        _put_field(file, name, field, lengths.get(_STEMMED.get(name, name)))
    for name, numbers in batch.numbers.items():
        file.put(f"number:{name}", numbers)
    for name, column in batch.columns.items():
        put_column(file, name, column, batch.fields[name].terms)
    ids = batch.columns.get("id")
    file.put("newest", newest(batch.numbers.get("date"), ids.spelled if ids else None))
    totals = {f"{TOTAL}{name}": int(each.sum()) for name, each in batch.lengths.items()}
    file.facts |= {"doc_count": batch.doc_count, "twins": TWINS} | totals


def _put_field(file: ArrayFileWriter, name: str, field: Inverted, lengths: Array | None) -> None:
    position_counts, shape = None, FieldShape(len(field.ids), lengths is not None)
    if field.positions is not None and field.frequencies is not None:
        wide = bool(field.positions.max(initial=0) >= 2**16)
        shape = replace(shape, positions=len(field.positions), wide=wide)
        position_counts = np.diff(starts_of(field.frequencies)[field.starts])
    sink = FieldSink(file, name, shape, packing=False)
    sink.append_terms(field.terms, np.diff(field.starts), position_counts)
    sink.append(field.ids, field.frequencies, None if lengths is None else lengths[field.ids])
    if field.positions is not None:
        sink.append_positions(field.positions)
    sink.close()


_STEMMED = {exact: stemmed for stemmed, exact in TWINS.items()}
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])
