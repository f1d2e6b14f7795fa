"""Which runs of words stand in many titles? Counted on the arrays, a word longer each time.

A run of words is as frequent as its first words and its last at the most, so that only where both stand in
enough titles is it looked at at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.codec.index import ArrayIndex
from indexer.codec.postings import IndexedField
from indexer.schema import exact_name
from search.array_engine.arrays import Ids
from search.array_engine.places import Places

_FIELD = exact_name("title")

_SHIFT = 32
"""Places are ``document << 32 | position``."""

Runs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Titles:
    """All words of all titles, one after the other."""

    words: Sequence[str]
    numbers: Runs
    """Of each: its place among the words."""
    documents: Ids
    joined: NDArray[np.bool_]
    """Of each but the last: whether the next one follows it in the same title."""


def title_phrases(index: ArrayIndex, least: int, longest: int) -> dict[str, int]:
    """By the runs of up to so many words: in how many titles each stands, where that is enough."""
    titles = _read(index)
    texts: list[str] = list(titles.words)
    runs = titles.numbers
    found: dict[str, int] = {}
    for length in range(1, longest + 1):
        runs, texts, counts = _frequent(runs, texts, titles.documents, least)
        found.update(zip(texts, counts, strict=True))
        if not texts or length == longest:
            break
        runs, texts = _longer(runs, texts, titles, length)
    return found


def _frequent(runs: Runs, texts: list[str], documents: Ids, least: int) -> tuple[Runs, list[str], list[int]]:
    """The runs that stand in enough titles, numbered anew: -1 where another begins."""
    begun = np.flatnonzero(runs >= 0)
    span = int(documents.max(initial=0)) + 1
    pairs = np.sort(runs.take(begun) * span + documents.take(begun))
    pairs = pairs.compress(np.diff(pairs, prepend=-1) > 0)
    counts = np.bincount(pairs // span, minlength=len(texts))
    enough = np.flatnonzero(counts >= least)
    renumbered = np.full(len(texts) + 1, -1)
    renumbered[enough] = np.arange(len(enough))
    return renumbered[runs], [texts[number] for number in enough.tolist()], counts[enough].tolist()


def _longer(runs: Runs, texts: list[str], titles: _Titles, length: int) -> tuple[Runs, list[str]]:
    """The runs of one word more: -1 where none begins whose first and last words are frequent together."""
    longer = np.full(len(runs), -1)
    begun = np.flatnonzero((runs[:-1] >= 0) & (runs[1:] >= 0) & titles.joined)
    keys = runs.take(begun) * len(titles.words) + titles.numbers.take(begun + length)
    distinct, numbers = np.unique(keys, return_inverse=True)
    longer[begun] = numbers
    pairs = zip(
        (distinct // len(titles.words)).tolist(), (distinct % len(titles.words)).tolist(), strict=True
    )
    return longer, [f"{texts[run]} {titles.words[word]}" for run, word in pairs]


def _read(index: ArrayIndex) -> _Titles:
    fields = [(segment.field(_FIELD), segment.deleted) for segment in index.segments]
    words = sorted({term for field, _ in fields if field for term in field.terms})
    numbered = {word: number for number, word in enumerate(words)}
    parts = [
        _words_of(field, deleted, numbered, base)
        for (field, deleted), base in zip(fields, index.bases, strict=True)
        if field
    ]
    places = np.concatenate([_NONE, *(each for each, _ in parts)])
    numbers = np.concatenate([_NONE, *(each for _, each in parts)])
    order = np.argsort(places)
    places = places.take(order)
    return _Titles(
        [word.decode() for word in words], numbers.take(order), places >> _SHIFT, np.diff(places) == 1
    )


def _words_of(
    field: IndexedField, deleted: Ids, numbered: Mapping[bytes, int], base: int
) -> tuple[Places, Runs]:
    """Where the words of one segment's titles stand, and which words they are."""
    ids, frequencies, positions = field.whole(0, len(field.terms))
    counts = np.diff(field.run_starts(0, len(field.terms)))
    terms = np.repeat(np.array([numbered[term] for term in field.terms], np.int64), counts)
    documents, numbers = np.repeat(ids.astype(np.int64), frequencies), np.repeat(terms, frequencies)
    places = ((documents + base) << _SHIFT) + positions
    if not len(deleted):
        return places, numbers
    living = ~np.isin(documents, deleted)
    return places.compress(living), numbers.compress(living)


_NONE = np.empty(0, np.int64)
