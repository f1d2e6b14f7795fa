"""Postings put together when segments are merged: of a term from all of them, of a stem from its words."""

import numpy as np

from indexer.codec.arrays import Array
from indexer.codec.compiled import PUT, UNITED
from indexer.codec.grouping import grouped, ranges


def placed(target: Array, starts: Array, counts: Array, source: Array) -> None:
    """Copy the runs of the source, which lie one after another, to where each is to start in the target.

    The same as `indexer.codec.compiled.postings.put`, by the place of each number.
    """
    target[ranges(starts, counts)] = source


def sorted_together(ids: Array, frequencies: Array, sizes: Array, words: Array) -> tuple[Array, Array, Array]:
    """The postings of stems, and how many each has, from those of their words, in the order of the stems.

    Given are how many postings each word has, and how many words each stem has. The same as
    `indexer.codec.compiled.postings.united`, by sorting.
    """
    owners = np.repeat(np.repeat(np.arange(len(words)), words), sizes)
    order = np.argsort((owners.astype(np.uint64) << np.uint64(32)) | ids, kind="stable")
    starts, firsts, united = grouped(owners[order], ids[order])
    counts = np.zeros(len(words), np.int64)
    counts[owners[order[firsts[starts[:-1]]]]] = np.diff(starts)
    return united, np.add.reduceat(frequencies[order], firsts[:-1]).astype(np.uint32), counts


put = placed if PUT is None else PUT
united = sorted_together if UNITED is None else UNITED
