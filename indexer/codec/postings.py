"""The terms of one field with the documents that they stand in.

**Documents** are kept in two halves (`indexer.codec.halves`).

**Codes** are ``frequency << 8 | length``: how often the term stands in that field of that document (255 for
255 and more, the true frequencies of which are in ``long_frequencies``), and how long the field is, as
Whoosh's byte. A score is a function of the code alone, so it is looked up, not worked out.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.codec.arrays import Array, ArrayFile
from indexer.codec.grouping import starts_of
from indexer.codec.halves import Halves
from indexer.codec.terms import Terms

MOST = 255
"""The greatest frequency that a code holds."""


class Postings(NamedTuple):
    """The postings of a term, or of terms one after another."""

    ids: Array
    """int64: document numbers, ascending within a term. What takes and puts by them need not convert them."""
    codes: Array | None
    """uint16, see above; None in keyword and numeric fields, where every frequency is 1."""


class Positions(NamedTuple):
    """Where a term stands in each of its documents."""

    starts: Array
    """int64, one more than there are postings: the positions of posting i are
    ``positions[starts[i]:starts[i + 1]]``."""
    positions: Array
    """uint16 or uint32, ascending within a posting. A field and its twin number their words alike."""


class Layout(NamedTuple):
    """The arrays of a field, for loops that go over them by themselves; see above for what they hold."""

    lows: Array
    highs: Array
    turns: Array
    codes: Array | None
    positions: Array | None


class IndexedField:
    """One field of one segment."""

    def __init__(self, file: ArrayFile, name: str, twin: "IndexedField | None" = None) -> None:
        self.name = name
        self.twin = twin
        """Of a stemmed field that has no positions of its own, the unstemmed one that has."""
        self.starts = file[f"{name}:starts"]
        """uint32: where each term's postings begin among all of the field, and the end."""
        self.terms = Terms.of(file, name, len(self.starts) - 1)
        self.documents = Halves(file[f"{name}:ids"], file[f"{name}:highs"], file[f"{name}:turns"])
        self._codes = file.get(f"{name}:codes")
        self._long = file.get(f"{name}:long")
        self._long_frequencies = file.get(f"{name}:long_frequencies")
        self._positions = file.get(f"{name}:positions")
        self.position_starts = file.get(f"{name}:position_starts")
        self._words = file.get(f"{name}:words")
        self._word_starts = file.get(f"{name}:word_starts")

    @property
    def wide(self) -> bool:
        """Whether positions need more than 16 bits."""
        return self._positions is not None and self._positions.dtype.itemsize > 2

    @property
    def has_positions(self) -> bool:
        return self._positions is not None or self.twin is not None

    @property
    def layout(self) -> Layout:
        return Layout(*self.documents, self._codes, self._positions)

    def doc_frequency(self, number: int) -> int:
        """How many documents a term stands in, deleted ones included."""
        field, number = self._holder(number)
        first, last = field.starts[number : number + 2].tolist()
        return int(last) - int(first)

    def postings(self, number: int) -> Postings:
        """The postings of the term of this number."""
        field, number = self._holder(number)
        return field.run(number, number + 1)

    def term(self, number: int) -> "TermPostings":
        """The postings of a term of a text field, to be read as far as they are needed."""
        field, number = self._holder(number)
        return TermPostings(field, *field.starts[number : number + 2].tolist())

    def run(self, first: int, last: int) -> Postings:
        """The postings of the terms from one number up to another, one term after the other.

        Only of fields without a twin, such as the unstemmed ones that prefixes are looked for in.
        """
        start, end = int(self.starts[first]), int(self.starts[last])
        return Postings(
            self.documents.between(start, end), None if self._codes is None else self._codes[start:end]
        )

    def gathered(self, places: Array) -> tuple[Array, Array]:
        """The documents and the frequencies of postings by their places among all of the field."""
        ids = self.documents.at(places)
        if self._codes is None:
            return ids, np.ones(len(ids), np.uint32)
        return ids, self._true(self._codes[places], places)

    def whole(self, first: int, last: int) -> tuple[Array, Array, Array]:
        """All of the terms from one number up to another: documents, frequencies and positions."""
        start, end = int(self.starts[first]), int(self.starts[last])
        ids = self.documents.between(start, end, np.uint32)
        if self._codes is None:
            frequencies = np.ones(end - start, np.uint32)
        else:
            frequencies = self._true(self._codes[start:end], np.arange(start, end))
        if self._positions is None or self.position_starts is None:
            return ids, frequencies, _NONE
        positions: Array = self._positions[self.position_starts[first] : self.position_starts[last]]
        return ids, frequencies, positions

    def run_starts(self, first: int, last: int) -> Array:
        """Where each term's postings begin within `run`, and the end; one more than there are terms."""
        starts: Array = self.starts[first : last + 1].astype(np.int64)
        starts -= int(starts[0])
        return starts

    def frequencies(self, number: int) -> Array:
        """How often a term stands in each of its documents."""
        field, number = self._holder(number)
        return field._frequencies(number)

    def positions(self, number: int) -> Positions:
        """Where a term stands in each of its documents, in the order of its postings."""
        if self.twin is None:
            return self._own_positions(number)
        words = self.words(number)
        if len(words) == 1:
            return self.twin._own_positions(int(words[0]))
        return _merged(self.twin, words)

    def positions_at(self, number: int, rows: Array) -> tuple[Array, Array]:
        """Where a term of an unstemmed field stands in some of its postings, whose places are ascending.

        Gives all of them, one posting after another, and for each the place of its posting among the rows.
        """
        if self._positions is None or self.position_starts is None or not len(rows):
            return _NONE, _NONE
        frequencies = self._frequencies(number)
        counts = frequencies.take(rows)
        if len(rows) * _APART > len(frequencies):
            starts = frequencies.cumsum(dtype=np.int64).take(rows) - counts
        else:
            # Of what is between two rows at once, which is far less than all of it.
            edges = rows if not rows[0] else np.append(0, rows)
            starts = np.add.reduceat(frequencies, edges, dtype=np.int64).cumsum()
            starts = np.append(0, starts[:-1])[-len(rows) :]
        starts += int(self.position_starts[number])
        ends = counts.cumsum(dtype=np.int64)
        owners = np.arange(len(rows))
        if int(ends[-1]) > len(rows):
            owners = np.repeat(owners, counts)
            starts -= ends
            starts += counts
            starts = starts.take(owners)
            starts += np.arange(len(owners))
        return self._positions.take(starts), owners

    def first_position(self, number: int) -> int:
        """Where the positions of a term of an unstemmed field begin among all of the field."""
        if self.position_starts is None:
            raise LookupError(f"{self.name} has no positions")
        return int(self.position_starts[number])

    def words(self, number: int) -> Array:
        """The numbers, in the twin, of the words under a stem."""
        if self._words is None or self._word_starts is None:
            raise LookupError(f"{self.name} has no twin")
        return self._words[int(self._word_starts[number]) : int(self._word_starts[number + 1])]

    def _own_positions(self, number: int) -> Positions:
        if self._positions is None or self.position_starts is None:
            raise LookupError(f"{self.name} has no positions")
        starts = starts_of(self.frequencies(number))
        first = int(self.position_starts[number])
        return Positions(starts, self._positions[first : first + int(starts[-1])])

    def _frequencies(self, number: int) -> Array:
        start, end = self.starts[number : number + 2].tolist()
        if self._codes is None:
            return np.ones(end - start, np.uint32)
        codes = self._codes[start:end]
        if self._long is None or not len(self._long):
            frequencies: Array = codes >> 8
            return frequencies
        return self._true(codes, np.arange(start, end))

    def _holder(self, number: int) -> "tuple[IndexedField, int]":
        """The field that has a term's postings, and its number there: a stem of one word has that word's."""
        if self.twin is not None:
            words = self.words(number)
            if len(words) == 1:
                return self.twin, int(words[0])
        return self, number

    def _true(self, codes: Array, places: Array) -> Array:
        frequencies = (codes >> 8).astype(np.uint32)
        if self._long is not None and self._long_frequencies is not None:
            escaped = np.flatnonzero(frequencies == MOST)
            frequencies[escaped] = self._long_frequencies[np.searchsorted(self._long, places[escaped])]
        return frequencies

    def _long_within(self, start: int, end: int) -> tuple[Array, Array]:
        if self._long is None or self._long_frequencies is None or not len(self._long):
            return _NONE, _NONE
        first, last = np.searchsorted(self._long, (start, end))
        return self._long[first:last].astype(np.int64) - start, self._long_frequencies[first:last]


