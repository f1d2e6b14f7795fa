"""Postings put together: by compiled loops, and the same with numpy."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.codec.arrays import Array
from indexer.codec.compiled import PUT, UNITED
from indexer.codec.uniting import placed, sorted_together

WORDS = st.dictionaries(st.integers(0, 30), st.integers(1, 400), min_size=1, max_size=8)
"""The postings of a word: documents with frequencies."""
STEMS = st.lists(st.lists(WORDS, min_size=1, max_size=6), max_size=5)


@given(STEMS)
def test_the_postings_of_a_stem_are_those_of_its_words(stems: list[list[dict[int, int]]]) -> None:
    """Each document once, with the sum of the words' frequencies."""
    words = [sorted(word.items()) for stem in stems for word in stem]
    flat = np.array([pair for word in words for pair in word], np.uint32).reshape(-1, 2)
    given_ = (
        flat[:, 0].copy(),
        flat[:, 1].copy(),
        np.array([len(word) for word in words], np.int64),
        np.array([len(stem) for stem in stems], np.int64),
    )
    summed = [sorted(sum((Counter(word) for word in stem), Counter()).items()) for stem in stems]
    expected = [pair for stem in summed for pair in stem], [len(stem) for stem in summed]
    assert told(sorted_together(*given_)) == expected
    if UNITED is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    assert told(UNITED(*given_)) == expected


def told(united: tuple[Array, Array, Array]) -> tuple[list[tuple[int, int]], list[int]]:
    ids, frequencies, counts = united
    assert ids.dtype == frequencies.dtype == np.uint32
    return list(zip(ids.tolist(), frequencies.tolist(), strict=True)), counts.tolist()


@pytest.mark.parametrize("kind", [np.uint16, np.uint32])
def test_runs_are_put_to_their_places(kind: type[np.generic]) -> None:
    starts, counts = np.array([4, 0, 3]), np.array([2, 3, 0])
    for put in filter(None, (placed, PUT)):
        target = np.zeros(6, kind)
        put(target, starts, counts, np.array([1, 2, 3, 4, 5], kind))
        assert target.tolist() == [3, 4, 5, 0, 1, 2]


@pytest.mark.skipif(PUT is None, reason="the compiled loop could not be built here")
@pytest.mark.parametrize(("starts", "counts"), [([5], [2]), ([-1], [1]), ([0], [-1]), ([0, 2], [2, 4])])
def test_the_compiled_loop_writes_nothing_outside(starts: list[int], counts: list[int]) -> None:
    assert PUT is not None
    with pytest.raises(ValueError, match="outside"):
        PUT(np.zeros(6, np.uint32), np.array(starts), np.array(counts), np.zeros(5, np.uint32))


@pytest.mark.skipif(UNITED is None, reason="the compiled loop could not be built here")
@pytest.mark.parametrize(("sizes", "words"), [([2, 2], [2]), ([1, 2], [1]), ([3], [2])])
def test_the_compiled_loop_reads_nothing_outside(sizes: list[int], words: list[int]) -> None:
    assert UNITED is not None
    with pytest.raises(ValueError, match="as are told"):
        UNITED(np.zeros(3, np.uint32), np.zeros(3, np.uint32), np.array(sizes), np.array(words))
