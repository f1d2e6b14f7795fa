# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Postings put to their places when segments are merged, and those of all words of a stem put together.

`put` and `united` give what `indexer.codec.uniting` works out with numpy where this module could not be built.
"""

from libc.stdint cimport int64_t, uint16_t, uint32_t
from libc.string cimport memcpy

import numpy as np

ctypedef fused Number:
    uint16_t
    uint32_t


cdef struct Postings:
    uint32_t *ids
    uint32_t *frequencies


def put(Number[::1] target, const int64_t[::1] starts, const int64_t[::1] counts, const Number[::1] source):
    """Copy the runs of the source, which lie one after another, to where each is to start in the target."""
    cdef Py_ssize_t run, at = 0, count, start, each
    for run in range(starts.shape[0]):
        start, count = starts[run], counts[run]
        if start < 0 or count < 0 or start + count > target.shape[0] or at + count > source.shape[0]:
            raise ValueError("a run that lies outside")
        for each in range(count):
            target[start + each] = source[at + each]
        at += count


def united(
    uint32_t[::1] ids, uint32_t[::1] frequencies, const int64_t[::1] sizes, const int64_t[::1] words
):
    """The postings of stems, and how many each has, from those of their words, in the order of the stems.

    Given are how many postings each word has, and how many words each stem has.
    """
    cdef Py_ssize_t stem, word = 0, at = 0, done = 0, total = ids.shape[0]
    if np.sum(sizes) != total or np.sum(words) != sizes.shape[0] or frequencies.shape[0] != total:
        raise ValueError("not as many postings or words as are told")
    all_ids, all_frequencies = np.empty((2, total), np.uint32)
    spare = np.empty(2 * total, np.uint32)
    counts = np.zeros(words.shape[0], np.int64)
    cdef int64_t[::1] counted = counts
    cdef uint32_t[::1] out_ids = all_ids, out_frequencies = all_frequencies, room = spare
    cdef Postings given, made, between
    if total:
        given = Postings(&ids[0], &frequencies[0])
        made = Postings(&out_ids[0], &out_frequencies[0])
        between = Postings(&room[0], &room[total])
        for stem in range(words.shape[0]):
            if words[stem]:
                counted[stem] = _unite(_from(given, at), &sizes[word], words[stem], _from(made, done), between)
                at += _sum(&sizes[word], words[stem])
                word += words[stem]
                done += counted[stem]
    return all_ids[:done], all_frequencies[:done], counts


cdef Py_ssize_t _unite(
    Postings given, const int64_t *sizes, Py_ssize_t words, Postings made, Postings spare
) noexcept:
    """Unite the postings of so many words, one half after the other, with as much to spare as is given."""
    cdef Py_ssize_t half = words // 2, left, first, last
    if words == 1:
        memcpy(made.ids, given.ids, sizes[0] * sizeof(uint32_t))
        memcpy(made.frequencies, given.frequencies, sizes[0] * sizeof(uint32_t))
        return sizes[0]
    left = _sum(sizes, half)
    first = _unite(given, sizes, half, spare, made)
    last = _unite(_from(given, left), sizes + half, words - half, _from(spare, left), _from(made, left))
    return _merge(spare, first, _from(spare, left), last, made)


cdef Py_ssize_t _merge(Postings one, Py_ssize_t ones, Postings other, Py_ssize_t others, Postings made) noexcept:
    cdef Py_ssize_t here = 0, there = 0, done = 0
    while here < ones or there < others:
        if there == others or (here < ones and one.ids[here] < other.ids[there]):
            made.ids[done], made.frequencies[done] = one.ids[here], one.frequencies[here]
            here += 1
        else:
            made.ids[done], made.frequencies[done] = other.ids[there], other.frequencies[there]
            if here < ones and one.ids[here] == other.ids[there]:
                made.frequencies[done] += one.frequencies[here]
                here += 1
            there += 1
        done += 1
    return done


cdef inline Postings _from(Postings postings, Py_ssize_t at) noexcept:
    return Postings(postings.ids + at, postings.frequencies + at)


cdef inline Py_ssize_t _sum(const int64_t *sizes, Py_ssize_t count) noexcept:
    cdef Py_ssize_t number, total = 0
    for number in range(count):
        total += sizes[number]
    return total
