"""A field's arrays, and a walk through the postings of one of its terms."""

from libc.stdint cimport int64_t, uint16_t, uint32_t

ctypedef fused Number:
    uint16_t
    int64_t


cdef class Field:
    cdef const uint16_t[::1] lows
    cdef const uint16_t[::1] highs
    cdef const uint32_t[::1] turns
    cdef const uint16_t[::1] codes
    cdef const uint16_t[::1] narrow
    cdef const uint32_t[::1] wide


cdef struct Walk:
    # Through postings in which the documents ascend, a run of those that share their high bits at a time.
    const uint16_t *lows
    const uint16_t *highs
    const uint32_t *turns
    Py_ssize_t run  # Which run of the field this is.
    Py_ssize_t runs  # How many the field has; none where no document has high bits.
    Py_ssize_t at  # The posting that the walk has come to.
    Py_ssize_t stop  # Where the run ends.
    Py_ssize_t end  # Where the postings end.
    int64_t base  # The high bits of the run's documents.


cdef class Lying:
    cdef Field field
    cdef Walk first


cdef Lying cut(const int64_t[::1] ids)
cdef Py_ssize_t reach(const Number *numbers, Py_ssize_t at, Py_ssize_t stop, int64_t least) noexcept nogil
cdef void turn(Walk *walk) noexcept nogil
