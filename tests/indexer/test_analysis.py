"""Words: nothing that somebody may look for is lost, and each stands where it stood."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import WORD_LIMIT, stem, stems_of, words
from indexer.word_forms import FORMS
from search.passages.beginnings import stem_beginnings

WORDS = {
    "What may the US do for us?": ["what", "may", "the", "us", "do", "for", "us"],
    "A&E waits, R&D and P&O": ["a&e", "waits", "r&d", "and", "p&o"],
    "Marks&Spencer": ["marks", "spencer"],
    "under s.60 and s60": ["under", "s60", "and", "s60"],
    "the U.K. and UK, e.g. at 9 p.m.": ["the", "uk", "and", "uk", "eg", "at", "9", "pm"],
    "2020/0841 cost £1,000 or 3.5%": ["2020/0841", "cost", "1000", "or", "3.5"],
    "Siân O’Brien and O'Brien's": ["sian", "obrien", "and", "obrien"],
    "Ofcom’s, the Commissioners' and children's": ["ofcom", "the", "commissioners", "and", "children"],
    "face-to-face, e-mail": ["face", "to", "face", "e", "mail"],
    "section 21(1)(b)": ["section", "21", "1", "b"],
    "held centrally.The answer": ["held", "centrally", "the", "answer"],
    "CO₂ and CO2": ["co2", "and", "co2"],
    "Layla حداد": ["layla", "حداد"],
    "snake_case": ["snake", "case"],
    "Sia\u0302n": ["sian"],
    "Straße": ["strasse"],
    "": [],
    "… — !": [],
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_the_words_of(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("regulation", "regulating"),
        ("regulators", "regulator"),
        ("policies", "policy"),
        ("childrens", "children's"),
        ("bus", "buses"),
        ("knife", "knives"),
        ("trainees", "training"),
    ],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert {stem(word.text) for word in words(one)} == {stem(word.text) for word in words(other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hospital", "hospitality"),
        ("imports", "important"),
        ("trains", "training"),
        ("parks", "parking"),
        ("university", "universal"),
    ],
)
def test_words_of_another_meaning_have_another_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_begin_as_their_stems_do() -> None:
    assert all(word.startswith(stem_beginnings(own)) for word, own in FORMS.items())


@given(st.text(max_size=200))
def test_words_stand_in_order_and_apart(text: str) -> None:
    line = list(words(text))
    assert all(0 <= word.start < word.end <= len(text) for word in line)
    assert all(before.end <= after.start for before, after in pairwise(line))
    assert all(0 < len(word.text) <= WORD_LIMIT for word in line)


@given(st.text(alphabet="aZéß'’.,&/1 -_", max_size=60))
def test_every_letter_and_digit_of_a_text_is_in_some_word(text: str) -> None:
    covered = "".join(text[word.start : word.end] for word in words(text))
    assert sum(char.isalnum() for char in covered) == sum(char.isalnum() for char in text)


def test_a_word_of_a_megabyte_is_cut() -> None:
    assert [len(word.text) for word in words("x" * 1_000_000)] == [WORD_LIMIT]


@given(st.lists(st.one_of(st.sampled_from(sorted(FORMS)), st.text("aeghilnoprstuy", max_size=9))))
def test_many_words_have_the_stems_of_each(words: list[str]) -> None:
    assert stems_of(words) == [stem(word) for word in words]
