"""The best documents so far, and what another must score to be among them."""

from libc.stdint cimport int64_t
from libc.stdlib cimport realloc

cdef enum:
    ROOM = 64  # For how many documents there is room at first.


cdef struct Best:
    # Documents that scored at least as much as the last of the best did when they were found.
    Py_ssize_t wanted
    Py_ssize_t reached  # How many scores there are in the heap.
    double *heap  # The best scores, the least of them first.
    double least  # What must be reached.
    int64_t *ids
    double *scores
    Py_ssize_t count
    Py_ssize_t room


cdef inline bint judge(int64_t id, double score, Best *found) noexcept nogil:
    """Keep a document if it comes up to the best; False where there is no room."""
    if score < found.least or score == 0:
        return True
    if found.count == found.room and not _widen(found):
        return False
    found.ids[found.count] = id
    found.scores[found.count] = score
    found.count += 1
    if score > found.least:
        _rank(score, found)
    return True


cdef inline void _rank(double score, Best *found) noexcept nogil:
    """Put a score in the heap of the best, in the place of the least where it is full."""
    cdef Py_ssize_t at = 0, child
    cdef double *heap = found.heap
    if found.reached < found.wanted:
        at = found.reached
        found.reached += 1
        while at and heap[(at - 1) // 2] > score:
            heap[at] = heap[(at - 1) // 2]
            at = (at - 1) // 2
    else:
        while 2 * at + 1 < found.reached:
            child = 2 * at + 1
            if child + 1 < found.reached and heap[child + 1] < heap[child]:
                child += 1
            if heap[child] >= score:
                break
            heap[at] = heap[child]
            at = child
    heap[at] = score
    if found.reached == found.wanted:
        found.least = heap[0]


cdef inline bint _widen(Best *found) noexcept nogil:
    cdef void *ids = realloc(found.ids, 2 * found.room * sizeof(int64_t))
    if ids is not NULL:
        found.ids = <int64_t *> ids
    cdef void *scores = realloc(found.scores, 2 * found.room * sizeof(double))
    if scores is not NULL:
        found.scores = <double *> scores
    if ids is NULL or scores is NULL:
        return False
    found.room *= 2
    return True
