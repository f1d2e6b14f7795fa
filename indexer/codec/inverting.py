"""Documents become a batch: the words of many texts inverted at once, with numpy.

The same words, positions and terms as Whoosh gets from the analysers of `indexer.whoosh_schema`, which look
at a text word by word. A text is cut at white space, which no word holds; each distinct piece is analysed
once, and from there on there are only numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np

from corpus.folding import fold_once
from indexer.analysis import WORD_LIMIT, folded_words
from indexer.codec.arrays import Array
from indexer.codec.batch import Batch, Column, Inverted
from indexer.codec.grouping import grouped
from indexer.codec.pieces import Interned, Pieces, fastest_pieces
from indexer.codec.rows import SAMPLED, PackedRows, RowPacker, dictionary_of
from indexer.fields import FIELDS, TEXT_FIELDS, Kind
from indexer.schema import SPEECH_GAP, VALUE_BREAK, exact_name, keyword_term
from indexer.whoosh_schema import whoosh_schema

BATCH_DOCUMENTS = 2_000
BATCH_BYTES = 8 * 1024 * 1024
"""A batch is full at this many documents, or this many bytes of stored rows."""

_AROUND = '([“‘".,;:?!)]”'
"""Signs that stand before or behind a word and are never part of one there."""

_PIECES_KEPT = 120_000
"""With so many distinct pieces known, a batch begins anew: there is no end to numbers and names."""


class Inverter:
    """Takes documents as `indexer.documents.document` makes them, and gives a batch of them."""

    def __init__(self, dictionary: bytes | None = None) -> None:
        """Rows are compressed with the dictionary; without one, with one that the first of them make."""
        self._pieces = fastest_pieces(words_of)
        self._packer: RowPacker | None = None if dictionary is None else RowPacker(dictionary)
        self._begin()

    @property
    def is_full(self) -> bool:
        return len(self._documents) >= BATCH_DOCUMENTS or self._bytes >= BATCH_BYTES

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, document: dict[str, Any]) -> None:
        self._documents.append(document)
        self._bytes += len(document["stored"])

    def batch(self) -> Batch:
        """What was added, inverted; the inverter is empty again."""
        texts = {name: _Texts(self._pieces, self._values(name)) for name in _TEXTS}
        words = np.concatenate([text.words for text in texts.values()])
        ranked = _ranks(self._pieces.known, np.flatnonzero(np.bincount(words)))
        inverted = {name: text.inverted(*ranked) for name, text in texts.items()}
        fields = {exact_name(name): field for name, (field, _) in inverted.items()}
        columns = {}
        for name, fold in _FOLDS.items():
            columns[name], fields[name] = _inverted_keywords(self._values(name), fold)
        numbers = {name: [document[name] for document in self._documents] for name in _NUMBERS}
        for name, values in numbers.items():
            fields[name] = _inverted_numbers(name, values)
        batch = Batch(
            len(self),
            self._packed(),
            {name: field for name, field in fields.items() if field.terms},
            {name: column for name, column in columns.items() if name in _COLUMNS and column.spellings},
            {name: np.array(values, np.int32) for name, values in numbers.items()},
            {name: lengths for name, (_, lengths) in inverted.items()},
        )
        self._begin()
        return batch

    def _packed(self) -> PackedRows:
        rows = [document["stored"] for document in self._documents]
        if self._packer is None:
            self._packer = RowPacker(dictionary_of(rows[:SAMPLED], len(rows)))
        return self._packer.pack(rows)

    def _begin(self) -> None:
        if len(self._pieces) > _PIECES_KEPT:
            self._pieces = fastest_pieces(words_of)
        self._documents: list[dict[str, Any]] = []
        self._bytes = 0

    def _values(self, name: str) -> list[str]:
        """What each document has in a field, as one text."""
        return [document.get(name, "") for document in self._documents]


def words_of(piece: str) -> Sequence[str]:
    """The words of a piece between white space: most are one, that analysis only puts into small letters."""
    bare = piece.strip(_AROUND)
    if bare.isascii() and bare.isalnum():
        return (bare.lower()[:WORD_LIMIT],)
    return folded_words(piece)


def _values_of(text: str) -> Sequence[str]:
    """The values of a keyword field, as they stand in one text."""
    return text.split(VALUE_BREAK) if text else ()


def _ranks(words: dict[str, int], used: Array) -> tuple[list[str], Array]:
    """The words of these numbers, sorted; and by the number of each its place in that order."""
    spelled = list(words)
    ordered = sorted(used.tolist(), key=spelled.__getitem__)
    ranks = np.zeros(len(spelled), np.uint32)
    ranks[ordered] = np.arange(len(ordered), dtype=np.uint32)
    return [spelled[number] for number in ordered], ranks


class _Texts:
    """One text field of a batch."""

    def __init__(self, pieces: Pieces, texts: Iterable[str]) -> None:
        """Texts of documents, one each; pieces that they have are added to those that are known."""
        self.words, self._in_speech, self._speeches = pieces.taken(texts)

    def inverted(self, vocabulary: list[str], ranks: Array) -> tuple[Inverted, Array]:
        """The field by its words, and how many each document has.

        Given are the words of all fields, sorted, and their places in that order by their numbers.
        """
        words, in_speech = self.words, self._in_speech
        owner, gap = self._speech_owners()
        lengths = np.bincount(owner, in_speech, len(self._speeches)).astype(np.int64)
        first = np.repeat(np.cumsum(lengths) - lengths, lengths)
        positions = np.arange(len(words)) - first + np.repeat(gap, in_speech)
        used, found = _renumbered(ranks[words], len(vocabulary))
        terms = [vocabulary[number].encode() for number in used.tolist()]
        order = np.argsort(found, kind="stable")
        starts, firsts, ids = grouped(found[order], np.repeat(owner, in_speech)[order])
        frequencies = np.diff(firsts).astype(np.uint32)
        return Inverted(terms, starts, ids, frequencies, positions[order].astype(np.uint32)), lengths

    def _speech_owners(self) -> tuple[Array, Array]:
        """The document of each speech, and the gaps before it."""
        speeches = self._speeches
        owner = np.repeat(np.arange(len(speeches)), speeches)
        place = np.arange(len(owner)) - np.repeat(np.cumsum(speeches) - speeches, speeches)
        return owner, place * SPEECH_GAP


def _renumbered(numbers: Array, count: int) -> tuple[Array, Array]:
    """Which numbers below the count are there, ascending, and their places among those, as few bits as do."""
    used = np.flatnonzero(np.bincount(numbers, minlength=count))
    places = np.zeros(count, np.uint16 if len(used) < 2**16 else np.uint32)
    places[used] = np.arange(len(used))
    return used, places[numbers]


def _places(known: dict[str, int], ordered: Iterable[str]) -> Array:
    """By the number of each, its place in an order of all; uint32."""
    numbers = np.fromiter(map(known.__getitem__, ordered), np.int64, len(known))
    places = np.empty(len(numbers), np.uint32)
    places[numbers] = np.arange(len(numbers), dtype=np.uint32)
    return places


def _inverted_keywords(texts: Sequence[str], fold: Callable[[str], str] | None) -> tuple[Column, Inverted]:
    """A keyword field's values by document, and its documents by term."""
    values = Interned(_values_of)
    found, counts = values.inside(np.fromiter(map(values.__getitem__, texts), np.int64, len(texts)))
    owners = np.repeat(np.arange(len(counts)), counts)
    if fold is None:
        spellings = sorted(values.known)
        ordinals = _places(values.known, spellings)[found]
        terms = [term.encode() for term in spellings]
        return Column(terms, terms, ordinals, counts), _by_term(terms, ordinals, owners)
    pairs = sorted(zip(map(fold, values.known), values.known, strict=True))
    ordinals = _places(values.known, [spelling for _, spelling in pairs])[found]
    folded = [term.encode() for term, _ in pairs]
    terms = list(dict.fromkeys(folded))
    value_of = np.cumsum([before != each for before, each in zip([None, *folded], folded, strict=False)])
    field = _by_term(terms, (value_of - 1)[ordinals], owners)
    return Column([spelling.encode() for _, spelling in pairs], folded, ordinals, counts), field


