# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where do the words of a stem stand in some documents? The positions of a posting begin where those before it end."""

from libc.stdint cimport int64_t, uint16_t, uint32_t
from libc.stdlib cimport calloc, free

import numpy as np

from search.array_engine.compiled.field cimport Lying, Walk, reach, turn

cdef enum:
    RUN = 1 << 16  # Documents that share their high bits.
    SHIFT = 32
    FEW = 64  # So many places of one document are put in order one by one.


cdef struct Word:
    Walk walk
    const uint16_t *codes
    const uint16_t *narrow
    const uint32_t *wide
    Py_ssize_t first  # Where the positions of the posting begin that the walk has come to.


def places(tuple words not None, const int64_t[::1] ids not None):
    """Where any of some words stands in documents, which ascend: ``document << 32 | position``, ascending.

    A document is told by its place among those given. A word is ``(postings, first, last)``: its positions lie
    from one place of the field's to another. No frequency is greater than a code holds. Raises MemoryError.
    """
    cdef Py_ssize_t number, document, begun, found = 0, count = len(words)
    cdef bint in_order = True
    cdef Word *each = <Word *> calloc(count + 1, sizeof(Word))
    known = np.empty(sum([last - first for _, first, last in words]), np.int64)
    cdef int64_t[::1] into = known
    try:
        if each is NULL:
            raise MemoryError
        for number in range(count):
            _take(each + number, words[number])
        with nogil:
            for document in range(ids.shape[0]):
                begun = found
                for number in range(count):
                    found = _stand(each + number, ids[document], document, into, found)
                in_order = _put_in_order(into, begun, found) and in_order
        if not in_order:
            known[:found].sort()
        return known[:found].copy()
    finally:
        free(each)


cdef int _take(Word *each, tuple given) except -1:
    cdef Lying own = given[0]
    each.walk, each.codes, each.first = own.first, &own.field.codes[0], given[1]
    if own.field.narrow is not None:
        each.narrow = &own.field.narrow[0]
    else:
        each.wide = &own.field.wide[0]
    return 0


cdef Py_ssize_t _stand(
    Word *each, int64_t id, int64_t document, int64_t[::1] into, Py_ssize_t found
) noexcept nogil:
    """Put down where a word stands in a document, behind what was found."""
    cdef Walk *walk = &each.walk
    cdef Py_ssize_t at, place
    while walk.at < walk.end and walk.base + RUN <= id:
        each.first += _frequencies(each.codes, walk.at, walk.stop)
        turn(walk)
    if walk.at == walk.end or id < walk.base:
        return found
    at = reach(walk.lows, walk.at, walk.stop, id - walk.base)
    each.first += _frequencies(each.codes, walk.at, at)
    walk.at = at
    if at == walk.stop or walk.lows[at] != id - walk.base:
        return found
    for place in range(each.first, each.first + (each.codes[at] >> 8)):
        into[found] = document << SHIFT | (each.wide[place] if each.narrow is NULL else each.narrow[place])
        found += 1
    return found


cdef inline Py_ssize_t _frequencies(const uint16_t *codes, Py_ssize_t at, Py_ssize_t stop) noexcept nogil:
    cdef Py_ssize_t place
    cdef uint32_t total = 0
    for place in range(at, stop):
        total += codes[place] >> 8
    return total


cdef bint _put_in_order(int64_t[::1] into, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Of one document; False where these are too many, and in some other order."""
    cdef Py_ssize_t number, at
    cdef int64_t own
    for number in range(start + 1, end):
        own, at = into[number], number
        if own < into[at - 1] and end - start > FEW:
            return False
        while at > start and into[at - 1] > own:
            into[at] = into[at - 1]
            at -= 1
        into[at] = own
    return True
