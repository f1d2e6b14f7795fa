"""The parts of a segment's file, written: fields, columns, rows. `indexer.codec.segment` has the format."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.batch import Column
from indexer.codec.grouping import starts_of
from indexer.codec.postings import MOST
from indexer.codec.terms import BLOCK, packed

PACKED_FROM = 10_000
"""A keyword field with so many terms has them packed: they are ids, which are looked up, not listed."""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """What is known of a field before its postings are written."""

    terms: Sequence[bytes]
    starts: Array
    """int64, one more than there are terms: where the postings of each begin."""
    coded: bool = False
    """Whether its postings have codes."""
    position_starts: Array | None = None
    """int64, one more than there are terms; None where no positions are kept."""
    wide: bool = False
    """Whether positions need more than 16 bits."""


class FieldSink:
    """Writes the postings of a field, which come in the order of its terms, in pieces."""

    def __init__(self, file: ArrayFileWriter, name: str, plan: FieldPlan) -> None:
        self._file = file
        self._name = name
        self._plan = plan
        count = int(plan.starts[-1])
        self._ids = file.reserve(f"{name}:ids", np.uint16, count)
        self._codes = file.reserve(f"{name}:codes", np.uint16, count) if plan.coded else None
        self._positions = None
        if plan.position_starts is not None:
            kind = np.uint32 if plan.wide else np.uint16
            self._positions = file.reserve(f"{name}:positions", kind, int(plan.position_starts[-1]))
        self._done = 0
        self._high = 0
        self._turns: list[Array] = []
        self._highs: list[Array] = []
        self._long: list[Array] = []
        self._long_frequencies: list[Array] = []

    def append(self, ids: Array, frequencies: Array | None = None, lengths: Array | None = None) -> None:
        """Postings: documents (uint32) and, in fields with codes, frequencies (uint32) and length bytes."""
        self._ids.append(ids.astype(np.uint16))
        self._note_turns(ids >> np.uint32(16))
        if self._codes and frequencies is not None and lengths is not None:
            self._codes.append((np.minimum(frequencies, MOST).astype(np.uint16) << 8) | lengths)
            long = np.flatnonzero(frequencies >= MOST)
            self._long.append(long + self._done)
            self._long_frequencies.append(frequencies[long])
        self._done += len(ids)

    def append_positions(self, positions: Array) -> None:
        if self._positions:
            self._positions.append(positions)

    def close(self) -> None:
        file, name, plan = self._file, self._name, self._plan
        if plan.coded or plan.position_starts is not None or len(plan.terms) < PACKED_FROM:
            put_terms(file, f"{name}:terms", f"{name}:term_offsets", plan.terms)
        else:
            put_terms(file, f"{name}:terms", f"{name}:term_offsets", plan.terms[::BLOCK])
            put_terms(file, f"{name}:term_blocks", f"{name}:block_offsets", list(packed(plan.terms)))
        file.put(f"{name}:starts", plan.starts.astype(np.uint32))
        file.put(f"{name}:turns", _joined(self._turns, np.uint32))
        file.put(f"{name}:highs", _joined(self._highs, np.uint16))
        if plan.position_starts is not None:
            file.put(f"{name}:position_starts", plan.position_starts.astype(np.uint32))
        long = _joined(self._long, np.uint32)
        if len(long):
            file.put(f"{name}:long", long)
            file.put(f"{name}:long_frequencies", _joined(self._long_frequencies, np.uint32))

    def _note_turns(self, highs: Array) -> None:
        turns = np.flatnonzero(np.append(self._high, highs[:-1]) != highs) if len(highs) else np.empty(0, int)
        if len(turns) and not self._turns and turns[0] + self._done > 0:
            # Before the first turn the high bits are 0; said once, so that a reader need not ask.
            self._turns.append(np.zeros(1, np.uint32))
            self._highs.append(np.zeros(1, np.uint16))
        if len(turns):
            self._turns.append(turns + self._done)
            self._highs.append(highs[turns])
            self._high = int(highs[-1])


def put_terms(file: ArrayFileWriter, name: str, offsets_name: str, terms: Sequence[bytes]) -> None:
    """Sorted terms, as one blob."""
    sizes = np.fromiter(map(len, terms), np.int64, len(terms))
    file.put(name, b"".join(terms))
    file.put(offsets_name, starts_of(sizes).astype(np.uint32))


def put_column(file: ArrayFileWriter, name: str, column: Column, terms: Sequence[bytes]) -> None:
    """The values of a keyword field, whose terms these are."""
    at = f"column:{name}:"
    if list(column.spellings) != list(terms):
        place = {term: number for number, term in enumerate(terms)}
        file.put(f"{at}value_of", np.array([place[term] for term in column.terms], np.uint32))
        put_terms(file, f"{at}spellings", f"{at}spelling_offsets", column.spellings)
    file.put_numbers(f"{at}ordinals", column.spelled)
    if not (column.counts == 1).all():
        file.put_numbers(f"{at}sizes", column.counts)
    counts = np.bincount(column.spelled, minlength=len(column.spellings))
    file.put(f"{at}counts", counts.astype(np.uint32))


def _joined(pieces: Sequence[Array], kind: DTypeLike) -> Array:
    return np.concatenate(pieces).astype(kind) if pieces else np.empty(0, kind)
