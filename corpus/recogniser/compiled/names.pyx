# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which of many names stand in a text? Names are whole words, so they are looked for where words begin.

What stands from there on is hashed, up to eight letters at a time. Three sets of bits, which stay in the nearest
caches, say of the hash whether it may be the first word of a name, whether a name may end here, and whether one may
go on. Only where one may end is it looked up, and compared letter by letter.
"""

from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy

cdef extern from *:
    """
    #if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    #error "the first letter of eight has to be the lowest"
    #endif
    """
    int lowest_bit "__builtin_ctzll" (uint64_t) nogil

cdef enum:
    SPACE = 32
    EIGHT = 8  # So many letters are hashed at a time.
    FIRST = 16  # The logarithms of how many bits the sets have.
    FURTHER = 18


cdef struct Ending:
    uint32_t tag  # The upper half of a name's hash.
    uint32_t number  # Counted from 1; 0 where nothing is.


cdef class Names:
    """Finds names that begin and end with a space."""

    cdef bytes joined
    cdef const uint8_t *letters  # Those of all names, one after the other.
    cdef uint32_t *begins  # Where each begins there, and the end.
    cdef Ending *endings
    cdef uint64_t mask
    cdef uint8_t first[1 << (FIRST - 3)]
    cdef uint8_t ends[1 << (FURTHER - 3)]
    cdef uint8_t goes_on[1 << (FURTHER - 3)]

    def __cinit__(self, names):
        cdef Py_ssize_t at, end = 0, number = 0
        cdef uint64_t hash
        cdef bytes name
        self.mask = EIGHT
        while self.mask < 2 * <uint64_t> len(names):
            self.mask *= 2
        self.begins = <uint32_t *> calloc(len(names) + 1, sizeof(uint32_t))
        self.endings = <Ending *> calloc(self.mask, sizeof(Ending))
        if self.begins is NULL or self.endings is NULL:
            raise MemoryError
        self.mask -= 1
        self.joined = b"".join(names) + b" " * EIGHT
        self.letters = self.joined
        for name in names:
            if len(name) < 2 or name[0] != SPACE or name[len(name) - 1] != SPACE:
                raise ValueError(f"a name begins and ends with a space: {name!r}")
            at = end + 1
            end += len(name)
            number += 1
            self.begins[number] = end
            hash = after_word(0, self.letters, &at)
            put(self.first, FIRST, hash)
            while at < end:
                put(self.goes_on, FURTHER, hash)
                hash = after_word(hash, self.letters, &at)
            put(self.ends, FURTHER, hash)
            self.learn(hash, number)

    def __dealloc__(self):
        free(self.begins)
        free(self.endings)

    def found(self, bytes text not None):
        """Start and end of each name in the text, and its number in the order of the names given.

        Places are in the order of their starts, then of their ends.
        """
        cdef Py_ssize_t start, at, following, length = len(text), number
        cdef uint64_t hash
        cdef bytes padded = text + b" " * EIGHT  # The last letters are looked at as eight, too.
        cdef const uint8_t *letters = padded
        cdef list places = []
        start = text.find(b" ")
        while 0 <= start < length - 1:
            at = start + 1
            hash = after_word(0, letters, &at)
            following = at - 1
            if has(self.first, FIRST, hash):
                while at <= length:
                    if has(self.ends, FURTHER, hash):
                        number = self.number(hash, letters + start, at - start)
                        if number >= 0:
                            places.append((start, at, number))
                    if not has(self.goes_on, FURTHER, hash):
                        break
                    hash = after_word(hash, letters, &at)
            start = following
        return places

    cdef void learn(self, uint64_t hash, uint32_t number) noexcept nogil:
        cdef uint64_t at = hash & self.mask
        while self.endings[at].number:
            at = (at + 1) & self.mask
        self.endings[at] = Ending(hash >> 32, number)

    cdef Py_ssize_t number(self, uint64_t hash, const uint8_t *letters, Py_ssize_t length) noexcept nogil:
        """That of the name of these letters; -1 where there is none."""
        cdef uint64_t at = hash & self.mask
        cdef uint32_t begin, number
        while self.endings[at].number:
            number = self.endings[at].number - 1
            begin = self.begins[number]
            if (
                self.endings[at].tag == hash >> 32
                and self.begins[number + 1] - begin == length
                and memcmp(self.letters + begin, letters, length) == 0
            ):
                return number
            at = (at + 1) & self.mask
        return -1


cdef inline uint64_t after_word(uint64_t hash, const uint8_t *letters, Py_ssize_t *at) noexcept nogil:
    """The hash with one more word and the space behind it, and where the next begins."""
    cdef uint64_t eight, spaces
    cdef int bit
    while True:
        memcpy(&eight, letters + at[0], EIGHT)
        # The upper bit of the first byte that is a space, and perhaps of some behind it.
        spaces = eight ^ <uint64_t> 0x2020202020202020
        spaces = (spaces - <uint64_t> 0x0101010101010101) & ~spaces & <uint64_t> 0x8080808080808080
        if spaces:
            bit = lowest_bit(spaces)
            at[0] += (bit >> 3) + 1
            return mixed(hash ^ eight << (63 - bit))
        hash = mixed(hash ^ eight)
        at[0] += EIGHT


cdef inline uint64_t mixed(uint64_t hash) noexcept nogil:
    hash *= <uint64_t> 0x9E3779B97F4A7C15
    return hash ^ hash >> 32


cdef inline void put(uint8_t *bits, int size, uint64_t hash) noexcept nogil:
    hash = hash >> 20 & ((1 << size) - 1)
    bits[hash >> 3] |= 1 << (hash & 7)


cdef inline bint has(const uint8_t *bits, int size, uint64_t hash) noexcept nogil:
    hash = hash >> 20 & ((1 << size) - 1)
    return bits[hash >> 3] >> (hash & 7) & 1
