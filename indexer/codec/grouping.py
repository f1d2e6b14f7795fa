"""What the codec does with groups of equal numbers that lie one after another."""

import numpy as np

from indexer.codec.arrays import Array


def starts_of(counts: Array) -> Array:
    """Where each group begins, and the end of the last; int64."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def ranges(starts: Array, counts: Array) -> Array:
    """The numbers from each start on, as many as its count, one range after another."""
    ends = np.cumsum(counts)
    shifts: Array = np.repeat(starts - (ends - counts), counts)
    return np.arange(len(shifts)) + shifts


def grouped(terms: Array, owners: Array) -> tuple[Array, Array, Array]:
    """Postings from terms and documents that stand side by side, sorted by term and then by document.

    Gives where each term's postings begin, where each posting begins in what was given (both with
    the end), and the document of each posting.
    """
    if not len(terms):
        return np.zeros(1, np.int64), np.zeros(1, np.int64), np.empty(0, np.uint32)
    new_term = np.append(True, terms[1:] != terms[:-1])
    new_posting = new_term | np.append(True, owners[1:] != owners[:-1])
    postings = np.flatnonzero(new_posting)
    starts = np.flatnonzero(new_term[postings])
    return (
        np.append(starts, len(postings)),
        np.append(postings, len(terms)),
        owners[postings].astype(np.uint32),
    )


def sums(values: Array, starts: Array) -> Array:
    """The sum of each group, of which the last ends where the values end; a group may be empty."""
    return np.diff(starts_of(values)[np.append(starts, len(values))])


def cuts(sizes: Array, most: int) -> list[int]:
    """Where to cut a sequence so that the sizes in each part add up to about so many."""
    if not len(sizes):
        return []
    parts = np.cumsum(sizes, dtype=np.int64) // most
    return [0, *(np.flatnonzero(parts[1:] != parts[:-1]) + 1).tolist(), len(sizes)]
