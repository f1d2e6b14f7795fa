"""Names are found however they are spelt."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folding import fold, fold_all

FOLDED = {
    "Siân O’Brien": "sian obrien",
    "O'Brien, Sian": "obrien sian",
    "“Fit & proper” – a test": "fit and proper a test",
    "Straße": "strasse",
    "Ægir_1": "ægir_1",
    "–": "",
}


@pytest.mark.parametrize(("name", "folded"), FOLDED.items())
def test_a_name_is_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(alphabet="aZé’‘ʼ“”–—'`´& -\u0301", max_size=12))
def test_typographic_signs_are_what_plain_ones_are(name: str) -> None:
    plain = name
    for sign, instead in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        plain = plain.replace(sign, instead)
    assert fold(name) == fold(plain)


@given(st.text(max_size=12))
def test_an_accent_makes_no_difference(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(name)


@given(st.lists(st.text(alphabet="aZé’'& -_.\n\0", max_size=8), max_size=5))
def test_many_names_are_folded_as_each_is(names: list[str]) -> None:
    assert fold_all(names) == list(map(fold, names))
