"""One pass finds what looking for each name by itself finds, by the automaton and by its compiled twin."""

import json
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.citation import Side
from corpus.recogniser.automaton import Automaton
from corpus.recogniser.compiled import LOOPS, Loops
from corpus.recogniser.finding import Finder, NamesOf
from corpus.recogniser.passage import Passage, has_runs
from corpus.registry import Registry

LABELLED = Path(__file__).parent / "citations" / "labelled.jsonl"
WORDS = st.sampled_from(
    ["a", "board", "of", "trade", "culture", "councils", "environment", "interdepartmental", "", "zürich"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: f" {' '.join(words)} ".encode("latin-1"))
TEXTS = st.lists(st.one_of(NAMES, st.sampled_from([b"x", b"boards", b" "])), max_size=8).map(b"".join)
Makes = Callable[[Collection[bytes]], NamesOf]


@pytest.fixture(scope="module")
def loops() -> Loops:
    if LOOPS is None:
        pytest.skip("the loops could not be compiled here: is there a C compiler?")
    return LOOPS


@pytest.fixture(scope="module", params=["automaton", "compiled"])
def names_of(request: pytest.FixtureRequest) -> Makes:
    return Automaton if request.param == "automaton" else request.getfixturevalue("loops").names


def one_by_one(names: list[bytes], text: bytes) -> set[tuple[int, int]]:
    return {(at, at + len(name)) for name in names for at in range(len(text)) if text.startswith(name, at)}


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), TEXTS)
@example([b" councils "], b"x councils ")
@example([b" board of trade "], b" the board of trade")
def test_every_name_is_found_wherever_it_stands(names_of: Makes, names: list[bytes], text: bytes) -> None:
    found = [(start, end) for start, end, _ in names_of(names).found(text)]
    assert set(found) == one_by_one(names, text)
    assert len(found) == len(set(found))


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), NAMES)
def test_a_name_is_found_again(names_of: Makes, names: list[bytes], text: bytes) -> None:
    sought = names_of(names)
    assert sought.found(text) == sought.found(text)


def test_short_names_have_their_place_among_the_names_as_their_number(names_of: Makes) -> None:
    sought = names_of([b" uk ", b" board of trade ", b" trade "])
    assert sought.found(b" the uk board of trade ") == [(4, 8, 0), (7, 23, 1), (16, 23, 2)]


def test_names_that_begin_alike_are_told_apart_by_how_they_go_on(names_of: Makes) -> None:
    names = [b" international environment agency ", b" international environment fund "]
    text = b" the international environment fund and the international environment "
    assert [text[start:end] for start, end, _ in names_of(names).found(text)] == [names[1]]


@pytest.mark.parametrize("name", [b"", b" ", b" trade", b"trade "])
def test_what_does_not_stand_between_spaces_is_no_name_for_the_loop(loops: Loops, name: bytes) -> None:
    with pytest.raises(ValueError, match="begins and ends with a space"):
        loops.names([b" board ", name])


def test_both_find_the_same_in_real_exchanges(loops: Loops) -> None:
    registry = Registry.load()
    compiled, automaton = Finder(registry, loops.names), Finder(registry, Automaton)
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        exchange = json.loads(line)
        passage = Passage([(Side.QUESTION, 0, exchange["question"]), (Side.ANSWER, 1, exchange["answer"])])
        assert compiled.found(passage) == automaton.found(passage), exchange["id"]


@given(st.text(alphabet=" \n\r\ta’é😀", max_size=40))
def test_runs_of_white_space_are_seen_alike(loops: Loops, text: str) -> None:
    assert loops.has_runs(text) == has_runs(text)
