"""The words of many texts, as numbers, inverted at once."""

from collections.abc import Sequence

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.batch import Inverted
from indexer.codec.compiled import INVERTED
from indexer.codec.grouping import grouped, starts_of
from indexer.codec.pieces import TextWords
from indexer.schema import SPEECH_GAP


def inverted_text(words: TextWords, vocabulary: Sequence[bytes], ranks: Array) -> tuple[Inverted, Array]:
    """A text field by its words, and how many each document has.

    Given are the words of all fields, sorted, and their places in that order by their numbers.
    """
    invert = sorted_inverted if INVERTED is None else INVERTED
    starts, ids, frequencies, positions = invert(*words, ranks, len(vocabulary), SPEECH_GAP)
    used = np.flatnonzero(np.diff(starts))
    terms = [vocabulary[number] for number in used.tolist()]
    starts = np.append(starts[used], starts[-1])
    return Inverted(terms, starts, ids, frequencies, positions), _lengths(words)


def sorted_inverted(
    words: Array, in_speech: Array, speeches: Array, ranks: Array, terms: int, gap: int
) -> tuple[Array, Array, Array, Array]:
    """Where the postings of each term begin, and their documents, frequencies and positions.

    The same as `indexer.codec.compiled.inversion` gives, by sorting.
    """
    spoken = in_speech.astype(np.int64)
    owner = np.repeat(np.arange(len(speeches)), speeches)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(speeches) - speeches, speeches)
    lengths = _lengths((words, in_speech, speeches))
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    positions = np.arange(len(words)) - first + np.repeat(place * gap, spoken)
    found = ranks[words]
    used = np.flatnonzero(np.bincount(found, minlength=terms))
    places = np.zeros(terms, np.uint16 if len(used) < 2**16 else np.uint32)  # Those of 16 bits are counted.
    places[used] = np.arange(len(used))
    order = np.argsort(places[found], kind="stable")
    used_starts, firsts, ids = grouped(found[order], np.repeat(owner, spoken)[order])
    counts = np.zeros(terms, np.int64)
    counts[used] = np.diff(used_starts)
    return starts_of(counts), ids, np.diff(firsts).astype(np.uint32), positions[order].astype(np.uint32)


def _lengths(words: TextWords) -> Array:
    _, in_speech, speeches = words
    owner = np.repeat(np.arange(len(speeches)), speeches)
    return np.bincount(owner, in_speech, len(speeches)).astype(np.int64)