def _by_term(terms: list[bytes], values: Array, owners: Array) -> Inverted:
    """Postings of pairs of a term and a document, given in the documents' order."""
    order = np.argsort(values, kind="stable")
    starts, _, ids = grouped(values[order], owners[order])
    return Inverted(terms, starts, ids)


def _inverted_numbers(name: str, values: Sequence[int]) -> Inverted:
    """A number stands under several terms, finer and coarser, as Whoosh's ranges need them."""
    distinct = sorted(set(values))
    place_of = {value: number for number, value in enumerate(distinct)}
    which = np.fromiter(map(place_of.__getitem__, values), np.int64, len(values))
    field = _SCHEMA[name]
    under = [[term for term, *_ in field.index(value)] for value in distinct]
    terms = sorted({term for each in under for term in each})
    place = {term: number for number, term in enumerate(terms)}
    table = np.array([[place[term] for term in each] for each in under], np.uint32).reshape(len(under), -1)
    found = table[which]
    return _by_term(terms, found.ravel(), np.repeat(np.arange(len(values)), found.shape[1]))


_SCHEMA = whoosh_schema()
_FOLDED_ONCE = partial(keyword_term, folded=fold_once)
_FOLDED = lru_cache(maxsize=10_000)(_FOLDED_ONCE)
_FOLDS: dict[str, Callable[[str], str] | None] = {
    **{field.name: _FOLDED for field in FIELDS if field.kind is Kind.KEYWORD},
    "id": None,
    # Hardly any comes again.
    "reference": _FOLDED_ONCE,
    "key": _FOLDED_ONCE,
    "source": None,
}
"""What becomes of a value in each keyword field; None where it stays as it is."""
_COLUMNS = frozenset(name for name, field in _SCHEMA.items() if field.column_type)
_TEXTS = tuple(field.name for field in TEXT_FIELDS)
_NUMBERS = tuple(field.name for field in FIELDS if field.kind is Kind.DATE)
