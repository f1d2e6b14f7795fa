"""Keywords and numbers of many documents inverted at once, a field at a time."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import chain

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.batch import Column, Inverted
from indexer.codec.grouping import grouped, starts_of
from indexer.schema import SORTABLE, VALUE_BREAK, keyword_terms


def inverted_keywords(flat: Sequence[str], counts: Array, folding: bool) -> tuple[Column, Inverted]:
    """A keyword field's values by document, and its documents by term: the values, folded or as they are.

    Given are the values of one document after another, and how many each has.
    """
    if VALUE_BREAK in "".join(flat):
        flat, counts = _taken_apart(flat, counts)
    owners = np.repeat(np.arange(len(counts)), counts)
    spellings = list(dict.fromkeys(flat))  # Many come in an order that is nearly theirs.
    folds = dict(zip(spellings, keyword_terms(spellings) if folding else spellings, strict=True))
    if len(set(folds.values())) < len(folds):
        spellings.sort()  # Those that are folded to one term are in their own order.
    spellings.sort(key=folds.__getitem__)
    folded = [folds[spelling].encode() for spelling in spellings]
    written = [spelling.encode() for spelling in spellings] if folding else folded
    terms = list(dict.fromkeys(folded))
    ordinals = _numbered(flat, spellings)
    term_of = ordinals if len(terms) == len(folded) else _numbered(folded, terms)[ordinals]
    return Column(written, folded, ordinals, counts), _by_term(terms, term_of, owners)


def inverted_numbers(values: Sequence[int]) -> Inverted:
    """A number stands under several terms, finer and coarser, as Whoosh's ranges need them."""
    distinct = sorted(set(values))
    under = [[_number_term(value, shift) for shift in _SHIFTS] for value in distinct]
    terms = sorted(set(chain.from_iterable(under)))
    table = np.array([_numbered(each, terms) for each in under]).reshape(len(under), -1)
    found = table[_numbered(values, distinct)]
    return _by_term(terms, found.ravel(), np.repeat(np.arange(len(values)), found.shape[1]))


def _taken_apart(flat: Sequence[str], counts: Array) -> tuple[Sequence[str], Array]:
    """The same where values hold what stands between values: those are several."""
    each = [value.split(VALUE_BREAK) for value in flat]
    inside = np.fromiter(map(len, each), np.int64, len(each))
    return list(chain.from_iterable(each)), np.diff(starts_of(inside)[starts_of(counts)])


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
