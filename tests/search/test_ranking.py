"""Candidates are put in order by how much of what is asked for they hold, and how well."""

from search.holding import Held
from search.query.tree import Query, Term
from search.ranking import Ranking
from search.request import Request, Sort
from search.widening.concepts import Alternative, Concept, Why
from tests.search.conftest import Build
from tests.search.small_index import exchange_of


def concept(typed: str, *others: tuple[str, Why]) -> Concept:
    ways: list[tuple[Query, Why]] = [(Term(typed), Why.TYPED), *((Term(word), why) for word, why in others)]
    return Concept(typed, tuple(Alternative(query, why, typed) for query, why in ways))


def order(
    build: Build, questions: list[str], *concepts: Concept, known: list[list[int]] | None = None
) -> list[int]:
    """Numbers of exchanges with such questions; the engine prefers none, and all ways are known as often."""
    known = known or [[1] * len(each.alternatives) for each in concepts]
    exchanges = [
        exchange_of(at, question=each, day=f"2031-05-{28 - at}") for at, each in enumerate(questions)
    ]
    held = Held(build(*exchanges).candidates([Request(sort=Sort.NEWEST)]))
    ranking = Ranking(concepts, known, 100)
    (ranked,) = ranking.ordered(held, [[0.0] * len(questions)])
    return [at for _, at in ranked]


def test_what_was_typed_comes_before_another_word_for_it(build: Build) -> None:
    jail = concept("jail", ("prison", Why.SYNONYM), ("custody", Why.RELATED))
    assert order(build, ["on custody", "on prison", "on jail"], jail) == [2, 1, 0]


def test_a_way_of_saying_a_thing_counts_more_the_rarer_it_is(build: Build) -> None:
    rioting = concept("rioting", ("disorder", Why.SYNONYM), ("unrest", Why.SYNONYM))
    questions = ["on disorder", "on unrest"]
    assert order(build, questions, rioting, known=[[2, 40, 3]]) == [1, 0]
    assert order(build, questions, rioting, known=[[2, 3, 40]]) == [0, 1]


def test_who_holds_both_things_comes_before_who_holds_one_twice(build: Build) -> None:
    assert order(build, ["jail jail", "jail food"], concept("jail"), concept("food")) == [1, 0]


def test_two_words_for_one_thing_say_more_than_one_but_less_than_two_places_of_it(build: Build) -> None:
    jail = concept("jail", ("prison", Why.SYNONYM))
    assert order(build, ["jail here", "jail prison", "jail jail"], jail) == [2, 1, 0]


def test_no_number_of_related_words_says_as_much_as_one_that_was_typed(build: Build) -> None:
    jail = concept("jail", ("custody", Why.RELATED), ("cell", Why.RELATED), ("warden", Why.RELATED))
    related = "custody cell warden custody cell warden"
    assert order(build, [related, "on the jail of a town"], jail) == [1, 0]
