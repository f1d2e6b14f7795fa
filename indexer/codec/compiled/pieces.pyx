# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Texts cut at white space, and what stands between looked up by its bytes.

`Pieces` gives what `indexer.codec.pieces` works out with a dictionary where this module could not be built: the
same words with the same numbers. A dictionary makes a string of each piece, and looks for it in four
places of memory that are far apart; here is one, where it is short. Most pieces are a word of plain letters and digits
with signs around it: that is looked up in small letters and without the signs, so that there is less to know.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, realloc
from libc.string cimport memcmp, memcpy, memset
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_DecodeUTF8

import os

import numpy as np

from indexer.codec.compiled.numbers cimport Numbers, append, moved

from indexer.analysis import AROUND, SPEECH_BREAK, WORD_LIMIT

cdef extern from "stdlib.h" nogil:
    void *aligned_alloc(size_t alignment, size_t size)

cdef enum:
    LINE = 64  # Bytes of the memory that the processor fetches together.
    ROOM = 1 << 16  # Entries of the table at first; a power of two, as it always is.
    LIMIT = 64  # A longer word of plain letters is cut.
    SHORT = 16  # Bytes that an entry has room for.
    PLAIN = 1  # A letter or digit of ASCII.
    SIGN = 2  # One that stands around words, of ASCII.
    SPACE = 3  # White space of ASCII.

assert WORD_LIMIT == LIMIT

cdef uint64_t SMALL = 0x2020202020202020  # Makes letters small, and leaves digits as they are.

cdef char BREAK = ord(SPEECH_BREAK)

cdef uint8_t KIND[256]
for _sign in map(chr, range(256)):
    KIND[ord(_sign)] = 0
    if _sign.isascii():
        KIND[ord(_sign)] = PLAIN if _sign.isalnum() else SPACE if _sign.isspace() else SIGN * (_sign in AROUND)

assert {sign for sign in AROUND if not sign.isascii()} == set("“‘”")


cdef struct Key:
    # What a piece is looked up by.
    uint64_t low  # Its bytes, if it is short; else their hash.
    uint64_t high  # The rest of them; else where they begin among those of all long pieces.
    uint32_t size  # How many bytes it has; 0 where there is none.
    uint32_t count  # How many words, once they are known.


cdef struct Entry:
    # A piece, and the words in it: half a line of the processor's cache.
    Key key
    uint64_t first  # The number of its word, where it has one; else where its words begin among those of all.


cdef Entry *_room_for(uint64_t count) except NULL:
    """Room for so many entries, none of which lies in two lines of the cache."""
    cdef Entry *entries = <Entry *> aligned_alloc(LINE, count * sizeof(Entry))
    if entries is NULL:
        raise MemoryError
    memset(entries, 0, count * sizeof(Entry))
    return entries


