"""Keywords and numbers of many documents inverted at once, a field at a time."""

from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import chain
from typing import Protocol

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.batch import Column, Inverted
from indexer.codec.compiled import VALUES
from indexer.codec.grouping import grouped, starts_of
from indexer.schema import SORTABLE, VALUE_BREAK, keyword_terms


class Values(Protocol):
    """Takes the values that documents have in a field as they come: each distinct one is a number."""

    known: dict[str, int]

    def add(self, documents: tuple[Collection[str], ...]) -> None: ...

    def taken(self) -> tuple[Array, Array]:
        """The numbers of all values, one document after another, and how many each document has; uint32."""
        ...


class InternedValues:
    """`Values`, where nothing is compiled."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self._values, self._counts = array("I"), array("I")

    def add(self, documents: tuple[Collection[str], ...]) -> None:
        known = self.known
        self._values.extend([known.setdefault(value, len(known)) for values in documents for value in values])
        self._counts.extend(map(len, documents))

    def taken(self) -> tuple[Array, Array]:
        values, counts = np.array(self._values), np.array(self._counts)
        self._values, self._counts = array("I"), array("I")
        return values, counts


fastest_values: Callable[[], Values] = InternedValues if VALUES is None else VALUES
"""The fastest that there is here."""


def inverted_keywords(field: Values, folding: bool) -> tuple[Column, Inverted]:
    """A keyword field's values by document, and its documents by term: the values, folded or as they are."""
    values, counts = field.taken()
    if VALUE_BREAK in "".join(field.known):
        values, counts = _taken_apart(field.known, values, counts)
    spellings = list(field.known)
    folded = keyword_terms(spellings) if folding else spellings
    ordered = np.flatnonzero(np.bincount(values, minlength=len(spellings))).tolist()  # As they were met.
    if len({folded[number] for number in ordered}) < len(ordered):
        ordered.sort(key=spellings.__getitem__)  # Those that are folded to one term are in their own order.
    ordered.sort(key=folded.__getitem__)
    places = np.zeros(len(spellings), np.uint32)
    places[ordered] = np.arange(len(ordered), dtype=np.uint32)
    ordinals = places[values]
    written = [spellings[number].encode() for number in ordered]
    terms_of = [folded[number].encode() for number in ordered] if folding else written
    terms = list(dict.fromkeys(terms_of))
    term_of = ordinals if len(terms) == len(terms_of) else _numbered(terms_of, terms)[ordinals]
    return (
        Column(written, terms_of, ordinals, counts),
        _by_term(terms, term_of, np.repeat(np.arange(len(counts)), counts)),
    )


def _taken_apart(known: dict[str, int], values: Array, counts: Array) -> tuple[Array, Array]:
    """The same where values hold what stands between values: those are several, which become known."""
    parts = [value.split(VALUE_BREAK) for value in known]
    each = [[known.setdefault(part, len(known)) for part in parts[number]] for number in values.tolist()]
    inside = np.fromiter(map(len, each), np.int64, len(each))
    return np.array(list(chain.from_iterable(each)), np.uint32), np.diff(starts_of(inside)[starts_of(counts)])


def inverted_numbers(values: Sequence[int]) -> Inverted:
    """A number stands under several terms, finer and coarser, as Whoosh's ranges need them."""
    distinct = sorted(set(values))
    under = [[_number_term(value, shift) for shift in _SHIFTS] for value in distinct]
    terms = sorted(set(chain.from_iterable(under)))
    table = np.array([_numbered(each, terms) for each in under]).reshape(len(under), -1)
    found = table[_numbered(values, distinct)]
    return _by_term(terms, found.ravel(), np.repeat(np.arange(len(values)), found.shape[1]))


def _numbered(values: Sequence[Hashable], ordered: Iterable[Hashable]) -> Array:
    """By the value, its place among distinct ones; uint32."""
    place = {value: number for number, value in enumerate(ordered)}
    return np.fromiter(map(place.__getitem__, values), np.uint32, len(values))


def _by_term(terms: list[bytes], values: Array, owners: Array) -> Inverted:
    """Postings of pairs of a term and a document, given in the documents' order."""
    # Numbers of 16 bits are sorted by counting.
    order = np.argsort(values.astype(np.uint16) if len(terms) < 2**16 else values, kind="stable")
    starts, _, ids = grouped(values[order], owners[order])
    return Inverted(terms, starts, ids)


def _number_term(value: int, shift: int) -> bytes:
    """A number without its last bits, as `whoosh.fields.NUMERIC` writes one of 32 bits: to be sorted."""
    return bytes([shift]) + ((value + SORTABLE) >> shift).to_bytes(4)


_SHIFTS = range(0, 32, 8)
