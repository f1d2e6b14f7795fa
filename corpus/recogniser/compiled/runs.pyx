# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Has a text white space that does not stand alone? Every letter is looked at, and no branch depends on it."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    const void *PyUnicode_DATA(object text)

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t


def has_runs(str text not None):
    """Whether two spaces, or a space and a new line, stand side by side; or a carriage return anywhere."""
    cdef const void *letters = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    if kind == 1:
        return found(<const uint8_t *> letters, len(text))
    if kind == 2:
        return found(<const uint16_t *> letters, len(text))
    return found(<const uint32_t *> letters, len(text))


cdef bint found(const Letter *letters, Py_ssize_t length) noexcept nogil:
    cdef Py_ssize_t at
    cdef Letter here, behind, any_run = 0
    if length == 0:
        return False
    for at in range(length - 1):
        here, behind = letters[at], letters[at + 1]
        any_run |= here == b"\r"
        any_run |= (here == b" ") & (behind == b" ")
        any_run |= (here == b" ") & (behind == b"\n")
        any_run |= (here == b"\n") & (behind == b" ")
    return any_run or letters[length - 1] == b"\r"
