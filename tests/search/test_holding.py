"""What candidates hold of a query, weighed by where it is."""

import numpy as np
import pytest

from corpus.citation import Side
from search.holding import WEIGHTS, Held
from search.query.tree import And, Everything, Keyword, Near, Or, Phrase, Query, Term
from search.request import Request, Sort
from tests.search.conftest import Build
from tests.search.small_index import exchange_of

EXCHANGES = (
    exchange_of(0, "Ferries", "On the boats of the harbour", "The boats leave.", day="2031-05-14"),
    exchange_of(1, "Harbours", "On ferries", "None.", day="2031-05-13", asker="Una Dale"),
    exchange_of(2, "Boats: Harbour", "On boats", "None. " * 400, day="2031-05-12"),
    exchange_of(3, "Water", "On water", "None.", day="2031-05-11", cites=[("ofwat", Side.QUESTION)]),
    exchange_of(4, "Water", "On water", "None.", day="2031-05-10", cites=[("ofwat", Side.ANSWER)]),
)


@pytest.fixture
def held(build: Build) -> Held:
    return Held(build(*EXCHANGES).candidates([Request(sort=Sort.NEWEST)]))


@pytest.mark.parametrize(
    ("query", "holding"),
    {
        "any form of a word": (Term("ferry"), {0, 1}),
        "all parts in one text": (And((Term("boat"), Term("harbour"))), {0, 2}),
        "words side by side, in either order": (Near(Term("harbour"), Term("boat"), 1), {2}),
        "a phrase as it is written": (Phrase(("the", "harbour")), {0}),
        "who speaks": (Keyword("member", "una dale"), {1}),
        "any of some names": (Or((Keyword("member", "una dale"), Keyword("cites", "ofwat"))), {1, 3, 4}),
        "a body in the question or the answer": (Keyword("cites", "ofwat"), {3, 4}),
        "nothing that is looked for in texts": (Everything(), set()),
    }.values(),
)
def test_holds(held: Held, query: Query, holding: set[int]) -> None:
    assert set(np.flatnonzero(held.places(query))) == holding


def test_a_title_counts_more_than_a_question_and_that_more_than_an_answer(held: Held) -> None:
    ferries, bodies = held.places(Term("ferry")), held.places(Keyword("cites", "ofwat"))
    assert ferries[0] > ferries[1]
    assert bodies[3] > bodies[4]


def test_every_place_counts_and_those_of_a_long_text_less(build: Build) -> None:
    engine = build(
        exchange_of(0, question="boat", day="2031-05-14"),
        exchange_of(1, question="boat boat", day="2031-05-13"),
        exchange_of(2, question="boat " + "sea " * 300, day="2031-05-12"),
    )
    once, twice, long = (
        Held(engine.candidates([Request(sort=Sort.NEWEST)])).places(Term("boat"))[at] for at in range(3)
    )
    assert long < once < twice


def test_a_name_counts_alike_wherever_it_stands(held: Held) -> None:
    assert held.places(Keyword("year", "2031")).tolist() == [WEIGHTS.named] * 5
