# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What do a few documents have of some lists of postings? Each is looked up, by ever longer steps from the last."""

from libc.stdint cimport int64_t, uint16_t

import numpy as np

from search.array_engine.compiled.field cimport Lying, Walk, reach, turn

cdef enum:
    RUN = 1 << 16  # Documents that share their high bits.


def codes(tuple lists not None, const int64_t[::1] ids not None):
    """By list and document: its code there, 0 where it has none.

    Documents come in any order; ascending ones are looked up in one walk.
    """
    found = np.zeros((len(lists), ids.shape[0]), np.uint16)
    cdef uint16_t[:, ::1] into = found
    cdef Lying own
    cdef Py_ssize_t number
    for number in range(len(lists) if ids.shape[0] else 0):
        own = lists[number]
        if own.first.at < own.first.end:
            _look_up(own.first, &own.field.codes[0], ids, &into[number, 0])
    return found


cdef void _look_up(Walk first, const uint16_t *codes, const int64_t[::1] ids, uint16_t *into) noexcept nogil:
    cdef Walk walk = first
    cdef Py_ssize_t number
    cdef int64_t low, before = 0
    for number in range(ids.shape[0]):
        if ids[number] < before:
            walk = first
        before = ids[number]
        while walk.at < walk.end and walk.base + RUN <= before:
            turn(&walk)
        low = before - walk.base
        if walk.at < walk.end and low >= 0:
            walk.at = reach(walk.lows, walk.at, walk.stop, low)
            if walk.at < walk.stop and walk.lows[walk.at] == low:
                into[number] = codes[walk.at]
