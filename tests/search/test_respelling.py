"""When a word is taken for a slip of the keyboard: what is right English, or a name, is not."""

import pytest

from search.query.tree import Near, Query, Term
from search.widening.respelling import FILE, English, Respelling
from search.widening.spelling import Spelling

FREQUENCIES = {"tests": 90, "prostate": 40, "cancer": 150, "derby": 20, "trains": 70, "pension": 300}

BESIDE = {frozenset(("prostate", "cancer")): 30, frozenset(("tests", "cancer")): 1}


def counted(query: Query) -> int:
    """In how many exchanges of a small record something stands."""
    match query:
        case Term(word=word):
            return FREQUENCIES.get(word, 0)
        case Near(left=Term(word=left), right=Term(word=right)):
            return BESIDE.get(frozenset((left, right)), 0)
    raise AssertionError(query)


RESPELLING = Respelling(Spelling(FREQUENCIES), counted, names={"derry"})


@pytest.mark.parametrize(
    ("typed", "beside", "meant"),
    [
        ("pensoin", [], ["pension"]),
        ("tents", [], []),
        ("tents", ["cancer"], []),
        ("tessts", [], ["tests"]),
        ("drains", [], []),
        ("derry", [], []),
        ("prostrate", [], []),
        ("prostrate", ["cancer"], ["prostate"]),
        ("pension", [], []),
    ],
)
def test_a_right_word_is_doubted_only_by_what_stands_beside_it(
    typed: str, beside: list[str], meant: list[str]
) -> None:
    assert list(RESPELLING.meant(typed, beside)) == meant


def test_the_words_are_in_order_each_once() -> None:
    words = [line for line in FILE.read_text("ascii").splitlines() if not line.startswith("#")]
    assert words == sorted(set(words))
    assert len(words) > 80_000
    assert all(word.isalpha() and word.islower() and len(word) >= 4 for word in words)


def test_words_are_known_as_they_are_written() -> None:
    english = English()
    assert all(word in english for word in ("thatcher", "tents", "aachen", "zulus", "programme"))
    assert not any(word in english for word in ("goverment", "", "ten", "# From", "tentss", "zzzz"))
