"""The sentence around a place is the one that a reader would take."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search.passages.sentences import SENTENCE, sentence

SENTENCES = {
    "the one between two others": "One. [The ICO was told.] Three.",
    "the first and the last": "[The ICO was told.]",
    "a question": "One. [Was the ICO told?] Yes.",
    "after an abbreviation": "One. [Mr. Smith of the ICO e.g. asked No. 10, i.e. them, under s. 60.] Three.",
    "an answer that is short itself": "No. [Does the ICO say so?] Yes.",
    "an initial": "One. [J. Smith told the ICO.] Three.",
    "a full stop within a number or an address": "[The ICO, at www.ico.org.uk, had 3.5 million.] Two.",
    "a full stop before a small letter": "[The ICO was told etc. and asked... again.] Two.",
    "closing and opening quotation marks": "One. [“The ICO was told.”] “Two.”",
    "closing brackets": "One. [(The ICO was told.)] (Two.)",
    "colons and semicolons do not end it": "One. [Two: the ICO; and: three.] Four.",
    "a line": "one\n[the ICO]\nthree",
    "a row of a table, whole": "a\tb\n[ICO\t12]\nOfcom\t3",
    "a sentence after a number": "It was 1999. [The ICO was told.] Two.",
}


@pytest.mark.parametrize("marked", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    at = text.index("ICO")
    start, end = sentence(text, at, at + 3)
    assert f"{text[:start]}[{text[start:end]}]{text[end:]}" == marked


PIECES = st.sampled_from(
    ["word ", "Word ", "e.g. ", "end. ", "End! ", "\n", "\t", "x" * 99, "“", ".” ", " ", "…", "é"]
)


@given(st.lists(PIECES, max_size=120).map("".join), st.integers(0, 900), st.integers(1, 60))
def test_a_sentence_holds_its_place_and_is_bounded(text: str, start: int, length: int) -> None:
    place = text[start : start + length]
    assume(place and place == place.strip())
    first, last = sentence(text, start, start + len(place))
    assert first <= start
    assert last >= start + len(place)
    assert last - first <= SENTENCE
