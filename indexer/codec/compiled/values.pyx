# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The values of one keyword field numbered as they come.

`Values` gives what `indexer.codec.inverting_keywords` does in Python where this module could not be built.
"""

from libc.stdint cimport uint32_t
from libc.stdlib cimport free
from cpython.dict cimport PyDict_GetItemWithError
from cpython.object cimport PyObject

from indexer.codec.compiled.numbers cimport Numbers, append, moved

import numpy as np


cdef class Values:
    """The values of some documents in a field, as numbers."""

    cdef readonly dict known
    cdef Numbers _values, _counts

    def __cinit__(self):
        self.known = {}

    def __dealloc__(self):
        free(self._values.all)
        free(self._counts.all)

    def add(self, tuple documents):
        """The values of each of some documents: of all kinds of collections, these are the quickest to go through."""
        for values in documents:
            if isinstance(values, tuple):
                for value in <tuple> values:
                    self._add(value)
            elif isinstance(values, list):
                for value in <list> values:
                    self._add(value)
            else:
                for value in <dict?> values:
                    self._add(value)
            append(&self._counts, <uint32_t> len(values))

    cdef inline int _add(self, value) except -1:
        cdef PyObject *found = PyDict_GetItemWithError(self.known, value)
        cdef uint32_t number
        if found is NULL:
            number = <uint32_t> len(self.known)
            self.known[value] = number
        else:
            number = <object> found
        return append(&self._values, number)

    def taken(self):
        """The numbers of all values, one document after another, and how many each document has."""
        return _emptied(&self._values), _emptied(&self._counts)


cdef _emptied(Numbers *numbers):
    return moved(numbers, np.empty(numbers.size, np.uint32))
