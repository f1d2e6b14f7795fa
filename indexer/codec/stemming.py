"""A stemmed field, worked out from the words of its unstemmed twin.

Both number their words alike, so the postings of a stem are those of its words put together: they are
merged here rather than inverted a second time, and positions are kept once. What stands for one word only,
which is more than half of all postings, is not written at all.
"""

from collections.abc import Iterator
from itertools import pairwise
from tempfile import SpooledTemporaryFile

import numpy as np

from indexer.analysis import stems_of
from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.grouping import cuts, ranges, starts_of
from indexer.codec.postings import IndexedField
from indexer.codec.sinks import FieldShape, FieldSink
from indexer.codec.uniting import united

_CHUNK = 1 << 18
"""How many postings are merged at a time."""
_ASIDE = 1 << 20
"""So many bytes of them wait in memory, and more on the disk."""


def put_stems(file: ArrayFileWriter, name: str, exact: str, lengths: Array) -> None:
    """Write the stemmed field of this name, whose words are in the file already.

    Lengths are the length bytes of the documents.
    """
    written = file.so_far()
    words = IndexedField(written, exact)
    stems = stems_of([word.decode() for word in words.terms])
    terms = sorted(set(stems))
    place = {each: number for number, each in enumerate(terms)}
    stem_of = np.fromiter(map(place.__getitem__, stems), np.uint32, len(stems))
    order = np.argsort(stem_of, kind="stable")
    word_starts = starts_of(np.bincount(stem_of, minlength=len(terms)))
    frequencies = np.zeros(len(terms), np.int64)
    # How many there are is known when all are merged: until then they are beside the file.
    with SpooledTemporaryFile(_ASIDE, dir=str(file.folder)) as aside:
        sizes = []
        for ids, counts in _merged(words, order, word_starts, frequencies):
            aside.write(ids.astype(np.uint32).tobytes() + counts.tobytes())
            sizes.append(len(ids))
            written.release()
        aside.seek(0)
        sink = FieldSink(file, name, FieldShape(sum(sizes), coded=True))
        for size in sizes:
            ids, counts = (np.frombuffer(aside.read(4 * size), np.uint32) for _ in range(2))
            sink.append(ids, counts, lengths[ids])
    sink.append_terms([each.encode() for each in terms], frequencies)
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
        ids, found = words.gathered(ranges(words.starts[numbers].astype(np.int64), sizes[numbers]))
        merged, summed, frequencies[chunk] = united(ids, found, sizes[numbers], counts)
        yield merged, summed
