# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which documents score most? They are found without adding up what cannot be among them.

MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), a block of documents at a
time. The first lists, those that weigh most, a title's before an answer's, are added up; what these find goes
through the further lists for as long as it can still come up to the best. The more good ones are known, the
fewer lists are added up.
"""

from libc.stdint cimport int64_t, uint8_t, uint16_t
from libc.stdlib cimport calloc, free, malloc

import numpy as np

from search.array_engine.compiled.field cimport Lying, Walk, cut, reach, turn
from search.array_engine.compiled.heap cimport ROOM, Best, judge

cdef enum:
    BLOCK = 4096  # Documents at a time: their sums fit in the processor's nearest cache.
    RUN = 1 << 16  # Documents that share their high bits.
    FEW = 4  # Where so many fewer documents are in question than a list has, each is looked up.
    ALLOWED = 1
    FOUND = 2

cdef double SLACK = 1 - 1e-9  # Bounds are sums in another order, so they may differ in their last bits.


cdef struct List:
    Walk walk
    const uint16_t *codes
    const double *scores  # By code, or where there are no codes, by posting.
    Py_ssize_t step  # 0 where one score is that of all.
    double weight
    double rest  # What it and all further lists could give together.
    Py_ssize_t start  # The list's postings of the block.
    Py_ssize_t end
    Py_ssize_t stop  # Where its postings of the run end.


cdef struct Among:
    # The documents that are allowed, if not all are.
    const int64_t *ids
    Py_ssize_t count
    Py_ssize_t start  # Those in the block.
    Py_ssize_t end


cdef struct Work:
    double *sums  # By document of the block.
    uint8_t *state  # Whether it is allowed, or found.
    uint16_t *found  # Documents of the block that may be among the best.
    Py_ssize_t count


def best(tuple lists not None, const int64_t[::1] among, Py_ssize_t wanted):
    """The documents that score most: so many, and all that score as much as the last of these, in any order.

    A list is ``(postings, scores, weight, bound)``, and a document scores ``scores[code] * weight``; or it is
    ``(ids, scores, weight, bound)``, and scores are those of the documents. They are added in the order of the
    lists. Of the documents among the given ones, where some are given; what is in no list is left out. Raises
    MemoryError.
    """
    cdef Py_ssize_t number, count = len(lists)
    cdef List *each = <List *> calloc(count + 1, sizeof(List))
    cdef Among those = Among(NULL, -1, 0, 0)
    cdef Best found = Best(wanted, 0, NULL, 0, NULL, NULL, 0, ROOM)
    cdef Work work = Work(NULL, NULL, NULL, 0)
    cdef double rest = 0
    cdef bint done = False
    try:
        if each is NULL:
            raise MemoryError
        kept = []
        for number in range(count - 1, -1, -1):
            rest += <double> lists[number][3]
            each[number].rest = rest
            _take(each + number, lists[number], kept)
        if among is not None:
            those.count = among.shape[0]
            if those.count:
                those.ids = &among[0]
        found.heap = <double *> malloc((wanted + 1) * sizeof(double))
        found.ids = <int64_t *> malloc(ROOM * sizeof(int64_t))
        found.scores = <double *> malloc(ROOM * sizeof(double))
        work.sums = <double *> calloc(BLOCK, sizeof(double))
        work.state = <uint8_t *> calloc(BLOCK, sizeof(uint8_t))
        work.found = <uint16_t *> malloc(BLOCK * sizeof(uint16_t))
        if found.heap and found.ids and found.scores and work.sums and work.state and work.found:
            with nogil:
                done = _score(each, count, &those, &work, &found)
        if not done:
            raise MemoryError
        return _given(&found)
    finally:
        free(each)
        free(found.heap)
        free(found.ids)
        free(found.scores)
        free(work.sums)
        free(work.state)
        free(work.found)


cdef int _take(List *each, tuple given, list kept) except -1:
    cdef const double[::1] scores = given[1]
    cdef Lying own
    each.step = 1
    if isinstance(given[0], Lying):
        own = given[0]
        each.codes = &own.field.codes[0]
    else:
        own = cut(given[0])
        kept.append(own)
    each.walk = own.first
    if scores.shape[0]:
        each.scores = &scores[0]
        each.step = scores.shape[0] > 1
    each.weight = given[2]
    return 0


cdef _given(Best *found):
    """What is still among the best now that all have been seen."""
    cdef Py_ssize_t number, kept = 0
    for number in range(found.count):
        if found.scores[number] >= found.least:
            found.ids[kept] = found.ids[number]
            found.scores[kept] = found.scores[number]
            kept += 1
    ids, scores = np.empty(kept, np.int64), np.empty(kept)
    cdef int64_t[::1] all_ids = ids
    cdef double[::1] all_scores = scores
    for number in range(kept):
        all_ids[number] = found.ids[number]
        all_scores[number] = found.scores[number]
    return ids, scores


cdef bint _score(List *each, Py_ssize_t count, Among *among, Work *work, Best *found) noexcept nogil:
    """Go through all documents; False where memory is short."""
    cdef Py_ssize_t added = count
    cdef int64_t base, first
    while True:
        base = _enter(each, count)
        if base < 0:
            return True
        first = 0
        while True:
            while added > 1 and each[added - 1].rest < found.least * SLACK:
                added -= 1
            first = _next(each, added, first)
            if among.count >= 0:
                among.start = reach(among.ids, among.end, among.count, base + first)
                if among.start == among.count:
                    return True
                first = max(first, among.ids[among.start] - base)
            if first >= RUN:
                break
            if not _block(each, added, count, base, first, among, work, found):
                return False
            first += BLOCK
        _leave(each, count, base)


cdef inline int64_t _enter(List *each, Py_ssize_t count) noexcept nogil:
    """Stand before the next documents that share their high bits, and give these; -1 where there are none."""
    cdef Py_ssize_t number
    cdef int64_t base = -1
    for number in range(count):
        if each[number].walk.at < each[number].walk.end and (base < 0 or each[number].walk.base < base):
            base = each[number].walk.base
    for number in range(count):
        each[number].start = each[number].end = each[number].walk.at
        each[number].stop = each[number].walk.stop if each[number].walk.base == base else each[number].end
    return base


cdef inline void _leave(List *each, Py_ssize_t count, int64_t base) noexcept nogil:
    cdef Py_ssize_t number
    for number in range(count):
        if each[number].walk.at < each[number].walk.end and each[number].walk.base == base:
            turn(&each[number].walk)


cdef inline int64_t _next(List *each, Py_ssize_t count, int64_t first) noexcept nogil:
    """The next document that any of some lists has, in the run."""
    cdef Py_ssize_t number
    cdef int64_t least = RUN
    for number in range(count):
        each[number].end = reach(each[number].walk.lows, each[number].end, each[number].stop, first)
        if each[number].end < each[number].stop:
            least = min(least, <int64_t> each[number].walk.lows[each[number].end])
    return least


cdef bint _block(
    List *each, Py_ssize_t added, Py_ssize_t count, int64_t base, int64_t first,
    Among *among, Work *work, Best *found,
) noexcept nogil:
    """Find the best of the documents from one on; False where memory is short."""
    cdef Py_ssize_t number, at, postings = 0
    cdef int64_t last = min(first + BLOCK, <int64_t> RUN)
    cdef bint fits = True
    for number in range(count):
        each[number].start = reach(each[number].walk.lows, each[number].end, each[number].stop, first)
        each[number].end = reach(each[number].walk.lows, each[number].start, each[number].stop, last)
        if number < added:
            postings += each[number].end - each[number].start
    if among.count >= 0:
        among.end = reach(among.ids, among.start, among.count, base + last)
        for at in range(among.start, among.end):
            work.state[among.ids[at] - base - first] = ALLOWED
    if among.count >= 0 and (among.end - among.start) * FEW < postings:
        added = 0
        for at in range(among.start, among.end):
            _put(work, among.ids[at] - base - first)
    else:
        for number in range(added):
            _add(each + number, first, work, False)
        for number in range(added):
            _gather(each + number, first, among.count >= 0, each[added].rest, work, found)
    for number in range(added, count):
        _drop(work, each[number].rest, found)
        if work.count * FEW < each[number].end - each[number].start:
            _look_up(each + number, first, work)
        else:
            _add(each + number, first, work, True)
    for at in range(work.count):
        number = work.found[at]
        fits = fits and judge(base + first + number, work.sums[number], found)
        work.sums[number] = 0
        work.state[number] = 0
    work.count = 0
    for at in range(among.start, among.end):
        work.state[among.ids[at] - base - first] = 0
    return fits


cdef inline void _put(Work *work, Py_ssize_t place) noexcept nogil:
    work.found[work.count] = place
    work.count += 1
    work.state[place] = FOUND


cdef inline void _add(List *each, int64_t first, Work *work, bint found) noexcept nogil:
    """Add what a list gives, to all documents or only to those that are found."""
    cdef Py_ssize_t at, place
    cdef const uint16_t *lows = each.walk.lows
    for at in range(each.start, each.end):
        place = lows[at] - first
        if not found or work.state[place] == FOUND:
            work.sums[place] += _given_by(each, at)


cdef inline double _given_by(List *each, Py_ssize_t at) noexcept nogil:
    return each.scores[at * each.step if each.codes is NULL else each.codes[at]] * each.weight


cdef inline void _gather(
    List *each, int64_t first, bint restricted, double rest, Work *work, Best *found
) noexcept nogil:
    """Find what may be among the best of a list's documents, whose sums are there."""
    cdef Py_ssize_t at, place
    cdef const uint16_t *lows = each.walk.lows
    cdef double least = found.least * SLACK - rest
    for at in range(each.start, each.end):
        place = lows[at] - first
        if work.sums[place] == 0 or work.state[place] == FOUND:
            continue
        if work.sums[place] >= least and (not restricted or work.state[place] == ALLOWED):
            _put(work, place)
        else:
            work.sums[place] = 0


cdef inline void _drop(Work *work, double rest, Best *found) noexcept nogil:
    """Leave out what can no longer come up to the best."""
    cdef Py_ssize_t at, place, kept = 0
    cdef double least = found.least * SLACK - rest
    for at in range(work.count):
        place = work.found[at]
        if work.sums[place] >= least:
            work.found[kept] = place
            kept += 1
        else:
            work.sums[place] = 0
            work.state[place] = 0
    work.count = kept


cdef inline void _look_up(List *each, int64_t first, Work *work) noexcept nogil:
    """Add what a list gives to the documents that are found."""
    cdef Py_ssize_t number, place, before = 0, at = each.start
    for number in range(work.count):
        place = work.found[number]
        if place < before:
            at = each.start
        before = place
        at = reach(each.walk.lows, at, each.end, place + first)
        if at < each.end and each.walk.lows[at] == place + first:
            work.sums[place] += _given_by(each, at)
