# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""How many documents have each value of some fields, and which values do most have?

One pass over the documents a field, and then one over its values.
"""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t
from libc.stdlib cimport calloc, free

import numpy as np

from search.result import FacetValue

cdef object new_tuple = tuple.__new__

cdef enum:
    APART = 4  # Neighbours are counted apart: a count that is added to again at once has to wait for itself.
    WORTH_IT = 4  # From so many documents a value on.
    CHUNK = 512
    FEW = 4

cdef struct Counted:
    int64_t count
    int64_t place
    Py_ssize_t value

cdef struct Laid:
    const uint8_t *numbers  # In as many bytes a value as it takes.
    Py_ssize_t width
    Py_ssize_t count
    int64_t *counts
    Py_ssize_t size

ctypedef fused Count:
    uint8_t
    uint16_t
    uint32_t

ctypedef fused Value:
    uint8_t
    uint16_t
    uint32_t


cdef struct Field:
    const uint8_t *first  # In as many bytes a value as it takes.
    const uint8_t *further
    const uint32_t *starts  # NULL where no document has further values.
    Py_ssize_t width
    Py_ssize_t size


cdef class Values:
    """The values of several fields by document, as `search.array_engine.ordinals` describes them."""

    cdef Field *fields
    cdef Py_ssize_t count
    cdef list arrays  # What the pointers lead into.

    def __cinit__(self, fields):
        """A field is ``(first, further, starts, size)``."""
        cdef const uint8_t[::1] values
        cdef const uint32_t[::1] begun
        cdef Field *field
        self.count, self.arrays = len(fields), []
        self.fields = field = <Field *> calloc(self.count + 1, sizeof(Field))
        if field is NULL:
            raise MemoryError
        for first, further, starts, size in fields:
            field.width, field.size = first.dtype.itemsize, size
            self.arrays += [first, further, starts]
            if len(first):
                values = first.view(np.uint8)
                field.first = &values[0]
            if len(further):
                values, begun = further.view(np.uint8), starts
                field.further, field.starts = &values[0], &begun[0]
            field += 1

    def __dealloc__(self):
        free(self.fields)

    def counts(self, const int64_t[::1] ids not None):
        """How many of the documents have each value, one field after another. Raises MemoryError."""
        cdef Py_ssize_t number, total = 1, most = 1
        for number in range(self.count):
            total += self.fields[number].size
            most = max(most, self.fields[number].size + 1)
        # One more: what has no value is counted behind the last one, where the next field begins.
        counts = np.zeros(total, np.int64)
        cdef int64_t[::1] into = counts
        cdef uint32_t *apart = <uint32_t *> calloc(APART * most, sizeof(uint32_t))
        if apart is NULL:
            raise MemoryError
        try:
            if ids.shape[0]:
                with nogil:
                    _count(self.fields, self.count, &ids[0], ids.shape[0], apart, &into[0])
        finally:
            free(apart)
        return counts[:total - 1]


cdef void _count(
    Field *field, Py_ssize_t fields, const int64_t *ids, Py_ssize_t count, uint32_t *apart, int64_t *counts
) noexcept nogil:
    for _ in range(fields):
        counts[0] = 0
        if field.width == 1:
            _count_field(field, <const uint8_t *> field.first, ids, count, apart, counts)
        elif field.width == 2:
            _count_field(field, <const uint16_t *> field.first, ids, count, apart, counts)
        else:
            _count_field(field, <const uint32_t *> field.first, ids, count, apart, counts)
        counts += field.size
        field += 1


cdef void _count_field(
    Field *field, const Value *first, const int64_t *ids, Py_ssize_t count, uint32_t *apart, int64_t *counts
) noexcept nogil:
    cdef Py_ssize_t at = 0, size = field.size + 1, value
    if count >= WORTH_IT * size:
        while at + APART <= count:
            apart[first[ids[at]]] += 1
            apart[size + first[ids[at + 1]]] += 1
            apart[2 * size + first[ids[at + 2]]] += 1
            apart[3 * size + first[ids[at + 3]]] += 1
            at += APART
        for value in range(APART * size):
            counts[value % size] += apart[value]
            apart[value] = 0
    while at < count:
        counts[first[ids[at]]] += 1
        at += 1
    if field.starts is not NULL:
        _count_further(<const Value *> field.further, field.starts, ids, count, counts)


cdef void _count_further(
    const Value *further, const uint32_t *starts, const int64_t *ids, Py_ssize_t count, int64_t *counts
) noexcept nogil:
    cdef int64_t having[CHUNK]
    cdef uint32_t places[CHUNK * FEW]
    cdef Py_ssize_t at = 0, end, number, found, several
    cdef uint32_t place, stop
    while at < count:
        end = min(at + CHUNK, count)
        # Whether a document has any, and how many, a branch would often guess wrong: so there are none.
        found = several = 0
        for number in range(at, end):
            having[found] = ids[number]
            found += starts[ids[number]] != starts[ids[number] + 1]
        for number in range(found):
            place, stop = starts[having[number]], starts[having[number] + 1]
            places[several] = place
            places[several + 1] = place + 1
            places[several + 2] = place + 2
            places[several + 3] = place + 3
            if stop - place <= FEW:
                several += stop - place
            else:
                while place < stop:
                    counts[further[place]] += 1
                    place += 1
        for number in range(several):
            counts[further[places[number]]] += 1
        at = end


def laid(numbers not None, sizes not None, const int64_t[::1] ids not None, Py_ssize_t size):
    """How many of some documents, ascending, have each value, as `search.array_engine.ordinals.Laid` has them.

    Raises ValueError where the documents, their sizes or the values cannot be.
    """
    counts = np.zeros(size, np.int64)
    if not ids.shape[0] or not len(numbers):
        return counts
    if not 0 <= ids[0] <= ids[ids.shape[0] - 1] < len(sizes):
        raise ValueError("no such documents")
    cdef const uint8_t[::1] values = numbers.view(np.uint8), having = sizes.view(np.uint8)
    cdef int64_t[::1] into = counts
    cdef Laid lies
    lies.numbers, lies.count, lies.width = &values[0], len(numbers), numbers.dtype.itemsize
    lies.counts, lies.size = &into[0] if size else NULL, size
    cdef Py_ssize_t width = sizes.dtype.itemsize
    cdef bint fits
    with nogil:
        if width == 1:
            fits = _count_laid(&lies, &having[0], &ids[0], ids.shape[0])
        elif width == 2:
            fits = _count_laid(&lies, <const uint16_t *> &having[0], &ids[0], ids.shape[0])
        else:
            fits = _count_laid(&lies, <const uint32_t *> &having[0], &ids[0], ids.shape[0])
    if not fits:
        raise ValueError("other sizes than values, or documents that are not ascending")
    return counts


cdef bint _count_laid(Laid *lies, const Count *sizes, const int64_t *ids, Py_ssize_t count) noexcept nogil:
    """Where a document's values begin is the sum of the sizes before it: nothing is written but the counts."""
    cdef Py_ssize_t number, document = 0, at = 0, end
    cdef uint32_t value
    for number in range(count):
        if ids[number] < document:
            return False
        while document < ids[number]:
            at += sizes[document]
            document += 1
        end = at + sizes[document]
        if end > lies.count:
            return False
        document += 1
        while at < end:
            if lies.width == 1:
                value = lies.numbers[at]
            elif lies.width == 2:
                value = (<const uint16_t *> lies.numbers)[at]
            else:
                value = (<const uint32_t *> lies.numbers)[at]
            if value >= lies.size:
                return False
            lies.counts[value] += 1
            at += 1
    return True