cdef struct Bytes:
    char *all
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
        self._entries = _room_for(ROOM)
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

    cdef inline int _take(self, const char *piece, Py_ssize_t size, bint plain, Numbers *words) except -1:
        """Add the words of a piece; one of plain letters and digits is given without the signs around it."""
        cdef char small[LIMIT]
        cdef Py_ssize_t number
        cdef uint64_t each
        if plain and size > SHORT:
            size = min(size, LIMIT)
            for number in range(size):
                small[number] = piece[number] | <char> SMALL
            piece = small
        cdef Key key = self._key(piece, size, plain)
        cdef Entry *entry = self._place(&key, piece)
        if not entry.key.size:
            entry = self._add(entry, key, piece, plain)
        if entry.key.count == 1:
            return append(words, <uint32_t> entry.first)
        for each in range(entry.first, entry.first + entry.key.count):
            append(words, self._inside.all[each])
        return 0

    cdef inline Key _key(self, const char *piece, Py_ssize_t size, bint plain) noexcept:
        """Bytes of a short piece may be in it twice, so that no more than the piece is read, in two steps."""
        cdef Key key = Key(0, 0, <uint32_t> size, 0)
        cdef uint64_t small = SMALL if plain else 0
        cdef uint32_t two[2]
        cdef uint16_t four[2]
        if size > SHORT:
            key.low = self._hash(piece, size)
        elif size > 8:
            memcpy(&key.low, piece, 8)
            memcpy(&key.high, piece + size - 8, 8)
            key.low |= small
            key.high |= small
        elif size >= 4:
            memcpy(&two[0], piece, 4)
            memcpy(&two[1], piece + size - 4, 4)
            key.low = (two[0] | <uint64_t> two[1] << 32) | small
        elif size >= 2:
            memcpy(&four[0], piece, 2)
            memcpy(&four[1], piece + size - 2, 2)
            key.low = (four[0] | <uint32_t> four[1] << 16) | <uint32_t> small
        else:
            key.low = <uint8_t> piece[0] | <uint8_t> small
        return key

    cdef inline uint64_t _hash(self, const char *piece, uint64_t size) noexcept:
        cdef uint64_t hash = self._seed ^ size, eight, at = 0
        while at < size:
            eight = 0
            memcpy(&eight, piece + at, size - at if size - at < 8 else 8)
            hash = self._mixed(hash ^ eight)
            at += 8
        return hash

    cdef inline uint64_t _mixed(self, uint64_t bits) noexcept:
        bits *= self._factor
        return bits ^ bits >> 32

    cdef inline Entry *_place(self, Key *key, const char *piece) noexcept:
        """The entry of a piece, or the empty one where it belongs."""
        cdef uint64_t place = self._first_place(key)
        cdef Entry *entry
        while True:
            place &= self._room - 1
            entry = self._entries + place
            if not entry.key.size:
                return entry
            if entry.key.low == key.low and entry.key.size == key.size:
                if key.size > SHORT:
                    if not memcmp(self._bytes.all + entry.key.high, piece, key.size):
                        return entry
                elif entry.key.high == key.high:
                    return entry
            place += 1

    cdef inline uint64_t _first_place(self, Key *key) noexcept:
        cdef uint64_t rest = 0 if key.size > SHORT else key.high
        return self._mixed(self._mixed(key.low ^ self._seed) ^ rest ^ key.size)

    cdef Entry *_add(self, Entry *entry, Key key, const char *piece, bint plain) except NULL:
        cdef dict known = self.known
        cdef list numbers
        text = PyUnicode_DecodeUTF8(piece, key.size, NULL)
        numbers = [_numbered(known, part) for part in ((text.lower(),) if plain else self._parts(text))]
        if 2 * self._count >= self._room:
            self._widen()
            entry = self._place(&key, piece)
        if key.size > SHORT:
            key.high = self._bytes.size
            _keep(&self._bytes, piece, key.size)
        key.count = len(numbers)
        entry.first = numbers[0] if key.count == 1 else self._inside.size
        if key.count > 1:
            for number in numbers:
                append(&self._inside, number)
        entry.key = key
        self._count += 1
        return entry

    cdef int _widen(self) except -1:
        cdef Entry *old = self._entries
        cdef uint64_t number, place, room = 2 * self._room
        cdef Entry *entries = _room_for(room)
        for number in range(self._room):
            if old[number].key.size:
                place = self._first_place(&old[number].key) & (room - 1)
                while entries[place].key.size:
                    place = (place + 1) & (room - 1)
                entries[place] = old[number]
        self._entries, self._room = entries, room
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

    def add(self, texts):
        """Take texts apart."""
        cdef str text
        for text in texts:
            self._add(text)

    cdef int _add(self, str text) except -1:
        cdef Py_ssize_t size, first, last, start, at = 0
        # There is a zero behind it, which is no part of any piece.
        cdef const char *bytes = PyUnicode_AsUTF8AndSize(text, &size)
        cdef uint64_t spoken = self._words.size
        cdef uint32_t speeches = 1 if size else 0
        while at < size:
            if _kind(bytes, at) == SPACE:
                if bytes[at] == BREAK:
                    append(&self._in_speech, <uint32_t> (self._words.size - spoken))
                    spoken = self._words.size
                    speeches += 1
                at += 1
                continue
            start = at
            at = _past(bytes, at, SIGN)
            first, last = at, _past(bytes, at, PLAIN)
            at = _past(bytes, last, SIGN)
            if last > first and (at == size or _kind(bytes, at) == SPACE):
                self._pieces._take(bytes + first, last - first, True, &self._words)
            else:
                at = self._odd(bytes, start, size)
        if size:
            append(&self._in_speech, <uint32_t> (self._words.size - spoken))
        return append(&self._speeches, speeches)

    cdef Py_ssize_t _odd(self, const char *text, Py_ssize_t start, Py_ssize_t size) except -1:
        """Take a piece of any kind, or wide white space, and say where it ends."""
        cdef Py_ssize_t at = start, first, last, number
        cdef Py_ssize_t wide = _space(text + at)
        if wide:
            return at + wide
        while at < size and not _space(text + at):
            at += 1
        first, last = start, at
        _trim(text, &first, &last)
        if last > first and _past(text, first, PLAIN) >= last:
            self._pieces._take(text + first, last - first, True, &self._words)
        elif not self._number(text + first, last - first):
            self._pieces._take(text + start, at - start, False, &self._words)
        return at

    cdef bint _number(self, const char *piece, Py_ssize_t size) except -1:
        """Take a number with signs in it, such as ``1,000`` or ``2019/20``, if the piece is one.

        It is one word, without its commas; and there is no end to them, so that analysis would be asked often.
        """
        cdef char word[LIMIT]
        cdef Py_ssize_t at, kept = 0
        if size > 2 and piece[0] == b"\xc2" and piece[1] == b"\xa3":  # A pound.
            piece, size = piece + 2, size - 2
        if size and piece[size - 1] == b"%":
            size -= 1
        if size > LIMIT or not size or not _is_digit(piece[0]) or not _is_digit(piece[size - 1]):
            return False
        for at in range(size):
            if not _is_digit(piece[at]):
                if piece[at] not in b",./:" or not _is_digit(piece[at + 1]):
                    return False
                if piece[at] == b",":
                    continue
            word[kept] = piece[at]
            kept += 1
        self._pieces._take(word, kept, True, &self._words)
        return True

    def taken(self):
        """The words, how many of them each speech has, how many speeches each text; nothing is left here."""
        return _emptied(&self._words), _emptied(&self._in_speech), _emptied(&self._speeches)


cdef inline bint _is_digit(char sign) noexcept:
    return b"0" <= sign <= b"9"


cdef inline object _numbered(dict known, part):
    """The number of a word; the next one, where it is new."""
    number = known.get(part)
    if number is None:
        number = known[part] = len(known)
    return number


cdef inline uint8_t _kind(const char *text, Py_ssize_t at) noexcept:
    return KIND[<uint8_t> text[at]]


cdef inline Py_ssize_t _past(const char *text, Py_ssize_t at, uint8_t kind) noexcept:
    """Where the next sign of another kind stands."""
    while KIND[<uint8_t> text[at]] == kind:
        at += 1
    return at


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
    if KIND[first] == SIGN:
        return 1
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
    return moved(numbers, np.empty(numbers.size, np.uint32))
