"""Documents become a batch: the words of many texts inverted at once, with numpy.

The same words, positions and terms as Whoosh gets from the analysers of `indexer.schema`, which look at a
text word by word. A text is cut at white space, which no word holds; each distinct piece is analysed once,
and from there on there are only numbers.
"""

from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import numpy as np

from indexer.analysis import SPEECH_BREAK, words
from indexer.codec.arrays import Array
from indexer.codec.batch import Batch, Column, Inverted
from indexer.codec.grouping import grouped, ranges, starts_of
from indexer.codec.rows import dictionary_of, pack
from indexer.fields import FIELDS, TEXT_FIELDS, Kind
from indexer.schema import SPEECH_GAP, VALUE_BREAK, exact_name, keyword_term, whoosh_schema

BATCH_DOCUMENTS = 2_000
BATCH_BYTES = 8 * 1024 * 1024
"""A batch is full at this many documents, or this many bytes of stored rows."""

_PIECES_KEPT = 120_000
"""With so many distinct pieces known, a batch begins anew: there is no end to numbers and names."""


class Inverter:
    """Takes documents as `indexer.documents.document` makes them, and gives a batch of them."""

    def __init__(self) -> None:
        self._pieces = _Pieces()
        self._begin()

    @property
    def is_full(self) -> bool:
        return len(self._rows) >= BATCH_DOCUMENTS or self._bytes >= BATCH_BYTES

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, document: dict[str, Any]) -> None:
        for name, text in self._texts.items():
            text.add(document.get(name, ""))
        for name, keywords in self._keywords.items():
            keywords.add(document.get(name, ""))
        for name, numbers in self._numbers.items():
            numbers.append(document[name])
        self._rows.append(document["stored"])
        self._bytes += len(document["stored"])

    def batch(self) -> Batch:
        """What was added, inverted; the inverter is empty again."""
        inverted = {name: text.inverted() for name, text in self._texts.items()}
        fields = {exact_name(name): field for name, (field, _) in inverted.items()}
        columns = {}
        for name, keywords in self._keywords.items():
            columns[name], fields[name] = keywords.inverted()
        for name, values in self._numbers.items():
            fields[name] = _inverted_numbers(name, values)
        batch = Batch(
            len(self._rows),
            pack(self._rows, dictionary_of(self._rows)),
            {name: field for name, field in fields.items() if field.terms},
            {name: column for name, column in columns.items() if name in _COLUMNS and column.spellings},
            {name: np.array(values, np.int32) for name, values in self._numbers.items()},
            {name: lengths for name, (_, lengths) in inverted.items()},
        )
        self._begin()
        return batch

    def _begin(self) -> None:
        if len(self._pieces) > _PIECES_KEPT:
            self._pieces = _Pieces()
        self._texts = {field.name: _Texts(self._pieces) for field in TEXT_FIELDS}
        self._keywords = {name: _Keywords(fold) for name, fold in _FOLDS.items()}
        self._numbers: dict[str, list[int]] = {name: [] for name in _NUMBERS}
        self._rows: list[bytes] = []
        self._bytes = 0


