"""What a question asks to be told puts exchanges higher that were asked for the same."""

import pytest

from corpus.registry import Registry
from search.answering import Answerer
from search.query.parser import parse
from search.request import Request
from search.widening.asking import asked_to_be_told
from tests.search.conftest import Build
from tests.search.small_index import exchange_of


@pytest.mark.parametrize(
    ("words", "said"),
    {
        "how many of the": ["many", "number", "proportion"],
        "many": [],
        "how": [],
        "how much do they": ["much", "cost", "spend"],
        "how long do I have to": ["long", "average", "waiting", "length"],
        "when will": ["when", "timetable"],
        "why is it so hard to": ["access", "availability", "waiting", "shortage"],
        "cant get": ["access", "availability", "waiting", "shortage"],
        "": [],
    }.items(),
)
def test_some_words_of_a_question_say_what_is_to_be_told(words: str, said: list[str]) -> None:
    assert [each.word for each in asked_to_be_told(words.split())] == said


def test_of_a_pasted_question_it_does_not_count_whom_it_is_put_to(build: Build, registry: Registry) -> None:
    pilots = [
        exchange_of(
            number, "Harbour pilots", "To ask the Secretary of State for Harbours and Pilots, what.", ""
        )
        for number in range(1, 9)
    ]
    engine = build(*pilots, exchange_of(9, "Nests", "To ask the Mayor, what becomes of gulls?", "Nothing."))
    typed = "To ask the Secretary of State for Harbours and Pilots, what protects gulls from trams"
    found = Answerer(engine, registry).answer(Request(query=parse(typed, registry))).wider
    assert found is not None
    assert [hit.cited.exchange.title for hit in found.hits] == ["Nests"]
    assert any("Secretary" in line for line in found.because if line.startswith("Left out"))


def test_who_asks_how_many_is_given_numbers_first_and_it_is_said(build: Build, registry: Registry) -> None:
    engine = build(
        exchange_of(1, "Harbour pilots", "What do pilots do for vessels?", "Much."),
        exchange_of(2, "Harbour pilots", "On the number of pilots, if any", "Ten."),
    )
    answerer = Answerer(engine, registry)

    def answer(text: str) -> tuple[list[str], bool]:
        found = answerer.answer(Request(query=parse(text, registry))).wider
        assert found is not None
        told = any(line.startswith("Higher up: those whose question says") for line in found.because)
        return [hit.cited.exchange.questions[0].text[:2] for hit in found.hits], told

    assert answer("how many harbour pilots rescued trawlers") == (["On", "Wh"], True)
    assert answer("which harbour pilots rescued trawlers")[1] is False
