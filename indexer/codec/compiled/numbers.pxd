"""Numbers that come one by one, and are then given as one array."""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport realloc
from libc.string cimport memcpy


cdef struct Numbers:
    uint32_t *all
    uint64_t size
    uint64_t room


cdef inline int append(Numbers *numbers, uint32_t number) except -1:
    if numbers.size == numbers.room:
        make_room(numbers)
    numbers.all[numbers.size] = number
    numbers.size += 1
    return 0


cdef inline int make_room(Numbers *numbers) except -1:
    cdef uint64_t room = 2 * numbers.room + 1024
    cdef uint32_t *all = <uint32_t *> realloc(numbers.all, room * sizeof(uint32_t))
    if all is NULL:
        raise MemoryError
    numbers.all, numbers.room = all, room
    return 0


cdef inline moved(Numbers *numbers, array):
    """All of them, in an array that has room for as many; nothing is left here."""
    cdef uint32_t[::1] view = array
    if numbers.size:
        memcpy(&view[0], numbers.all, numbers.size * sizeof(uint32_t))
    numbers.size = 0
    return array
