"""A stemmed field, worked out from the words of its unstemmed twin.

Both number their words alike, so the postings of a stem are those of its words put together: they are
merged here rather than inverted a second time, and positions are kept once. What stands for one word only,
which is more than half of all postings, is not written at all.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from indexer.analysis import stem
from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.grouping import cuts, grouped, ranges, starts_of
from indexer.codec.postings import IndexedField
from indexer.codec.sinks import FieldPlan, FieldSink

_CHUNK = 1 << 19
"""How many postings are merged at a time."""


def put_stems(file: ArrayFileWriter, name: str, words: IndexedField, lengths: Array) -> None:
    """Write the stemmed field of this name; lengths are the length bytes of its documents."""
    stems = [stem(word.decode()) for word in words.terms]
    terms = sorted(set(stems))
    place = {each: number for number, each in enumerate(terms)}
    stem_of = np.fromiter((place[each] for each in stems), np.uint32, len(stems))
    order = np.argsort(stem_of, kind="stable")
    word_starts = starts_of(np.bincount(stem_of, minlength=len(terms)))
    frequencies = np.zeros(len(terms), np.int64)
    merged = list(_merged(words, order, word_starts, frequencies))
    plan = FieldPlan([each.encode() for each in terms], starts_of(frequencies), coded=True)
    sink = FieldSink(file, name, plan)
    for ids, counts in merged:
        sink.append(ids, counts, lengths[ids])
    sink.close()
    file.put(f"{name}:words", order.astype(np.uint32))
    file.put(f"{name}:word_starts", word_starts.astype(np.uint32))


def _merged(
    words: IndexedField, order: Array, word_starts: Array, frequencies: Array
) -> Iterator[tuple[Array, Array]]:
    """The postings of the stems of several words, and, into what is given, how many each has."""
    sizes: Array = np.diff(words.starts.astype(np.int64))
    several = np.flatnonzero(np.diff(word_starts) > 1)
    sums = np.add.reduceat(np.append(sizes[order], 0), word_starts[:-1])[several] if len(several) else several
    for first, last in pairwise(cuts(sums, _CHUNK)):
        chunk = several[first:last]
        counts = np.diff(word_starts)[chunk]
        numbers = order[ranges(word_starts[chunk], counts)]
        owners = np.repeat(np.repeat(np.arange(len(chunk)), counts), sizes[numbers])
        ids, found = words.gathered(ranges(words.starts[numbers].astype(np.int64), sizes[numbers]))
        by_stem = np.argsort((owners.astype(np.uint64) << np.uint64(32)) | ids, kind="stable")
        starts, firsts, merged = grouped(owners[by_stem], ids[by_stem])
        frequencies[chunk] = np.diff(starts)
        yield merged, np.add.reduceat(found[by_stem], firsts[:-1]).astype(np.uint32)
