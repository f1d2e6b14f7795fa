# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""A field's arrays, and a walk through the postings of one of its terms."""

cimport cython
from libc.stdint cimport int64_t, uint16_t, uint32_t

import numpy as np


cdef class Field:
    """The arrays of one field of one segment, as `indexer.codec.postings` describes them."""

    def __init__(self, lows, highs, turns, codes, positions):
        """Codes and positions are None where the field has none."""
        self.lows, self.highs, self.turns, self.codes = lows, highs, turns, codes
        wide = positions is not None and positions.dtype.itemsize > 2
        self.narrow, self.wide = (None, positions) if wide else (positions, None)


@cython.no_gc  # A field does not lead back to what lies in it.
cdef class Lying:
    """Postings that lie from one place of a field's to another, with a walk that stands before the first.

    Where a walk begins is looked for among the runs of all terms: too long for whoever asks again.
    """

    def __init__(self, Field field not None, Py_ssize_t start, Py_ssize_t end):
        self.field = field
        _begin(&self.first, field, start, end)


cdef Lying cut(const int64_t[::1] ids):
    """Documents as a field keeps them."""
    cdef Py_ssize_t at, count = ids.shape[0], runs = 0
    most = (ids[count - 1] >> 16) + 1 if count else 0
    lows, highs, turns = np.empty(count, np.uint16), np.empty(most, np.uint16), np.empty(most, np.uint32)
    cdef uint16_t[::1] all_lows = lows
    cdef uint16_t[::1] all_highs = highs
    cdef uint32_t[::1] all_turns = turns
    cdef int64_t high = -1
    for at in range(count):
        all_lows[at] = <uint16_t> ids[at]
        if ids[at] >> 16 != high:
            high = ids[at] >> 16
            all_highs[runs], all_turns[runs] = <uint16_t> high, <uint32_t> at
            runs += 1
    return Lying(Field(lows, highs[:runs], turns[:runs], None, None), 0, count)


cdef void _begin(Walk *walk, Field field, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Stand before the first of some postings, by their places in the field."""
    cdef Py_ssize_t low = 0, high = field.turns.shape[0], middle
    walk.lows = &field.lows[0]
    walk.runs = field.turns.shape[0]
    walk.at = walk.stop = start
    walk.end = end
    if walk.runs:
        walk.highs, walk.turns = &field.highs[0], &field.turns[0]
        while low < high:
            middle = (low + high) // 2
            if walk.turns[middle] <= start:
                low = middle + 1
            else:
                high = middle
    walk.run = low - 2  # The one before the run that the first posting is in.
    turn(walk)


cdef void turn(Walk *walk) noexcept nogil:
    """Go on to the next run, if there is one."""
    walk.at = walk.stop
    walk.run += 1
    walk.stop, walk.base = walk.end, 0
    if walk.runs:
        walk.base = <int64_t> walk.highs[walk.run] << 16 if walk.run < walk.runs else 0
        if walk.run + 1 < walk.runs:
            walk.stop = min(walk.end, <Py_ssize_t> walk.turns[walk.run + 1])


cdef Py_ssize_t reach(const Number *numbers, Py_ssize_t at, Py_ssize_t stop, int64_t least) noexcept nogil:
    """From one place on, that of the first number that is not smaller: by ever longer steps."""
    cdef Py_ssize_t step = 1, middle, high
    if at >= stop or numbers[at] >= least:
        return at
    while at + step < stop and numbers[at + step] < least:
        at += step
        step *= 2
    high = min(at + step, stop)
    while at + 1 < high:
        middle = (at + high) // 2
        if numbers[middle] < least:
            at = middle
        else:
            high = middle
    return high