def most_frequent(
    const int64_t[::1] counts not None, const int64_t[::1] places not None, const int64_t[::1] starts not None,
    Py_ssize_t size, list texts not None, list labels not None,
):
    """So many values of each field with their counts: the most frequent first, equal ones by their places.

    Where the values of each field begin, and where those of the last one end, is in `starts`. Values that no
    document has are left out. Raises MemoryError.
    """
    cdef list fields = []
    cdef Py_ssize_t field, number, found, total = counts.shape[0], before = 0
    cdef Counted *most
    for field in range(starts.shape[0]):
        if starts[field] < before:
            raise ValueError("values of a field begin behind those of the one before")
        before = starts[field]
    if before > total or not places.shape[0] == len(texts) == len(labels) == total or (before and starts[0] < 0):
        raise ValueError("each value has a count, a place, a text and a label")
    size = max(0, min(size, total))
    most = <Counted *> calloc(size + 1, sizeof(Counted))
    if most is NULL:
        raise MemoryError
    try:
        for field in range(starts.shape[0] - 1):
            found = _most(&counts[0], &places[0], starts[field], starts[field + 1], most, size) if size else 0
            fields.append([_value(texts, labels, &most[number]) for number in range(found)])
    finally:
        free(most)
    return fields


cdef _value(list texts, list labels, const Counted *counted):
    return new_tuple(FacetValue, (texts[counted.value], labels[counted.value], counted.count))


cdef Py_ssize_t _most(
    const int64_t *counts, const int64_t *places, int64_t start, int64_t end, Counted *most, Py_ssize_t size
) noexcept nogil:
    """Put those of one field in order, each behind those that come before it; how many there are."""
    cdef Py_ssize_t value, found = 0, at
    for value in range(start, end):
        if not counts[value]:
            continue
        if found == size:
            if not _precedes(counts[value], places[value], &most[found - 1]):
                continue
            found -= 1
        at = found
        while at and _precedes(counts[value], places[value], &most[at - 1]):
            most[at] = most[at - 1]
            at -= 1
        most[at].count, most[at].place, most[at].value = counts[value], places[value], value
        found += 1
    return found


cdef inline bint _precedes(int64_t count, int64_t place, const Counted *other) noexcept nogil:
    return count > other.count or (count == other.count and place < other.place)
