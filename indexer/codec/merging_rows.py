"""Stored rows of several segments, copied as they are: compressed, each beside its dictionary."""

from collections.abc import Sequence

import numpy as np

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.grouping import starts_of
from indexer.codec.parts import Part

_COPIED = 8 * 1024 * 1024


def put_merged_rows(file: ArrayFileWriter, parts: Sequence[Part]) -> None:
    """Write the rows of the living documents."""
    sizes = [np.diff(part.segment.rows.offsets)[_living(part)] for part in parts]
    offsets = starts_of(np.concatenate(sizes)) if sizes else np.zeros(1, np.int64)
    reserved = file.reserve("rows", np.uint8, int(offsets[-1]))
    for part in parts:
        for start, end in _stretches(part):
            for at in range(start, end, _COPIED):
                reserved.append(part.segment.rows.blob[at : min(at + _COPIED, end)])
        part.segment.release()
    file.put_numbers("row_offsets", offsets)
    _put_dictionaries(file, parts)


def _living(part: Part) -> Array | slice:
    return slice(None) if part.living is None else part.living


def _stretches(part: Part) -> list[tuple[int, int]]:
    """From where to where living rows lie side by side, in bytes."""
    offsets = part.segment.rows.offsets
    if part.living is None:
        return [(int(offsets[0]), int(offsets[-1]))]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], part.living, [False])).astype(np.int8)))
    return [(int(offsets[first]), int(offsets[last])) for first, last in edges.reshape(-1, 2).tolist()]


def _put_dictionaries(file: ArrayFileWriter, parts: Sequence[Part]) -> None:
    """Only those that a living row needs, each once."""
    place: dict[bytes, int] = {}
    numbers = []
    for part in parts:
        rows = part.segment.rows
        of_rows = rows.dictionary_of[_living(part)]
        renumbered = np.zeros(rows.dictionary_count, np.uint32)
        for number in np.flatnonzero(np.bincount(of_rows)).tolist():
            renumbered[number] = place.setdefault(rows.dictionary(number), len(place))
        numbers.append(renumbered[of_rows])
    file.put_numbers("row_dictionary", np.concatenate(numbers) if numbers else np.empty(0, np.uint32))
    file.put("dictionaries", b"".join(place))
    sizes = np.array([len(dictionary) for dictionary in place], np.int64)
    file.put("dictionary_offsets", starts_of(sizes).astype(np.uint32))
