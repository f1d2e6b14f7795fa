"""Texts are taken apart alike with the compiled loop and with a dictionary."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import SPEECH_BREAK, folded_words
from indexer.codec.compiled import INVERTED, PIECES
from indexer.codec.inverting import words_of
from indexer.codec.inverting_texts import sorted_inverted
from indexer.codec.pieces import InternedPieces, Parts, Pieces, TextWords

MAKERS: dict[str, Callable[[Parts], Pieces] | None] = {"compiled": PIECES, "in a dictionary": InternedPieces}

OF_PIECES = "aSsU56é–_😀.,;:?!()[]“”‘’\"'&/-\u200b£%"
BETWEEN = " \t\n\u00a0\u0085\u1680\u2003\u2028\u202f\u205f\u3000"


@pytest.fixture(params=list(MAKERS.values()), ids=list(MAKERS))
def pieces(request: pytest.FixtureRequest) -> Pieces:
    if request.param is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    return request.param(words_of)


def taken(pieces: Pieces, texts: list[str]) -> TextWords:
    taking = pieces.texts()
    taking.add(texts[:1])
    taking.add(texts[1:])
    words = taking.taken()
    assert [each.tolist() for each in taking.taken()] == [[], [], []], "what was taken is gone"
    return words


def words_in(pieces: Pieces, texts: list[str]) -> tuple[list[str], list[int], list[int]]:
    words, in_speech, speeches = taken(pieces, texts)
    spelled = list(pieces.known)
    return [spelled[number] for number in words.tolist()], in_speech.tolist(), speeches.tolist()


def test_words_are_counted_by_speech_and_speeches_by_text(pieces: Pieces) -> None:
    texts = [f"Pay, pay.{SPEECH_BREAK}A&E – the U.K.", "", f"x{SPEECH_BREAK}"]
    assert words_in(pieces, texts) == (["pay", "pay", "a&e", "the", "uk", "x"], [2, 3, 1, 0], [2, 0, 2])


def test_a_number_is_one_word_without_its_commas(pieces: Pieces) -> None:
    texts = ["£1,234.50 (2019/20) 12:30, 1,,2 5% 1,234.50 " + "1," * 40 + "1"]
    words, _, _ = words_in(pieces, texts)
    assert words == ["1234.50", "2019/20", "12:30", "1", "2", "5", "1234.50", "1" * 41]


def test_a_piece_is_taken_apart_once(pieces: Pieces) -> None:
    taken(pieces, ["one two", "two"])
    assert len(pieces) == 2
    assert words_in(pieces, ["two three one"])[0] == ["two", "three", "one"]
    assert (len(pieces), pieces.known) == (3, {"one": 0, "two": 1, "three": 2})


def test_nothing_is_in_no_texts(pieces: Pieces) -> None:
    assert words_in(pieces, []) == ([], [], [])
    assert words_in(pieces, ["", " \n"]) == ([], [0], [0, 1])


def test_white_space_is_what_python_takes_for_it(pieces: Pieces) -> None:
    for sign in map(chr, [*range(0x3100), 0xFEFF, 0x1F600]):
        if sign != SPEECH_BREAK:
            expected = [word for piece in f"a{sign}b".split() for word in words_of(piece)]
            assert words_in(pieces, [f"a{sign}b"])[0] == expected, ascii(sign)


def test_there_is_room_for_any_number_of_pieces(pieces: Pieces) -> None:
    numbers = [str(number) for number in range(100_000)]
    assert taken(pieces, [" ".join(numbers)])[0].tolist() == list(range(100_000))
    assert taken(pieces, [" ".join(reversed(numbers))])[0].tolist() == list(reversed(range(100_000)))


@given(
    batches=st.lists(
        st.lists(st.text(OF_PIECES + BETWEEN + SPEECH_BREAK) | st.text(), max_size=4), max_size=3
    )
)
def test_both_ways_give_the_same(batches: list[list[str]]) -> None:
    if PIECES is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    compiled, interned = PIECES(words_of), InternedPieces(words_of)
    for texts in batches:
        assert words_in(compiled, texts) == words_in(interned, texts)
        assert compiled.known == interned.known


@given(piece=st.text(OF_PIECES, max_size=12))
def test_a_piece_has_the_words_that_analysis_finds_in_it(piece: str) -> None:
    assert list(words_of(piece)) == folded_words(piece)


@given(st.lists(st.lists(st.lists(st.integers(0, 6), max_size=5), max_size=3), max_size=5), st.randoms())
def test_both_ways_invert_alike(documents: list[list[list[int]]], random: Random) -> None:
    """Documents of speeches of numbers of words."""
    if INVERTED is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    speeches = [speech for document in documents for speech in document]
    words = np.array([word for speech in speeches for word in speech], np.uint32)
    in_speech, in_text = (np.array(list(map(len, each)), np.uint32) for each in (speeches, documents))
    ranks = np.array(random.sample(range(7), 7), np.uint32)
    given = (words, in_speech, in_text, ranks, 7, 1_000)
    compiled, sorted_ = (invert(*given) for invert in (INVERTED, sorted_inverted))
    for one, other in zip(compiled, sorted_, strict=True):
        assert (one.dtype, one.tolist()) == (other.dtype, other.tolist())
