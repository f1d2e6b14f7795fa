"""When two ways of printing a person's name mean the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.personal_names import agree, name_key

KEYS = {
    "Siân Berry": ("sian berry", "sian berry"),
    "SIAN BERRY AM": ("sian berry", "sian berry"),
    "Léonie Cooper AM": ("leonie cooper", "leonie cooper"),
    "Len Duvall OBE": ("len duvall", "leonard duvall"),
    "Rt Hon Dame Margaret Beckett DBE MP": ("margaret beckett", "margaret beckett"),
    "Dr Richard Simpson (Mid Scotland and Fife) (Lab)": ("richard simpson", "richard simpson"),
    "Steve O’Connell": ("steve oconnell", "stephen oconnell"),
    "John D. Taylor": ("john d taylor", "john taylor"),
    "Peter Hulme-Cross": ("peter hulme cross", "peter hulme cross"),
    "Baroness Jones of Moulsecoomb": ("baroness jones of moulsecoomb", "baroness jones of moulsecoomb"),
    "The Lord Bishop of Oxford": ("bishop of oxford", "bishop of oxford"),
    "The Earl of Sandwich": ("earl of sandwich", "earl of sandwich"),
    "The Mayor": ("mayor", "mayor"),
    "Mr Am": ("am", "am"),
    "": ("", ""),
    "Mr " * 10_000: ("mr", "mr"),
}


@pytest.mark.parametrize("printed", KEYS)
def test_titles_letters_and_brackets_are_not_the_name(printed: str) -> None:
    key = name_key(printed)
    assert (key.exact, key.loose) == KEYS[printed]


AGREE = {
    ("Anne Moffat", "Anne Jane Moffat"): True,
    ("Lady Hermon", "Sylvia Hermon"): True,
    ("Lord Foulkes of Cumnock", "George Foulkes"): True,
    ("Lady Saltoun of Abernethy", "Baroness Saltoun of Abernethy"): True,
    ("Anne Picking", "Anne Moffat"): False,
    ("Lord Astor of Hever", "Viscount Astor"): False,
    ("Lord Hunt of Kings Heath", "Lord Hunt of Wirral"): False,
    ("Lord Ouseley", "Baroness Park of Monmouth"): False,
    ("Lord Hylton", "Siân Berry"): False,
    ("", ""): False,
}


@pytest.mark.parametrize("names", AGREE)
def test_two_names_agree_where_they_may_be_one_persons(names: tuple[str, str]) -> None:
    left, right = map(name_key, names)
    assert agree(left, right) is agree(right, left) is AGREE[names]


@given(st.text(max_size=60))
def test_the_key_of_any_name_is_its_own_key(printed: str) -> None:
    exact = name_key(printed).exact
    assert name_key(exact).exact == exact
