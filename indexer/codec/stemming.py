"""A stemmed field, worked out from the words of its unstemmed twin.

Both number their words alike, so the postings of a stem are those of its words put together: they are
merged here rather than inverted a second time, and positions are kept once. What stands for one word only,
which is more than half of all postings, is not written at all.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from tempfile import SpooledTemporaryFile

import numpy as np

from indexer.analysis import stems_of
from indexer.codec.arrays import Array, ArrayFileWriter
from indexer.codec.grouping import cuts, ranges, starts_of
from indexer.codec.merging_terms import term_ranges
from indexer.codec.postings import IndexedField
from indexer.codec.sinks import FieldShape, FieldSink
from indexer.codec.terms import PlainTerms, Terms
from indexer.codec.uniting import united

_CHUNK = 1 << 18
"""How many postings are merged at a time."""
STEMMED = 50_000
"""How many words are stemmed at a time."""
_ASIDE = 1 << 20
"""So many bytes of them wait in memory, and more on the disk."""


def put_stems(file: ArrayFileWriter, name: str, exact: str, lengths: Array) -> None:
    """Write the stemmed field of this name, whose words are in the file already.

    Lengths are the length bytes of the documents.
    """
    written = file.so_far()
    words = IndexedField(written, exact)
    stems = _Stems(words.terms)
    order = np.argsort(stems.of_words, kind="stable")
    word_starts = starts_of(np.bincount(stems.of_words, minlength=stems.count))
    frequencies = np.zeros(stems.count, np.int64)
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
    done = 0
    for terms in stems:
        sink.append_terms(terms, frequencies[done : done + len(terms)])
        done += len(terms)
    sink.close()
    file.put(f"{name}:words", order.astype(np.uint32))
    file.put(f"{name}:word_starts", word_starts.astype(np.uint32))


class _Stems:
    """The stems of a field's words, which are half a million of a million exchanges.

    As texts of Python, all at once, they would take as much memory as all else that a merge holds.
    """

    def __init__(self, words: Terms) -> None:
        self._some: list[Terms] = []
        met = []
        for first in range(0, len(words), STEMMED):
            some = words.between(first, min(first + STEMMED, len(words)))
            stems = stems_of([word.decode() for word in some])
            terms = sorted(set(stems))
            place = {each: number for number, each in enumerate(terms)}
            met.append(np.fromiter(map(place.__getitem__, stems), np.uint32, len(stems)))
            self._some.append(PlainTerms.holding([each.encode() for each in terms]))
        self.count, places = self._placed()
        self.of_words: Array = np.concatenate(
            [np.empty(0, np.uint32), *(place[stems] for place, stems in zip(places, met, strict=True))]
        )
        """By the number of each word the place of its stem; uint32."""

    def __iter__(self) -> Iterator[Sequence[bytes]]:
        """All of them, sorted, so many at a time."""
        return (terms.terms for terms in term_ranges(self._some))

    def _placed(self) -> tuple[int, list[Array]]:
        """How many there are, and the places of those of some words, for all of these."""
        places = [np.empty(len(terms), np.uint32) for terms in self._some]
        count = 0
        for terms in term_ranges(self._some):
            for place, (first, last), numbers in zip(places, terms.own, terms.numbers, strict=True):
                place[first:last] = numbers + count
            count += len(terms.terms)
        return count, places


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
