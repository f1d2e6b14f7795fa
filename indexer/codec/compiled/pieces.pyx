# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Texts cut at white space, and what stands between looked up by its bytes.

`Pieces` gives what `indexer.codec.pieces` works out with a dictionary where this module could not be built: the
same words with the same numbers. A dictionary makes a string of each piece, and looks for it in four
places of memory that are far apart; here are two. Most pieces are a word of plain letters and digits with signs
around it: that is looked up in small letters and without the signs, so that there is less to know.
"""

from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcmp, memcpy
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_DecodeUTF8

import os

import numpy as np

from indexer.analysis import AROUND, SPEECH_BREAK, WORD_LIMIT

cdef enum:
    ROOM = 1 << 16  # Entries of the table at first; a power of two, as it always is.
    LIMIT = 64  # A longer word of plain letters is cut.
    PLAIN = 1  # A letter or digit of ASCII.
    SIGN = 2  # One that stands around words, of ASCII.

assert WORD_LIMIT == LIMIT

cdef char BREAK = ord(SPEECH_BREAK)

cdef uint8_t KIND[128]
for _sign in map(chr, range(128)):
    KIND[ord(_sign)] = PLAIN if _sign.isalnum() else SIGN if _sign in AROUND else 0

assert {sign for sign in AROUND if not sign.isascii()} == set("“‘”")


cdef struct Entry:
    # A piece, and the words in it.
    uint64_t hash  # 0 where there is none.
    uint64_t at  # Where its bytes begin among those of all pieces.
    uint32_t size  # How many bytes it has.
    uint32_t count  # How many words it has.
    uint64_t first  # The number of its word, where it has one; else where its words begin among those of all.


cdef struct Bytes:
    char *all
    uint64_t size
    uint64_t room


cdef struct Numbers:
    uint32_t *all
    uint64_t size
    uint64_t room


cdef class Pieces:
    """Numbers of the words of texts: a piece between white space is taken apart once."""

    cdef readonly dict known
    cdef object _parts
    cdef Entry *_entries
    cdef uint64_t _room, _count, _seed, _factor
    cdef Bytes _bytes
    cdef Numbers _inside

    def __cinit__(self, parts):
        self.known = {}
        self._parts = parts
        self._room = ROOM
        self._entries = <Entry *> calloc(ROOM, sizeof(Entry))
        if self._entries is NULL:
            raise MemoryError
        # Nobody can write texts whose pieces all come to lie in one place, without knowing these.
        self._seed, self._factor = (int.from_bytes(os.urandom(8), "little") | 1 for _ in range(2))

    def __dealloc__(self):
        free(self._entries)
        free(self._bytes.all)
        free(self._inside.all)

    def __len__(self):
        return self._count

    def texts(self):
        """An empty `Texts`, whose words are numbered here."""
        return Texts(self)

    cdef int _take(self, const char *piece, Py_ssize_t size, Numbers *words) except -1:
        """Add the words of a piece."""
        cdef char small[LIMIT]
        cdef Py_ssize_t first = 0, last = size, number
        cdef uint64_t each
        cdef bint plain
        cdef Entry *entry
        _trim(piece, &first, &last)
        plain = last > first
        for number in range(first, last):
            if <uint8_t> piece[number] >= 128 or KIND[<uint8_t> piece[number]] != PLAIN:
                plain = False
                break
        if plain:
            size = min(last - first, LIMIT)
            for number in range(size):
                small[number] = piece[first + number] | 0x20  # Digits have this bit anyway.
            piece = small
        entry = self._entry(piece, size)
        if entry.count == 1:
            return _append(words, <uint32_t> entry.first)
        for each in range(entry.first, entry.first + entry.count):
            _append(words, self._inside.all[each])
        return 0

    cdef inline Entry *_entry(self, const char *piece, uint64_t size) except NULL:
        cdef uint64_t hash = self._hash(piece, size)
        cdef Entry *entry = self._place(hash, piece, size)
        return entry if entry.hash else self._add(entry, hash, piece, size)

    cdef inline uint64_t _hash(self, const char *piece, uint64_t size) noexcept:
        cdef uint64_t hash = self._seed ^ size, eight, at = 0
        while at < size:
            eight = 0
            memcpy(&eight, piece + at, size - at if size - at < 8 else 8)
            hash = (hash ^ eight) * self._factor
            hash ^= hash >> 32
            at += 8
        return hash or 1

    cdef inline Entry *_place(self, uint64_t hash, const char *piece, uint64_t size) noexcept:
        """The entry of a piece, or the empty one where it belongs."""
        cdef uint64_t place = hash & (self._room - 1)
        cdef Entry *entry
        while True:
            entry = self._entries + place
            if not entry.hash or (
                entry.hash == hash
                and entry.size == size
                and not memcmp(self._bytes.all + entry.at, piece, size)
            ):
                return entry
            place = (place + 1) & (self._room - 1)

    cdef Entry *_add(self, Entry *entry, uint64_t hash, const char *piece, uint64_t size) except NULL:
        cdef dict known = self.known
        numbers = [
            known.setdefault(part, len(known)) for part in self._parts(PyUnicode_DecodeUTF8(piece, size, NULL))
        ]
        if 2 * self._count >= self._room:
            self._widen()
            entry = self._place(hash, piece, size)
        entry.at, entry.size, entry.count = self._bytes.size, size, len(numbers)
        _keep(&self._bytes, piece, size)
        if len(numbers) == 1:
            entry.first = numbers[0]
        else:
            entry.first = self._inside.size
            for number in numbers:
                _append(&self._inside, number)
        entry.hash = hash
        self._count += 1
        return entry

    cdef int _widen(self) except -1:
        cdef Entry *old = self._entries
        cdef uint64_t number, place, room = self._room
        cdef Entry *entries = <Entry *> calloc(2 * room, sizeof(Entry))
        if entries is NULL:
            raise MemoryError
        for number in range(room):
            if old[number].hash:
                place = old[number].hash & (2 * room - 1)
                while entries[place].hash:
                    place = (place + 1) & (2 * room - 1)
                entries[place] = old[number]
        self._entries, self._room = entries, 2 * room
        free(old)
        return 0


cdef class Texts:
    """The words of some texts, as numbers."""

    cdef Pieces _pieces
    cdef Numbers _words, _in_speech, _speeches

    def __init__(self, Pieces pieces):
        self._pieces = pieces

    def __dealloc__(self):
        free(self._words.all)
        free(self._in_speech.all)
        free(self._speeches.all)

    def add(self, str text):
        """Take a text apart."""
        cdef Py_ssize_t size, wide, at = 0, start = 0
        cdef const char *bytes = PyUnicode_AsUTF8AndSize(text, &size)
        cdef uint64_t spoken = self._words.size
        cdef uint32_t speeches = 1 if size else 0
        while at < size:
            wide = _space(bytes + at)
            if not wide:
                at += 1
                continue
            if at > start:
                self._pieces._take(bytes + start, at - start, &self._words)
            if bytes[at] == BREAK:
                _append(&self._in_speech, <uint32_t> (self._words.size - spoken))
                spoken = self._words.size
                speeches += 1
            at += wide
            start = at
        if size > start:
            self._pieces._take(bytes + start, size - start, &self._words)
        if size:
            _append(&self._in_speech, <uint32_t> (self._words.size - spoken))
        _append(&self._speeches, speeches)

    def taken(self):
        """The words, how many of them each speech has, how many speeches each text; nothing is left here."""
        return _emptied(&self._words), _emptied(&self._in_speech), _emptied(&self._speeches)


cdef inline int _trim(const char *piece, Py_ssize_t *first, Py_ssize_t *last) noexcept:
    """Leave out the signs before and behind a word."""
    cdef Py_ssize_t wide = 1
    while wide and first[0] < last[0]:
        wide = _around(piece + first[0], last[0] - first[0])
        first[0] += wide
    while first[0] < last[0]:
        if _around(piece + last[0] - 1, 1):
            last[0] -= 1
        elif last[0] - first[0] >= 3 and _around(piece + last[0] - 3, 3) == 3:
            last[0] -= 3
        else:
            break
    return 0


cdef inline Py_ssize_t _around(const char *text, Py_ssize_t left) noexcept:
    """How many bytes the sign here has, if it is one that stands around words; else 0."""
    cdef uint8_t first = text[0], third
    if first < 128:
        return KIND[first] == SIGN
    if first != 0xE2 or left < 3 or <uint8_t> text[1] != 0x80:
        return 0
    third = text[2]
    return 3 if third == 0x98 or third == 0x9C or third == 0x9D else 0


cdef inline Py_ssize_t _space(const char *text) noexcept:
    """How many bytes the sign here has, if it is white space as `str.split` knows it; else 0."""
    cdef uint8_t first = text[0], second, third
    if first <= 0x20:
        return first == 0x20 or 0x09 <= first <= 0x0D or first >= 0x1C
    if first < 0xC2 or first > 0xE3:
        return 0
    second = text[1]
    if first == 0xC2:
        return 2 if second == 0x85 or second == 0xA0 else 0
    if first < 0xE1:
        return 0
    third = text[2]
    if first == 0xE1:
        return 3 if second == 0x9A and third == 0x80 else 0
    if first == 0xE2 and second == 0x80:
        return 3 if third <= 0x8A or third == 0xA8 or third == 0xA9 or third == 0xAF else 0
    if first == 0xE2:
        return 3 if second == 0x81 and third == 0x9F else 0
    return 3 if second == 0x80 and third == 0x80 else 0


cdef inline int _append(Numbers *numbers, uint32_t number) except -1:
    if numbers.size == numbers.room:
        _make_room(numbers)
    numbers.all[numbers.size] = number
    numbers.size += 1
    return 0


cdef int _make_room(Numbers *numbers) except -1:
    cdef uint64_t room = 2 * numbers.room + 1024
    cdef uint32_t *all = <uint32_t *> realloc(numbers.all, room * sizeof(uint32_t))
    if all is NULL:
        raise MemoryError
    numbers.all, numbers.room = all, room
    return 0


cdef int _keep(Bytes *kept, const char *piece, uint64_t size) except -1:
    cdef uint64_t room
    cdef char *all
    if kept.size + size > kept.room:
        room = 2 * kept.room + size
        all = <char *> realloc(kept.all, room)
        if all is NULL:
            raise MemoryError
        kept.all, kept.room = all, room
    memcpy(kept.all + kept.size, piece, size)
    kept.size += size
    return 0


cdef _emptied(Numbers *numbers):
    """All of them as an array."""
    array = np.empty(numbers.size, np.uint32)
    cdef uint32_t[::1] view = array
    if numbers.size:
        memcpy(&view[0], numbers.all, numbers.size * sizeof(uint32_t))
    numbers.size = 0
    return array
