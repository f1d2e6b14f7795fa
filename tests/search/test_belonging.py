"""What belongs with an exchange: what it points to and what points to it, its other parts, similar ones."""

from datetime import date

import pytest

from corpus.citation import CitedExchange, Side
from corpus.exchange import Exchange
from search.belonging.cross_references import referred_to, referring_to
from search.belonging.other_parts import other_parts
from search.belonging.similar import MOST, Similar
from tests.search.conftest import Build
from tests.search.small_index import exchange_of


def in_commons(number: int, day: str, text: str, asked: str | None = None) -> CitedExchange:
    made = exchange_of(number, f"Title {number} of {day}", text, "Yes.", day)
    asked_date = date.fromisoformat(asked) if asked else None
    exchange = made.exchange._replace(
        collection="wrans",
        reference=f"{number}",
        id=f"wrans/{day}.{number}.q0",
        asked_date=asked_date,
    )
    return CitedExchange(exchange, ())


def ids(exchanges: object) -> list[str]:
    assert isinstance(exchanges, list | tuple)
    return [each.id if isinstance(each, Exchange) else each.exchange.id for each in exchanges]


OLD = in_commons(4203, "2023-12-05", "On trees")
NEW = in_commons(4203, "2024-09-13", "On rivers", asked="2024-09-04")
DATED = in_commons(
    12696, "2024-11-05", "pursuant to the Answer of 13 September 2024 to Question 4203 on rivers"
)
UNDATED = in_commons(13000, "2024-11-06", "I refer to UIN 4203.")
AT_OLD = in_commons(20000, "2025-01-10", "pursuant to the Answer of 4 December 2023 to Question 4203")
NOWHERE = in_commons(20001, "2025-01-10", "Question 4203 of 1 May 2019, and Question 999")


def test_a_number_means_the_exchange_whose_time_fits(build: Build) -> None:
    engine = build(OLD, NEW, DATED, UNDATED, AT_OLD, NOWHERE)
    meant = {
        citing.exchange.id: [other.id for other in referred_to(citing.exchange, engine).values()]
        for citing in (DATED, UNDATED, AT_OLD, NOWHERE)
    }
    assert meant == {
        DATED.exchange.id: [NEW.exchange.id],
        UNDATED.exchange.id: [NEW.exchange.id],
        AT_OLD.exchange.id: [OLD.exchange.id],
        NOWHERE.exchange.id: [],
    }


def test_what_points_to_an_exchange_is_found_from_it_too(build: Build) -> None:
    engine = build(OLD, NEW, DATED, UNDATED, AT_OLD, NOWHERE)
    assert ids(list(referring_to(NEW.exchange, engine))) == [UNDATED.exchange.id, DATED.exchange.id]
    assert AT_OLD.exchange.id in ids(list(referring_to(OLD.exchange, engine)))
    assert referring_to(exchange_of(1).exchange, engine) == ()


def test_numbers_of_another_house_are_others(build: Build) -> None:
    lords = CitedExchange(NEW.exchange._replace(collection="lordswrans", id="wrans/2024-09-13.x.q0"), ())
    engine = build(lords, DATED)
    assert not referred_to(DATED.exchange, engine)


def test_a_number_that_holds_its_year_means_one_exchange_for_ever(build: Build) -> None:
    numbered = exchange_of(124).exchange._replace(reference="2031/0124")
    later = exchange_of(2, "Since", "You said so (2031/0124). Did you?", day="2039-01-01")
    engine = build(CitedExchange(numbered, ()), later)
    assert [each.id for each in referred_to(later.exchange, engine).values()] == [numbered.id]
    assert ids(list(referring_to(numbered, engine))) == [later.exchange.id]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_are_days_like_others(build: Build, day: str) -> None:
    citing = in_commons(1, day, "UIN 4203, Question 4203 of 31 December 9999 and of 1 January 0001")
    engine = build(OLD, citing)
    assert not referred_to(citing.exchange, engine)
    assert not referring_to(citing.exchange, engine)
    assert not other_parts(citing.exchange, engine)


def test_parts_are_numbered_alike_in_one_collection_and_time(build: Build) -> None:
    titles = ("Bus fares (2)", "Bus fares (1)", "Bus Fares", "Bus fares (10)", "Bus fares for all (3)")
    first, *_ = made = [exchange_of(number, title) for number, title in enumerate(titles)]
    later = exchange_of(20, "Bus fares (4)", day="2032-05-14")
    elsewhere = exchange_of(21, "Bus fares (5)")
    moved = CitedExchange(elsewhere.exchange._replace(collection="wrans", id="wrans/2031-05-14.21.q0"), ())
    engine = build(*made, later, moved)
    assert [each.title for each in other_parts(first.exchange, engine)] == [
        "Bus Fares",
        "Bus fares (1)",
        "Bus fares (10)",
    ]
    assert [each.title for each in other_parts(made[2].exchange, engine)] == [
        "Bus fares (1)",
        "Bus fares (2)",
    ]
    assert other_parts(exchange_of(9, "(1)").exchange, engine) == ()


def test_supplementaries_are_parts_of_the_question_that_they_follow(build: Build) -> None:
    titles = ("Bus fares", "Bus fares (Supplementary) [8]", "Bus fares (Supplementary) [7]", "Bus fares (8)")
    made = [exchange_of(number, title) for number, title in enumerate(titles)]
    engine = build(*made, exchange_of(9, "Supplementary [7]"))
    for first, *others in ((0, 3, 2, 1), (1, 0, 3, 2), (3, 0, 2, 1)):
        parts = other_parts(made[first].exchange, engine)
        assert [each.title for each in parts] == [titles[number] for number in others]


def test_similar_are_those_that_share_the_words_that_tell(build: Build) -> None:
    routine = [exchange_of(number, "Buses", "When will the bus come?") for number in range(10, 30)]
    asked = exchange_of(1, "Sewage in the Sallow", "When will sewage spills into the river Sallow end?")
    nearer = exchange_of(2, "Sewage spills: Sallow", "When did the spills end?")
    near = exchange_of(3, "The river Sallow", "What has the river to fear?")
    engine = build(*routine, asked, near, nearer)
    similar = Similar(engine)
    assert ids(similar.to(asked)) == [nearer.exchange.id, near.exchange.id]
    assert ids(similar.to(asked, known={nearer.exchange.id})) == [near.exchange.id]
    assert len(similar.to(routine[0])) == MOST
    assert similar.to(exchange_of(99, "Nowhere", "unheard 2019")) == ()


def test_of_two_alike_the_one_that_cites_the_same_body_comes_first(build: Build) -> None:
    asked = exchange_of(1, "Water", "Leaks of water", cites=[("ofwat", Side.QUESTION)])
    plain = exchange_of(2, "Water", "Leaks of water", day="2031-05-15")
    citing = exchange_of(3, "Water", "Leaks of water", cites=[("ofwat", Side.QUESTION)])
    assert ids(Similar(build(asked, plain, citing)).to(asked)) == [citing.exchange.id, plain.exchange.id]


def test_in_an_empty_index_nothing_belongs_to_anything(build: Build) -> None:
    engine = build(OLD)
    lone = OLD.exchange
    assert (referred_to(lone, engine), referring_to(lone, engine), other_parts(lone, engine)) == ({}, (), [])
    assert Similar(engine).to(OLD) == ()
