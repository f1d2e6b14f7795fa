"""One pass finds what looking for each name by itself finds."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.recogniser.automaton import Automaton

WORDS = st.sampled_from(["a", "board", "of", "trade", "international", "environment", "protection", "aab"])
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: f" {' '.join(words)} ".encode())


def one_by_one(names: list[bytes], text: bytes) -> set[tuple[int, int]]:
    return {(at, at + len(name)) for name in names for at in range(len(text)) if text.startswith(name, at)}


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), st.lists(NAMES, max_size=8))
def test_every_name_is_found_wherever_it_stands(names: list[bytes], texts: list[bytes]) -> None:
    text = b" ".join(texts)
    found = [(start, end) for start, end, _ in Automaton(names).found(text)]
    assert set(found) == one_by_one(names, text)
    assert len(found) == len(set(found))


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), NAMES)
def test_a_name_is_found_again(names: list[bytes], text: bytes) -> None:
    automaton = Automaton(names)
    assert automaton.found(text) == automaton.found(text)


def test_short_names_have_their_place_among_the_names_as_their_number() -> None:
    automaton = Automaton([b" uk ", b" board of trade ", b" trade "])
    assert automaton.found(b" the uk board of trade ") == [(4, 8, 0), (7, 23, 1), (16, 23, 2)]


def test_names_that_begin_alike_are_told_apart_by_how_they_go_on() -> None:
    names = [b" international environment agency ", b" international environment fund "]
    text = b" the international environment fund and the international environment "
    assert [text[start:end] for start, end, _ in Automaton(names).found(text)] == [names[1]]
