# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The words of documents put in the order of terms, in two walks through them: one counts, one puts.

`inverted` gives what `indexer.codec.inverting_texts` works out by sorting where this module could not be built.
"""

from libc.stdint cimport int64_t, uint32_t
from libc.stdlib cimport free, malloc

import numpy as np

cdef enum:
    NONE = 0xFFFFFFFF


cdef struct Place:
    # Of a term: the last document that had it, and where its next posting and position go.
    uint32_t document
    uint32_t posting
    uint32_t position


def inverted(
    const uint32_t[::1] words,
    const uint32_t[::1] in_speech,
    const uint32_t[::1] speeches,
    const uint32_t[::1] ranks,
    Py_ssize_t terms,
    uint32_t gap,
):
    """Where the postings of each of so many terms begin, and their documents, frequencies and positions.

    Given are the numbers of the words, how many each speech has, how many speeches each document has, the place
    of each number among the terms, and how many positions lie between two speeches.
    """
    cdef Place *places = <Place *> malloc(max(terms, 1) * sizeof(Place))
    if places is NULL:
        raise MemoryError
    try:
        starts = np.zeros(terms + 1, np.int64)
        _count(words, in_speech, speeches, ranks, places, starts)
        ids, frequencies = np.empty(starts[terms], np.uint32), np.zeros(starts[terms], np.uint32)
        positions = np.empty(len(words), np.uint32)
        _put(words, in_speech, speeches, ranks, places, gap, ids, frequencies, positions)
        return starts, ids, frequencies, positions
    finally:
        free(places)


cdef int _count(
    const uint32_t[::1] words,
    const uint32_t[::1] in_speech,
    const uint32_t[::1] speeches,
    const uint32_t[::1] ranks,
    Place *places,
    int64_t[::1] starts,
) noexcept:
    """Where postings and positions of each term begin: into the places, and of postings into the starts."""
    cdef Py_ssize_t terms = starts.shape[0] - 1, number
    cdef uint32_t document, speech, end, at = 0, last = 0, postings = 0, positions = 0
    cdef Place *place
    for number in range(terms):
        places[number] = Place(NONE, 0, 0)
    speech = 0
    for document in range(<uint32_t> speeches.shape[0]):
        end = speech + speeches[document]
        while speech < end:
            last += in_speech[speech]
            speech += 1
        while at < last:
            place = places + ranks[words[at]]
            place.position += 1
            if place.document != document:
                place.document = document
                place.posting += 1
            at += 1
    for number in range(terms):
        place = places + number
        starts[number] = postings
        postings += place.posting
        positions += place.position
        places[number] = Place(NONE, postings - place.posting, positions - place.position)
    starts[terms] = postings
    return 0


cdef int _put(
    const uint32_t[::1] words,
    const uint32_t[::1] in_speech,
    const uint32_t[::1] speeches,
    const uint32_t[::1] ranks,
    Place *places,
    uint32_t gap,
    uint32_t[::1] ids,
    uint32_t[::1] frequencies,
    uint32_t[::1] positions,
) noexcept:
    cdef uint32_t document, speech = 0, end, at = 0, last = 0, position
    cdef Place *place
    for document in range(<uint32_t> speeches.shape[0]):
        end = speech + speeches[document]
        position = 0
        while speech < end:
            last += in_speech[speech]
            while at < last:
                place = places + ranks[words[at]]
                if place.document != document:
                    place.document = document
                    ids[place.posting] = document
                    place.posting += 1
                frequencies[place.posting - 1] += 1
                positions[place.position] = position
                place.position += 1
                position += 1
                at += 1
            position += gap
            speech += 1
    return 0
