# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A passage of a text: where it begins and ends, and how it is shown.

`search.passages.cutting` says the same with searches and slices, and what it is for.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc

from search.passages.sizes import LEAD, PASSAGE, PASSAGES, REACH

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    const void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, const void *letters, Py_ssize_t at) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 letter) noexcept nogil
    object PyUnicode_FromKindAndData(int kind, const void *letters, Py_ssize_t length)

cdef enum:
    AS_UCS4 = 4  # The kind of four bytes a letter.
    AROUND = 4  # Room for dots and spaces.
    DOTS = 0x2026

cdef Py_ssize_t lead = LEAD, passage = PASSAGE, most = PASSAGES, reach = REACH


def window(str text not None, Py_ssize_t anchor, Py_ssize_t floor, Py_ssize_t ceiling):
    cdef Py_ssize_t start, end
    if not 0 <= floor <= anchor <= ceiling <= len(text):
        raise IndexError("a place of a text stands between bounds in it")
    start, end = around(text, anchor, floor, ceiling)
    return start, end


cdef (Py_ssize_t, Py_ssize_t) around(str text, Py_ssize_t anchor, Py_ssize_t floor, Py_ssize_t ceiling) noexcept:
    cdef const void *letters = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t start = max(anchor - lead, floor), ended, end, space
    if start < anchor:
        ended = behind_last_stop(kind, letters, start, anchor)
        if ended >= 0:
            start = ended
        elif start > floor:
            while start < anchor and PyUnicode_READ(kind, letters, start) != u" ":
                start += 1
            start = min(start + 1, anchor)
    end = start + passage
    if end >= ceiling:
        return start, ceiling
    space = end - 1
    while space > anchor and PyUnicode_READ(kind, letters, space) != u" ":
        space -= 1
    return start, space if space > anchor else end


cdef Py_ssize_t behind_last_stop(int kind, const void *letters, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Behind the last stop, and the white space after it; -1 where there is none."""
    cdef Py_ssize_t at = end
    cdef Py_UCS4 here, behind = 0
    while at > start:
        at -= 1
        here = PyUnicode_READ(kind, letters, at)
        if here == u"\n" or here == u"\t" or (behind == u" " and is_stop(here)):
            at += 1
            while at < end and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, letters, at)):
                at += 1
            return at
        behind = here
    return -1


cdef inline bint is_stop(Py_UCS4 letter) noexcept nogil:
    return letter == u"." or letter == u"?" or letter == u"!" or letter == u":" or letter == u";"


def without_choice(texts, found):
    cdef list passages = []
    cdef list words
    cdef Py_ssize_t number = -1, anchor, last, start, end
    cdef str text
    for words in found:
        number += 1
        if not words:
            continue
        text, anchor, last = texts[number], words[0][0], words[len(words) - 1][1]
        if not 0 <= anchor <= last <= len(text):
            raise IndexError("what was found stands within its text")
        start, end = around(text, anchor, 0, len(text))
        if last > end or last - anchor > reach or len(passages) == most:
            return None
        passages.append((number, *cut(text, start, end, words)))
    return passages


def cut(str text not None, Py_ssize_t start, Py_ssize_t end, found):
    cdef Py_ssize_t before = 2 if start else 0, length = 0
    cdef Py_UCS4 *line
    if not 0 <= start <= end <= len(text):
        raise IndexError("a passage stands within its text")
    line = <Py_UCS4 *> PyMem_Malloc((end - start + AROUND) * sizeof(Py_UCS4))
    if line is NULL:
        raise MemoryError
    try:
        length = write(PyUnicode_KIND(text), PyUnicode_DATA(text), start, end, len(text), line)
        return PyUnicode_FromKindAndData(AS_UCS4, line, length), marks(found, before - start)
    finally:
        PyMem_Free(line)


cdef Py_ssize_t write(
    int kind, const void *letters, Py_ssize_t start, Py_ssize_t end, Py_ssize_t whole, Py_UCS4 *line
) noexcept nogil:
    """Write a passage in one line, with dots where it is cut: how many letters that are."""
    cdef Py_ssize_t at, length = 0
    cdef Py_UCS4 letter
    if start:
        line[0], line[1] = DOTS, u" "
        length = 2
    for at in range(start, end):
        letter = PyUnicode_READ(kind, letters, at)
        line[length] = u" " if Py_UNICODE_ISSPACE(letter) else letter
        length += 1
    if end < whole:
        line[length], line[length + 1] = u" ", DOTS
        length += 2
    return length


cdef tuple marks(found, Py_ssize_t shift):
    cdef list all = []
    cdef Py_ssize_t start, end, begun = 0, ended = -1
    for start, end, _ in found:
        if start <= ended:
            ended = max(end, ended)
            all[len(all) - 1] = (begun + shift, ended + shift)
        else:
            begun, ended = start, end
            all.append((start + shift, end + shift))
    return tuple(all)
