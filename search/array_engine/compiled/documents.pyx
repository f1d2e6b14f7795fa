# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which documents have all of some parts of a query, where many have each?"""

from libc.stdint cimport int64_t, uint8_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

import numpy as np

from search.array_engine.compiled.field cimport Lying, Walk, cut, turn

cdef enum:
    RUN = 1 << 16  # Documents that share their high bits.


cdef struct List:
    Walk walk
    uint8_t part  # Which part it belongs to.


def documents(tuple parts not None):
    """The documents that any list of each part has, ascending; at most 255 parts.

    A list is postings or documents. Raises MemoryError.
    """
    cdef Py_ssize_t number = 0, count = sum([len(part) for part in parts]), place
    cdef List *each = <List *> calloc(count + 1, sizeof(List))
    cdef Lying own
    cdef uint8_t *had = <uint8_t *> calloc(RUN, sizeof(uint8_t))
    try:
        if each is NULL or had is NULL:
            raise MemoryError
        most, kept = [], []
        for place, part in enumerate(parts):
            most.append(0)
            for given in part:
                own = given if isinstance(given, Lying) else cut(given)
                kept.append(own)
                each[number] = List(own.first, place)
                most[place] += own.first.end - own.first.at
                number += 1
        ids = np.empty(min(most) + 1, np.int64)
        return ids[: _found(each, count, len(parts), had, ids)]
    finally:
        free(each)
        free(had)


cdef Py_ssize_t _found(List *each, Py_ssize_t count, uint8_t parts, uint8_t *had, int64_t[::1] ids) noexcept:
    """How many documents have all of the parts."""
    cdef Py_ssize_t number, found = 0
    cdef int64_t base
    with nogil:
        while True:
            base = -1
            for number in range(count):
                if each[number].walk.at < each[number].walk.end:
                    if base < 0 or each[number].walk.base < base:
                        base = each[number].walk.base
            if base < 0:
                return found
            for number in range(count):
                if each[number].walk.at < each[number].walk.end and each[number].walk.base == base:
                    _note(each + number, had)
                    turn(&each[number].walk)
            found = _gather(had, parts, base, found, ids)
            memset(had, 0, RUN)


cdef inline void _note(List *each, uint8_t *had) noexcept nogil:
    """Of the documents that have all parts before this one, note those that have it too."""
    cdef Py_ssize_t at, place
    cdef uint8_t part = each.part
    for at in range(each.walk.at, each.walk.stop):
        place = each.walk.lows[at]
        had[place] += had[place] == part


cdef inline Py_ssize_t _gather(
    uint8_t *had, uint8_t parts, int64_t base, Py_ssize_t found, int64_t[::1] ids
) noexcept nogil:
    """Where all parts are noted; eight documents that have nothing are passed over at once."""
    cdef Py_ssize_t eight, place
    for eight in range(0, RUN, 8):
        if (<uint64_t *> (had + eight))[0] == 0:
            continue
        for place in range(eight, eight + 8):
            ids[found] = base + place  # There is room for one more than there are.
            found += had[place] == parts
    return found
