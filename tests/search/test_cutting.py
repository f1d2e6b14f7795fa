"""A passage is cut alike by the compiled loops and by searches and slices."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.passages.compiled import LOOPS, Loops, Place
from search.passages.cutting import cut_by_slices, window_by_search, without_choice_by_search
from search.passages.sizes import PASSAGE

PIECES = (
    "word",
    "a",
    " ",
    "  ",
    ". ",
    "? ",
    ".",
    ";\t",
    "\n",
    "\u2028",
    "\xa0",
    "\x1c",
    "é",
    "—",
    "漢字",
    "😀",
    "A" * 70,
)
texts = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


@pytest.fixture(scope="module")
def compiled() -> Loops:
    if LOOPS is None:
        pytest.skip("the compiled loops could not be built here: is there a C compiler?")
    return LOOPS


@st.composite
def found_in(draw: st.DrawFn, text: str) -> list[Place]:
    """Places of a text in its order, some of which overlap."""
    edges = st.integers(0, len(text))
    places = draw(st.lists(st.tuples(edges, edges), max_size=6))
    return [(min(place), max(place), what) for what, place in enumerate(sorted(places, key=min))]


@given(st.data(), texts)
def test_a_window_begins_with_its_sentence_and_ends_between_words(
    compiled: Loops, data: st.DataObject, text: str
) -> None:
    floor, anchor, ceiling = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 3)))
    start, end = compiled.window(text, anchor, floor, ceiling)
    assert (start, end) == window_by_search(text, anchor, floor, ceiling)
    assert floor <= start <= anchor
    assert end <= min(start + PASSAGE, ceiling)


@given(st.data(), texts)
def test_a_passage_is_one_line_with_its_marks(compiled: Loops, data: st.DataObject, text: str) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = data.draw(found_in(text))
    assert compiled.cut(text, start, end, found) == cut_by_slices(text, start, end, found)


@given(st.data(), st.lists(texts, max_size=5))
def test_passages_that_show_all_need_no_choice(
    compiled: Loops, data: st.DataObject, several: list[str]
) -> None:
    found = [data.draw(found_in(text)) for text in several]
    assert compiled.without_choice(several, found) == without_choice_by_search(several, found)


OUTSIDE = {
    "a window from before the text on": lambda loops: loops.window("text", 0, -1, 3),
    "a window that ends behind the text": lambda loops: loops.window("text", 1, 0, 9),
    "a place before its window": lambda loops: loops.window("text", 1, 2, 3),
    "a passage that ends behind the text": lambda loops: loops.cut("text", 1, 9, []),
    "a passage that ends before it begins": lambda loops: loops.cut("text", 3, 2, []),
    "a find behind the text": lambda loops: loops.without_choice(["text"], [[(3, 9, 0)]]),
}


@pytest.mark.parametrize("asked", OUTSIDE.values(), ids=OUTSIDE)
def test_a_place_outside_its_text_is_refused(compiled: Loops, asked: Callable[[Loops], object]) -> None:
    with pytest.raises(IndexError):
        asked(compiled)