class _Pieces(dict[str, int]):
    """Numbers of the pieces between white space, and the words in each."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}
        self.inside = array("I")
        """The words of each piece, as numbers, one piece after another."""
        self.ends = array("I", [0])

    def __missing__(self, piece: str) -> int:
        for word in words(piece):
            self.inside.append(self.words.setdefault(word.text, len(self.words)))
        self.ends.append(len(self.inside))
        number = self[piece] = len(self)
        return number


class _Texts:
    """One text field of a batch."""

    def __init__(self, pieces: _Pieces) -> None:
        self._pieces = pieces
        self._found = array("I")
        """The pieces of all texts."""
        self._speech_ends = array("I", [0])
        self._speeches = array("I")
        """How many speeches each document has here."""

    def add(self, text: str) -> None:
        speeches = text.split(SPEECH_BREAK) if text else ()
        for speech in speeches:
            self._found.extend(map(self._pieces.__getitem__, speech.split()))
            self._speech_ends.append(len(self._found))
        self._speeches.append(len(speeches))

    def inverted(self) -> tuple[Inverted, Array]:
        """The field by its words, and how many each document has."""
        found, speech_ends = np.array(self._found), np.array(self._speech_ends, np.int64)
        piece_ends, inside = np.array(self._pieces.ends, np.int64), np.array(self._pieces.inside)
        counts = np.diff(piece_ends)[found]
        word_ends = starts_of(counts)
        words = inside[ranges(piece_ends[found], counts)]
        in_speech = np.diff(word_ends[speech_ends])
        owner, gap = self._speech_owners()
        lengths = np.bincount(owner, in_speech, len(self._speeches)).astype(np.int64)
        first = np.repeat(np.cumsum(lengths) - lengths, lengths)
        positions = np.arange(len(words)) - first + np.repeat(gap, in_speech)
        terms, ranks = self._ranked(words)
        order = np.argsort(ranks, kind="stable")
        starts, firsts, ids = grouped(ranks[order], np.repeat(owner, in_speech)[order])
        frequencies = np.diff(firsts).astype(np.uint32)
        return Inverted(terms, starts, ids, frequencies, positions[order].astype(np.uint32)), lengths

    def _speech_owners(self) -> tuple[Array, Array]:
        """The document of each speech, and the gaps before it."""
        speeches = np.array(self._speeches, np.int64)
        owner = np.repeat(np.arange(len(speeches)), speeches)
        place = np.arange(len(owner)) - np.repeat(np.cumsum(speeches) - speeches, speeches)
        return owner, place * SPEECH_GAP

    def _ranked(self, words: Array) -> tuple[list[bytes], Array]:
        """The sorted terms, and the words as numbers of them."""
        vocabulary = list(self._pieces.words)
        used = np.flatnonzero(np.bincount(words, minlength=len(vocabulary)))
        ordered = sorted(used.tolist(), key=vocabulary.__getitem__)
        ranks = np.zeros(len(vocabulary), np.uint16 if len(ordered) < 2**16 else np.uint32)
        ranks[ordered] = np.arange(len(ordered))
        return [vocabulary[number].encode() for number in ordered], ranks[words]


class _Keywords:
    """One keyword field of a batch."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._spellings: dict[str, int] = {}
        self._found = array("I")
        self._counts = array("I")

    def add(self, values: str) -> None:
        """Add a document's values, as they stand in one text."""
        each = values.split(VALUE_BREAK) if values else ()
        known = self._spellings
        self._found.extend([known.setdefault(value, len(known)) for value in each])
        self._counts.append(len(each))

    def inverted(self) -> tuple[Column, Inverted]:
        found, counts = np.array(self._found, np.uint32), np.array(self._counts, np.int64)
        pairs = sorted((self._fold(each).encode(), each.encode(), n) for each, n in self._spellings.items())
        terms = sorted({term for term, _, _ in pairs})
        place = {term: number for number, term in enumerate(terms)}
        ranks, values = np.zeros(len(pairs), np.uint32), np.zeros(len(pairs), np.uint32)
        for rank, (term, _, number) in enumerate(pairs):
            ranks[number], values[number] = rank, place[term]
        column = Column([each[1] for each in pairs], [each[0] for each in pairs], ranks[found], counts)
        owners = np.repeat(np.arange(len(counts)), counts)
        return column, _by_term(terms, values[found], owners)


def _by_term(terms: list[bytes], values: Array, owners: Array) -> Inverted:
    """Postings of pairs of a term and a document, given in the documents' order."""
    order = np.argsort(values, kind="stable")
    starts, _, ids = grouped(values[order], owners[order])
    return Inverted(terms, starts, ids)


def _inverted_numbers(name: str, values: Iterable[int]) -> Inverted:
    """A number stands under several terms, finer and coarser, as Whoosh's ranges need them."""
    array_ = np.array(values, np.int64)
    distinct, which = np.unique(array_, return_inverse=True)
    field = _SCHEMA[name]
    under = [[term for term, *_ in field.index(int(value))] for value in distinct]
    terms = sorted({term for each in under for term in each})
    place = {term: number for number, term in enumerate(terms)}
    table = np.array([[place[term] for term in each] for each in under], np.uint32).reshape(len(under), -1)
    found = table[which]
    return _by_term(terms, found.ravel(), np.repeat(np.arange(len(array_)), found.shape[1]))


_SCHEMA = whoosh_schema()
_FOLDED = lru_cache(maxsize=100_000)(keyword_term)
_FOLDS: dict[str, Callable[[str], str]] = {
    **{field.name: _FOLDED for field in FIELDS if field.kind is Kind.KEYWORD},
    "id": str,
    "key": keyword_term,
    "source": str,
}
_COLUMNS = frozenset(name for name, field in _SCHEMA.items() if field.column_type)
_NUMBERS = tuple(field.name for field in FIELDS if field.kind is Kind.DATE)
