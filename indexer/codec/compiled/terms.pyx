# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Sorted terms of several segments put in one order, without a string of each.

`together` gives what `indexer.codec.merging_terms` works out by sorting where this module could not be built.
"""

from libc.stdint cimport int64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize

import numpy as np


cdef struct Head:
    # The next term of one segment.
    const char *text
    Py_ssize_t size
    const char *blob
    const int64_t *offsets
    int64_t *numbers
    Py_ssize_t place, count


def together(found):
    """The distinct terms in order, and for each of those given, its segment's terms' places among them.

    Given are the terms of each segment, as one text and where each begins in it, with the end.
    """
    cdef Head *heads = <Head *> calloc(max(len(found), 1), sizeof(Head))
    cdef Py_ssize_t heap = 0, number = -1, size = 0
    cdef const char *text = NULL
    cdef const int64_t[::1] offsets
    cdef int64_t[::1] numbers
    cdef Head *head
    cdef list terms = [], places = [np.empty(len(starts) - 1, np.int64) for _, starts in found]
    if heads is NULL:
        raise MemoryError
    try:
        for (blob, offsets), numbers in zip(found, places):
            if numbers.shape[0]:
                head = heads + heap
                head.blob, head.offsets, head.numbers = PyBytes_AS_STRING(blob), &offsets[0], &numbers[0]
                head.place, head.count = 0, numbers.shape[0]
                _read(head)
                heap += 1
        for place in range(heap // 2 - 1, -1, -1):
            _sink(heads, place, heap)
        while heap:
            head = heads
            if number < 0 or head.size != size or memcmp(head.text, text, size):
                text, size = head.text, head.size
                terms.append(PyBytes_FromStringAndSize(text, size))
                number += 1
            head.numbers[head.place] = number
            head.place += 1
            if head.place < head.count:
                _read(head)
            else:
                heap -= 1
                heads[0] = heads[heap]
            _sink(heads, 0, heap)
        return terms, places
    finally:
        free(heads)


cdef inline int _read(Head *head) noexcept:
    head.text = head.blob + head.offsets[head.place]
    head.size = head.offsets[head.place + 1] - head.offsets[head.place]
    return 0


cdef int _sink(Head *heads, Py_ssize_t place, Py_ssize_t count) noexcept:
    """Put the head at this place of a heap below all that are smaller."""
    cdef Head moved = heads[place]
    cdef Py_ssize_t child = 2 * place + 1
    while child < count:
        if child + 1 < count and _is_less(heads + child + 1, heads + child):
            child += 1
        if not _is_less(heads + child, &moved):
            break
        heads[place] = heads[child]
        place, child = child, 2 * child + 1
    if place < count:
        heads[place] = moved
    return 0


cdef inline bint _is_less(const Head *one, const Head *other) noexcept:
    cdef int order = memcmp(one.text, other.text, min(one.size, other.size))
    return order < 0 or (order == 0 and one.size < other.size)
