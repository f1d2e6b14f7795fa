# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""In which documents do words stand side by side? The postings of all are walked through together, once."""

from libc.stdint cimport int64_t, uint16_t, uint32_t
from libc.stdlib cimport calloc, free

import numpy as np

from search.array_engine.compiled.field cimport Lying, Walk, reach, turn


cdef struct Word:
    Walk walk
    const uint16_t *codes
    const uint16_t *narrow
    const uint32_t *wide
    const double *table
    double weight
    Py_ssize_t first  # Where the positions of the posting begin that the walk has come to.
    Py_ssize_t count  # How many these are.
    Py_ssize_t place  # The one that has been come to.


def phrase(tuple words not None, const int64_t[::1] among):
    """The documents in which words stand side by side, ascending, and the sums of what the words score there.

    A word is ``(postings, table, weight, first)``: its positions lie from that first one on, and it scores
    ``table[code] * weight``. No frequency is greater than a code holds. Of the documents among the given ones,
    where some are given.
    """
    cdef Py_ssize_t number, count = len(words), found = 0
    cdef Word *each = <Word *> calloc(count + 1, sizeof(Word))
    cdef const int64_t *allowed = NULL
    cdef Py_ssize_t most, allowed_count = -1
    try:
        if each is NULL:
            raise MemoryError
        for number in range(count):
            _take(each + number, words[number])
        most = min([each[number].walk.end - each[number].walk.at for number in range(count)])
        if among is not None:
            allowed_count = among.shape[0]
            most = min(most, allowed_count)
            if allowed_count:
                allowed = &among[0]
        ids, scores = np.empty(most, np.int64), np.empty(most)
        if most:
            found = _found(each, count, allowed, allowed_count, ids, scores)
        return ids[:found], scores[:found]
    finally:
        free(each)


cdef int _take(Word *each, tuple given) except -1:
    cdef Lying own = given[0]
    cdef const double[::1] table = given[1]
    each.walk = own.first
    each.codes, each.table, each.weight, each.first = &own.field.codes[0], &table[0], given[2], given[3]
    if own.field.narrow is not None:
        each.narrow = &own.field.narrow[0]
    else:
        each.wide = &own.field.wide[0]
    return 0


cdef Py_ssize_t _found(
    Word *each, Py_ssize_t count, const int64_t *among, Py_ssize_t among_count, int64_t[::1] ids, double[::1] scores
) noexcept:
    with nogil:
        return _side_by_side(each, count, among, among_count, ids, scores)


cdef Py_ssize_t _side_by_side(
    Word *each, Py_ssize_t count, const int64_t *among, Py_ssize_t among_count, int64_t[::1] ids, double[::1] scores
) noexcept nogil:
    """How many documents are found."""
    cdef Py_ssize_t number, found = 0, allowed_at = 0
    cdef int64_t id = 0, here
    cdef double score
    cdef bint agree
    while True:
        agree = True
        for number in range(count):
            here = _reach(each + number, id)
            if here < 0:
                return found
            if here > id:
                id, agree = here, number == 0
        if not agree:
            continue
        if among_count >= 0:
            allowed_at = reach(among, allowed_at, among_count, id)
            if allowed_at == among_count:
                return found
            if among[allowed_at] != id:
                id = among[allowed_at]
                continue
        if _stand(each, count):
            score = 0
            for number in range(count):
                score += each[number].table[each[number].codes[each[number].walk.at]] * each[number].weight
            ids[found], scores[found] = id, score
            found += 1
        id += 1


cdef inline int64_t _reach(Word *each, int64_t id) noexcept nogil:
    """Move on to a document, or the next that has the word, and give it; -1 where there is none."""
    cdef Walk *walk = &each.walk
    cdef Py_ssize_t at = walk.at, first = each.first
    cdef const uint16_t *lows = walk.lows
    cdef const uint16_t *codes = each.codes
    while True:
        while at < walk.stop and walk.base + lows[at] < id:
            first += codes[at] >> 8
            at += 1
        if at < walk.stop or at == walk.end:
            break
        turn(walk)
    walk.at, each.first = at, first
    if at == walk.end:
        return -1
    each.count = codes[at] >> 8
    return walk.base + lows[at]


cdef inline bint _stand(Word *each, Py_ssize_t count) noexcept nogil:
    """Whether the words stand side by side in the document that all have come to."""
    cdef Py_ssize_t start, number
    cdef int64_t wanted
    cdef Word *other
    cdef bint holds
    for number in range(1, count):
        each[number].place = 0
    for start in range(each.count):
        holds = True
        for number in range(1, count):
            other = each + number
            wanted = _position(each, start) + number
            while other.place < other.count and _position(other, other.place) < wanted:
                other.place += 1
            if other.place == other.count:
                return False
            if _position(other, other.place) != wanted:
                holds = False
                break
        if holds:
            return True
    return False


cdef inline int64_t _position(Word *each, Py_ssize_t place) noexcept nogil:
    return each.narrow[each.first + place] if each.narrow is not NULL else each.wide[each.first + place]
