# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What do a few documents have of a list of postings? Each is looked up, by ever longer steps from the last."""

from libc.stdint cimport int64_t, uint16_t

import numpy as np

from search.array_engine.compiled.field cimport Field, Walk, begin, reach, turn

cdef enum:
    RUN = 1 << 16  # Documents that share their high bits.


def codes(Field field not None, Py_ssize_t start, Py_ssize_t end, const int64_t[::1] ids not None):
    """By document: its code in the postings from one place of a field's to another, 0 where it has none.

    In any order; ascending documents are looked up in one walk.
    """
    found = np.zeros(ids.shape[0], np.uint16)
    cdef uint16_t[::1] into = found
    cdef Walk first, walk
    cdef Py_ssize_t number
    cdef int64_t low, before = 0
    if start == end:
        return found
    begin(&first, field, start, end)
    walk = first
    cdef const uint16_t *all_codes = &field.codes[0]
    with nogil:
        for number in range(ids.shape[0]):
            if ids[number] < before:
                walk = first
            before = ids[number]
            while walk.at < end and walk.base + RUN <= before:
                turn(&walk)
            low = before - walk.base
            if walk.at < end and low >= 0:
                walk.at = reach(walk.lows, walk.at, walk.stop, low)
                if walk.at < walk.stop and walk.lows[walk.at] == low:
                    into[number] = all_codes[walk.at]
    return found
