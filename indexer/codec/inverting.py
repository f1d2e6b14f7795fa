"""Documents become a batch: their words, keywords and numbers inverted at once.

The same words, positions and terms as Whoosh gets from the analysers of `indexer.whoosh_schema`, which look
at a text word by word. A text is cut at white space, which no word holds; each distinct piece is analysed
once, and from there on there are only numbers.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import numpy as np

from indexer.analysis import AROUND, WORD_LIMIT, folded_words
from indexer.codec.arrays import Array
from indexer.codec.batch import Batch
from indexer.codec.grouping import starts_of
from indexer.codec.inverting_keywords import inverted_keywords, inverted_numbers
from indexer.codec.inverting_texts import inverted_text
from indexer.codec.pieces import fastest_pieces
from indexer.codec.rows import RowPacker
from indexer.documents import KEYWORDS, NUMBERS, TEXTS, Document
from indexer.schema import exact_name

BATCH_DOCUMENTS = 4_000
BATCH_BYTES = 8 * 1024 * 1024
"""A batch is full at this many documents, or this many bytes of stored rows."""
_SMALLEST = 1_000
_SHARE = 4
"""The next batch is no larger than this part of what is left."""

_PIECES_KEPT = 120_000
"""With so many distinct pieces known, a batch begins anew: there is no end to numbers and names."""


def batch_size(left: int) -> int:
    """How many of the documents that are left go into the next batch.

    Fewer towards the end: else processes would wait for one that has begun a whole batch last.
    """
    return min(BATCH_DOCUMENTS, max(_SMALLEST, left // _SHARE))


class Inverter:
    """Takes documents as `indexer.documents.document` makes them, and gives a batch of them.

    Texts are taken to pieces as they come, while they are near: only the numbers of their words are kept.
    """

    def __init__(self, dictionary: bytes = b"") -> None:
        """Rows are compressed with the dictionary, unless it is empty."""
        self._packer = RowPacker(dictionary)
        self._know_no_pieces()
        self._begin()

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, document: Document) -> None:
        stored, texts, keywords, numbers = document
        self._rows.append(stored)
        for taken, text in zip(self._texts, texts, strict=True):
            taken.add(text)
        self._values.extend(chain.from_iterable(keywords))
        self._counts.extend(map(len, keywords))
        self._numbers += numbers

    def batch(self) -> Batch:
        """What was added, inverted; the inverter is empty again."""
        words = dict(zip(TEXTS, [texts.taken() for texts in self._texts], strict=True))
        vocabulary, ranks = self._ranked(np.concatenate([each for each, *_ in words.values()]))
        fields, columns, lengths = {}, {}, {}
        for name, each in words.items():
            fields[exact_name(name)], lengths[name] = inverted_text(each, vocabulary, ranks)
        for name, (values, counts) in zip(KEYWORDS, self._by_field(), strict=True):
            column, fields[name] = inverted_keywords(values, counts, name not in _AS_THEY_ARE)
            if column.spellings and name not in _NO_COLUMNS:
                columns[name] = column
        numbers = dict(zip(NUMBERS, np.array(self._numbers, np.int32).reshape(len(self), -1).T, strict=True))
        for name, of_documents in numbers.items():
            fields[name] = inverted_numbers(of_documents.tolist())
        batch = Batch(
            len(self),
            self._packer.pack(self._rows),
            {name: field for name, field in fields.items() if field.terms},
            columns,
            numbers,
            lengths,
        )
        self._begin()
        return batch

    def _ranked(self, words: Array) -> tuple[list[bytes], Array]:
        """The words of these numbers, sorted; and by the number of each its place in that order."""
        spelled = list(self._pieces.known)
        ordered = sorted(np.flatnonzero(np.bincount(words)).tolist(), key=spelled.__getitem__)
        ranks = np.zeros(len(spelled), np.uint32)
        ranks[ordered] = np.arange(len(ordered), dtype=np.uint32)
        return [spelled[number].encode() for number in ordered], ranks

    def _by_field(self) -> Iterator[tuple[list[str], Array]]:
        """The values of each field of keywords, one document after another, and how many each has."""
        counts = np.array(self._counts, np.int64).reshape(len(self), len(KEYWORDS))
        field_of = np.repeat(np.tile(np.arange(len(KEYWORDS), dtype=np.uint8), len(self)), counts.ravel())
        values = np.array(self._values, object)[np.argsort(field_of, kind="stable")].tolist()
        ends = starts_of(counts.sum(axis=0)).tolist()
        for number, (start, end) in enumerate(pairwise(ends)):
            yield values[start:end], counts[:, number]

    def _begin(self) -> None:
        if len(self._pieces) > _PIECES_KEPT:
            self._know_no_pieces()
        self._rows: list[bytes] = []
        self._values: list[str] = []
        self._counts = array("I")
        self._numbers: list[int] = []

    def _know_no_pieces(self) -> None:
        self._pieces = fastest_pieces(words_of)
        self._texts = [self._pieces.texts() for _ in TEXTS]


def words_of(piece: str) -> Sequence[str]:
    """The words of a piece between white space: most are one, that analysis only puts into small letters."""
    bare = piece.strip(AROUND)
    if bare.isascii() and bare.isalnum():
        return (bare.lower()[:WORD_LIMIT],)
    return folded_words(piece)


_AS_THEY_ARE = ("id", "source")
"""They are not folded."""
_NO_COLUMNS = ("key", "source")
"""They are looked up, and no document is asked for them."""
