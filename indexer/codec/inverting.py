"""Documents become a batch: their words, keywords and numbers inverted at once.

The same words, positions and terms as Whoosh gets from the analysers of `indexer.whoosh_schema`, which look
at a text word by word. A text is cut at white space, which no word holds; each distinct piece is analysed
once, and from there on there are only numbers.
"""

from array import array
from collections.abc import Sequence
from itertools import chain, islice

import numpy as np

from indexer.analysis import AROUND, WORD_LIMIT, folded_words
from indexer.codec.arrays import Array
from indexer.codec.batch import Batch
from indexer.codec.inverting_keywords import Values, fastest_values, inverted_keywords, inverted_numbers
from indexer.codec.inverting_texts import inverted_text
from indexer.codec.pieces import fastest_pieces
from indexer.codec.rows import RowPacker
from indexer.documents import KEYWORDS, NUMBERS, TEXTS, Document
from indexer.schema import exact_name

BATCH_DOCUMENTS = 6_000
BATCH_BYTES = 8 * 1024 * 1024
"""A batch is full at this many documents, or this many bytes of stored rows."""
_AT_ONCE = 32
"""So many documents are taken to pieces together, by one loop after the other: they are still near then."""
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
        return len(self._rows) + len(self._waiting)

    def add(self, document: Document) -> None:
        self._waiting.append(document)
        if len(self._waiting) == _AT_ONCE:
            self._take()

    def _take(self) -> None:
        """Take those that wait to pieces."""
        rows, texts, keywords, numbers = zip(*self._waiting, strict=True)
        self._waiting.clear()
        self._rows += rows
        for taken, of_documents in zip(self._texts, zip(*texts, strict=True), strict=True):
            taken.add(of_documents)
        for field, of_documents in zip(self._keywords, zip(*keywords, strict=True), strict=True):
            field.add(of_documents)
        self._numbers += chain.from_iterable(numbers)

    def batch(self) -> Batch:
        """What was added, inverted; the inverter is empty again."""
        if self._waiting:
            self._take()
        words = dict(zip(TEXTS, [texts.taken() for texts in self._texts], strict=True))
        vocabulary, ranks = self._ranked(np.concatenate([each for each, *_ in words.values()]))
        fields, columns, lengths = {}, {}, {}
        for name, each in words.items():
            fields[exact_name(name)], lengths[name] = inverted_text(each, vocabulary, ranks)
        for name, field in zip(KEYWORDS, self._keywords, strict=True):
            column, fields[name] = inverted_keywords(field, name not in _AS_THEY_ARE)
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
        known, order = self._words, self._order
        new = range(len(known), len(self._pieces.known))
        known += [word.encode() for word in islice(self._pieces.known, new.start, None)]
        order += new
        order.sort(key=known.__getitem__)  # All but the new ones were in order.
        used = np.bincount(words, minlength=len(known)) > 0
        ordered = np.array(array("I", order))
        ordered = ordered[used[ordered]]
        ranks = np.zeros(len(known), np.uint32)
        ranks[ordered] = np.arange(len(ordered), dtype=np.uint32)
        return [known[number] for number in ordered.tolist()], ranks

    def _begin(self) -> None:
        if len(self._pieces) > _PIECES_KEPT:
            self._know_no_pieces()
        self._waiting: list[Document] = []
        self._rows: list[bytes] = []
        self._keywords: list[Values] = [fastest_values() for _ in KEYWORDS]
        self._numbers: list[int] = []

    def _know_no_pieces(self) -> None:
        self._pieces = fastest_pieces(words_of)
        self._words: list[bytes] = []
        self._order: list[int] = []
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