class TermPostings:
    """One term's postings in a text field; what is not asked for is not read."""

    def __init__(self, field: IndexedField, start: int, end: int) -> None:
        """They stand from one place to another among all of the field."""
        self.field, self.start, self.end = field, start, end
        self.size = end - start

    @cached_property
    def ids(self) -> Array:
        """int64, as in `Postings`."""
        return self.field.documents.between(self.start, self.end)

    @cached_property
    def codes(self) -> Array:
        """uint16, as in `Postings`."""
        if self.field._codes is None:
            raise LookupError(f"{self.field.name} is no text field")
        return self.field._codes[self.start : self.end]

    def codes_of(self, ids: Array) -> Array:
        """Those of a few documents, in any order; 0 for one that is not among the term's.

        Of the term's own documents only those are read that the search passes by.
        """
        documents, found = self.field.documents, np.zeros(len(ids), np.uint16)
        lows, highs = (ids & 0xFFFF).astype(np.uint16), ids >> 16
        for high, since, until in documents.runs(self.start, self.end):
            own = np.flatnonzero(highs == high)
            wanted = lows.take(own)
            places = documents.lows[since:until].searchsorted(wanted)
            np.minimum(places, until - since - 1, out=places)
            holds = documents.lows[since:until].take(places) == wanted
            found[own.compress(holds)] = self.codes.take(places.compress(holds) + (since - self.start))
        return found

    @cached_property
    def long_frequencies(self) -> tuple[Array, Array]:
        """Which have a frequency of 255 or more (indexes), and the true frequencies."""
        return self.field._long_within(self.start, self.end)


def _merged(twin: IndexedField, words: Array) -> Positions:
    """The positions of several words as if they were one: by document, then ascending."""
    owners, places = [], []
    for word in words.tolist():
        starts, positions = twin.positions(word)
        owners.append(np.repeat(twin.postings(word).ids, np.diff(starts)))
        places.append(positions.astype(np.uint32))
    owner, place = np.concatenate(owners), np.concatenate(places)
    order = np.lexsort((place, owner))
    owner = owner[order]
    firsts = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
    return Positions(np.append(firsts, len(owner)), place[order])


_NONE = np.empty(0, np.int64)

_APART = 8
"""Where rows are this far apart on average, adding up what is between them is cheaper than every sum."""
