"""Which names look like public bodies and are not cited."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.body import Body
from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import escape
from corpus.recogniser import Recogniser
from corpus.recogniser.candidates import Candidates, candidates
from corpus.registry import Registry

REGISTRY = Registry([Body("home-office", "Home Office", "department", abbreviations=("HO",))])
RECOGNISER = Recogniser(REGISTRY)


def found(*texts: str) -> Candidates:
    exchanges = [
        Exchange(f"x/{number}", "x", "", date(2020, 3, 12), (Speech(Role.ANSWER, escape(text)),))
        for number, text in enumerate(texts)
    ]
    return candidates(exchanges, RECOGNISER, REGISTRY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Turnip Marketing Board met", ["Turnip Marketing Board"]),
        ("The Turnip Commissioner’s report", ["Turnip Commissioner"]),
        ("the Office for Turnip Standards, which", ["Office for Turnip Standards"]),
        ("the Turnip Board and the Swede Authority", ["Swede Authority", "Turnip Board"]),
        ("the Home Office is known", []),
        ("the turnip board and the Turnip Show", []),
        ("the Board met", []),
        ("To ask the Secretary of State for the Turnip Board, what", []),
        ("the Secretary of State for the Home Office Board", []),
    ],
)
def test_capitalised_names_with_a_body_s_noun_are_candidates(text: str, names: list[str]) -> None:
    assert [each.name for each in found(text).names] == names


def test_the_most_frequent_come_first_counted_once_an_exchange() -> None:
    listed = found(
        "the Swede Board", "the Turnip Board. The Turnip Board", "a Turnip Board", "an Apple Board"
    ).names
    assert [(each.name, each.count) for each in listed] == [
        ("Turnip Board", 2),
        ("Apple Board", 1),
        ("Swede Board", 1),
    ]


def test_a_candidate_has_its_sentence_and_its_abbreviation() -> None:
    (board,) = found("It rained. The Turnip Marketing Board (TMB) met on Monday. It was dry.").names
    assert board.sentences == ["The Turnip Marketing Board (TMB) met on Monday."]
    assert board.stands_for == {"TMB": 1}


def test_an_abbreviation_has_the_long_form_that_any_exchange_gives() -> None:
    listed = found(
        "what the TMB said", "the TMB and VAT", "the Turnip Marketing Board (TMB)", "value added tax (VAT)"
    )
    assert [(each.name, each.count, dict(each.stands_for)) for each in listed.abbreviations] == [
        ("TMB", 3, {"Turnip Marketing Board": 1})
    ]


def test_what_the_registry_knows_is_no_candidate() -> None:
    assert found("the HO, see ho.uk/HO").abbreviations == []


@given(st.text(alphabet="AaBoard of and the,. ()’&\n", max_size=300))
def test_any_text_is_read(text: str) -> None:
    found(text)
