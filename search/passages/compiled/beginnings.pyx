# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Where in texts of one byte a character do words stand that begin so?

An automaton goes from letter to letter, each time by what it found before. Here a block of letters is held against each
letter that something begins with, all at a time; what is left, a fiftieth, is looked at one by one.
"""

from libc.stdint cimport uint8_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memchr, memcmp, memcpy, memset

cdef enum:
    BLOCK = 256  # So many letters are looked at at a time; a multiple of eight.
    EIGHT = 8
    SPACE = 32
    LETTERS = 26


cdef struct Needle:
    uint64_t eight  # Its first eight bytes, or fewer.
    uint64_t mask  # Which bits of eight bytes these are.
    const uint8_t *letters
    Py_ssize_t size


cdef class Needles:
    """The first letters of some words."""

    cdef list kept  # The bytes that the needles point to.
    cdef Needle *needles  # In the order of their bytes, so that those that begin alike stand together.
    cdef Py_ssize_t begins[257]  # By byte: where those that begin with it stand.
    cdef bytes firsts  # The bytes that any begins with.
    cdef uint8_t ranks[256]  # A word begins only behind a lower rank than its first byte's.

    def __cinit__(self, needles, bytes ranks not None):
        cdef Py_ssize_t number, byte
        cdef bytes needle
        self.kept = sorted(set(needles))
        if not all(self.kept) or len(ranks) != 256:
            raise ValueError("a needle has letters, and each of 256 bytes a rank")
        self.firsts = bytes(sorted({needle[0] for needle in self.kept}))
        memcpy(self.ranks, <const char *> ranks, 256)
        self.needles = <Needle *> calloc(len(self.kept) + 1, sizeof(Needle))
        if self.needles is NULL:
            raise MemoryError
        for number in range(len(self.kept)):
            needle = self.kept[number]
            self.needles[number] = needle_of(needle, len(needle))
            self.begins[<uint8_t> needle[0] + 1] += 1
        for byte in range(256):
            self.begins[byte + 1] += self.begins[byte]

    def __dealloc__(self):
        free(self.needles)

    def stretches(self, plain):
        """Which text, from and to: of each, what stands between spaces and has a word that begins so."""
        cdef list found = []
        cdef Py_ssize_t number = 0
        cdef bytes text
        for text in plain:
            self.search(text, len(text), number, found)
            number += 1
        return found

    cdef int search(self, const uint8_t *text, Py_ssize_t length, Py_ssize_t number, list found) except -1:
        cdef uint8_t may[BLOCK]
        cdef uint64_t eight
        cdef Py_ssize_t base = 0, count, at, within, start, end = 0
        while base < length:
            count = min(<Py_ssize_t> BLOCK, length - base)
            mark(text + base, count, base > 0, self.firsts, len(self.firsts), may)
            within = 0
            while within < count:
                memcpy(&eight, may + within, EIGHT)
                within += EIGHT
                if not eight:
                    continue
                for at in range(base + within - EIGHT, base + min(within, count)):
                    if may[at - base] and at >= end and self.begins_at(text, length, at):
                        start = at
                        while start and text[start - 1] != SPACE:
                            start -= 1
                        end = end_of(text, length, at)
                        found.append((number, start, end))
            base += BLOCK
        return 0

    cdef bint begins_at(self, const uint8_t *text, Py_ssize_t length, Py_ssize_t at) noexcept nogil:
        """Whether a word begins here, and so."""
        cdef Py_ssize_t place, left = length - at, size
        cdef uint64_t eight = 0
        cdef Needle needle
        if self.ranks[text[at - 1] if at else SPACE] >= self.ranks[text[at]]:
            return False
        memcpy(&eight, text + at, min(left, <Py_ssize_t> EIGHT))
        if left < EIGHT:
            (<uint8_t *> &eight)[left] = SPACE  # Behind the last letter it is as if a space stood.
        for place in range(self.begins[text[at]], self.begins[text[at] + 1]):
            needle = self.needles[place]
            if (eight ^ needle.eight) & needle.mask:
                continue
            size = needle.size - EIGHT
            if size <= 0 or (size <= left - EIGHT and memcmp(text + at + EIGHT, needle.letters + EIGHT, size) == 0):
                return True
        return False


cdef Needle needle_of(const uint8_t *letters, Py_ssize_t size) noexcept nogil:
    cdef Needle needle
    needle.eight = needle.mask = 0
    needle.letters, needle.size = letters, size
    memcpy(&needle.eight, letters, min(size, <Py_ssize_t> EIGHT))
    memset(&needle.mask, 0xFF, min(size, <Py_ssize_t> EIGHT))
    return needle


cdef void mark(
    const uint8_t *text, Py_ssize_t count, bint goes_on, const uint8_t *firsts, Py_ssize_t many, uint8_t *may
) noexcept nogil:
    """Which letters of a block are one of these, and behind none? Those behind its end are none."""
    cdef Py_ssize_t at, each
    cdef uint8_t first
    memset(may, 0, BLOCK)
    for each in range(many):
        first = firsts[each]
        for at in range(count):
            may[at] |= text[at] == first
    if goes_on:
        may[0] &= <uint8_t> ((text - 1)[0] - c"a") >= LETTERS
    for at in range(1, count):
        may[at] &= <uint8_t> (text[at - 1] - c"a") >= LETTERS


cdef inline Py_ssize_t end_of(const uint8_t *text, Py_ssize_t length, Py_ssize_t at) noexcept nogil:
    cdef const void *space = memchr(text + at, SPACE, length - at)
    return length if space is NULL else <const uint8_t *> space - text
