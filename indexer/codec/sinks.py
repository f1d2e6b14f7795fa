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
class FieldShape:
    """What is known of a field before its terms and postings come."""

    postings: int
    coded: bool = False
    """Whether its postings have codes."""
    positions: int | None = None
    """How many there are; None where none are kept."""
    wide: bool = False
    """Whether positions need more than 16 bits."""


class FieldSink:
    """Writes the terms and the postings of a field, both in the order of its terms, in pieces."""

    def __init__(self, file: ArrayFileWriter, name: str, shape: FieldShape, packing: bool = True) -> None:
        """Very many keywords are packed, unless they are soon merged."""
        self._file = file
        self._name = name
        self._shape = shape
        self._ids = file.reserve(f"{name}:ids", np.uint16, shape.postings)
        self._codes = file.reserve(f"{name}:codes", np.uint16, shape.postings) if shape.coded else None
        self._positions = None
        if shape.positions is not None:
            kind = np.uint32 if shape.wide else np.uint16
            self._positions = file.reserve(f"{name}:positions", kind, shape.positions)
        self._terms = _TermsSink(file, name, packing and not shape.coded)
        self._counts: list[Array] = []
        self._position_counts: list[Array] = []
        self._done = 0
        self._high = 0
        self._turns: list[Array] = []
        self._highs: list[Array] = []
        self._long: list[Array] = []
        self._long_frequencies: list[Array] = []

    def append_terms(
        self, terms: Sequence[bytes], counts: Array, position_counts: Array | None = None
    ) -> None:
        """Terms with how many postings and positions each has; which come before or after."""
        self._terms.append(terms)
        self._counts.append(counts.astype(np.uint32))
        if position_counts is not None:
            self._position_counts.append(position_counts.astype(np.uint32))

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
        file, name = self._file, self._name
        self._terms.close()
        _put_starts(file, f"{name}:starts", self._counts)
        _put_pieces(file, f"{name}:turns", np.uint32, self._turns)
        _put_pieces(file, f"{name}:highs", np.uint16, self._highs)
        if self._positions:
            _put_starts(file, f"{name}:position_starts", self._position_counts)
        if any(map(len, self._long)):
            _put_pieces(file, f"{name}:long", np.uint32, self._long)
            _put_pieces(file, f"{name}:long_frequencies", np.uint32, self._long_frequencies)

    def _note_turns(self, highs: Array) -> None:
        turns = np.flatnonzero(np.append(self._high, highs[:-1]) != highs) if len(highs) else np.empty(0, int)
        if len(turns) and not self._turns and turns[0] + self._done > 0:
            # Before the first turn the high bits are 0; said once, so that a reader need not ask.
            self._turns.append(np.zeros(1, np.uint32))
            self._highs.append(np.zeros(1, np.uint16))
        if len(turns):
            self._turns.append((turns + self._done).astype(np.uint32))
            self._highs.append(highs[turns].astype(np.uint16))
            self._high = int(highs[-1])


class TextsSink:
    """Writes byte strings that come in pieces, as one blob."""

    def __init__(self) -> None:
        self._blobs: list[bytes] = []
        self._sizes: list[Array] = []

    def append(self, texts: Sequence[bytes]) -> None:
        self._blobs.append(b"".join(texts))
        self._sizes.append(np.fromiter(map(len, texts), np.uint32, len(texts)))

    def put(self, file: ArrayFileWriter, name: str, offsets_name: str) -> None:
        _put_pieces(file, name, np.uint8, [np.frombuffer(blob, np.uint8) for blob in self._blobs])
        _put_starts(file, offsets_name, self._sizes)


class _TermsSink:
    """Writes the terms of a field, packed by the block once there are very many."""

    def __init__(self, file: ArrayFileWriter, name: str, packing: bool) -> None:
        self._file = file
        self._name = name
        self._most = PACKED_FROM if packing else None
        self._waiting: list[bytes] = []
        self._heads = TextsSink()
        self._blocks: TextsSink | None = None

    def append(self, terms: Sequence[bytes]) -> None:
        if self._most is None:
            self._heads.append(terms)
            return
        self._waiting += terms
        if self._blocks or len(self._waiting) >= self._most:
            self._pack(len(self._waiting) // BLOCK * BLOCK)

    def close(self) -> None:
        if self._blocks:
            self._pack(len(self._waiting))
        else:
            self._heads.append(self._waiting)
        self._heads.put(self._file, f"{self._name}:terms", f"{self._name}:term_offsets")
        if self._blocks:
            self._blocks.put(self._file, f"{self._name}:term_blocks", f"{self._name}:block_offsets")

    def _pack(self, count: int) -> None:
        whole, self._waiting = self._waiting[:count], self._waiting[count:]
        self._heads.append(whole[::BLOCK])
        self._blocks = self._blocks or TextsSink()
        self._blocks.append(list(packed(whole)))


def put_column(file: ArrayFileWriter, name: str, column: Column, terms: Sequence[bytes]) -> None:
    """The values of a keyword field, whose terms these are."""
    if list(column.spellings) != list(terms):
        place = {term: number for number, term in enumerate(terms)}
        spellings = TextsSink()
        spellings.append(column.spellings)
        put_spellings(file, name, np.array([place[term] for term in column.terms], np.uint32), spellings)
    put_ordinals(file, name, column.spelled, column.counts, len(column.spellings))


def put_spellings(file: ArrayFileWriter, name: str, value_of: Array, spellings: TextsSink) -> None:
    """How the values of a keyword field are written, where that is not as its terms are."""
    at = f"column:{name}:"
    file.put(f"{at}value_of", value_of)
    spellings.put(file, f"{at}spellings", f"{at}spelling_offsets")


def put_ordinals(file: ArrayFileWriter, name: str, spelled: Array, sizes: Array, spellings: int) -> None:
    """Which of so many spellings each document has, and how many of them."""
    at = f"column:{name}:"
    file.put_numbers(f"{at}ordinals", spelled)
    if not (sizes == 1).all():
        file.put_numbers(f"{at}sizes", sizes)
    counts = np.bincount(spelled, minlength=spellings)
    file.put(f"{at}counts", counts.astype(np.uint32))


def _put_starts(file: ArrayFileWriter, name: str, counts: Sequence[Array]) -> None:
    """Where each of so many begins, and the end of the last; a piece at a time, for there may be millions."""
    reserved = file.reserve(name, np.uint32, sum(map(len, counts)) + 1)
    reserved.append(np.zeros(1, np.uint32))
    end = 0
    for piece in counts:
        starts = starts_of(piece)[1:] + end
        reserved.append(starts.astype(np.uint32))
        end = int(starts[-1]) if len(starts) else end


def _put_pieces(file: ArrayFileWriter, name: str, kind: DTypeLike, pieces: Sequence[Array]) -> None:
    """One array of all pieces: joined they would be there twice."""
    reserved = file.reserve(name, kind, sum(map(len, pieces)))
    for piece in pieces:
        reserved.append(piece)
