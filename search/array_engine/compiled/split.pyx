# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which value has each document first, and which has it besides? One walk, and nothing written but the answer."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

import numpy as np

ctypedef fused Value:
    uint8_t
    uint16_t
    uint32_t

ctypedef fused Count:
    uint8_t
    uint16_t
    uint32_t


def split(const Value[::1] values not None, const Count[::1] counts not None, Py_ssize_t none):
    """The values of documents, one document after another, as `search.array_engine.ordinals` has them.

    Raises ValueError where the counts are not those of so many values.
    """
    cdef Py_ssize_t documents = counts.shape[0], document, total = 0, having = 0
    for document in range(documents):
        total += counts[document]
        having += counts[document] != 0
    if total != values.shape[0]:
        raise ValueError("other counts than values")
    kind = np.asarray(values).dtype
    first_values, further_values = np.empty(documents, kind), np.empty(total - having, kind)
    # Where no document has further ones, nobody asks where they begin.
    starts_of = np.empty(documents + 1 if total > having else 0, np.uint32)
    cdef Value[::1] first = first_values, further = further_values
    cdef uint32_t[::1] starts = starts_of
    cdef Py_ssize_t at = 0, put = 0, end
    for document in range(documents):
        if total > having:
            starts[document] = <uint32_t> put
        if counts[document] == 0:
            first[document] = <Value> none
            continue
        first[document] = values[at]
        end = at + counts[document]
        at += 1
        while at < end:
            further[put] = values[at]
            put += 1
            at += 1
    if total > having:
        starts[documents] = <uint32_t> put
    return first_values, further_values, starts_of
