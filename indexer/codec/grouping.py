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
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - counts), counts)


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
