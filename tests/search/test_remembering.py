"""What is remembered of words near each other is what was found, and is bounded."""

import numpy as np
import pytest

from search.array_engine import remembering
from search.array_engine.parts import Matches
from search.array_engine.remembering import Kept, Memory
from search.query.tree import And, Near, Term
from search.request import ParsedQuery, Request
from tests.search.conftest import Build
from tests.search.small_index import exchange_of


def kept(count: int) -> Kept:
    return Kept(Matches.of(np.arange(count)))


def key(word: str) -> tuple[Near, str]:
    return Near(Term(word), Term("water"), 1), "title"


def test_the_oldest_are_forgotten_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_MOST", 11)
    memory = Memory()
    for word in ("one", "two", "three"):
        memory.put(key(word), kept(4))
    memory.put(key("far too many"), kept(11))
    remembered = [memory.get(key(word)) is not None for word in ("one", "two", "three", "far too many")]
    assert remembered == [False, True, True, False]


def test_what_finds_nothing_is_remembered_too() -> None:
    memory = Memory()
    memory.put(key("one"), kept(0))
    found = memory.get(key("one"))
    assert found is not None
    assert not len(found.matches.ids)


def test_the_same_is_found_and_scored_the_second_time(build: Build) -> None:
    engine = build(
        exchange_of(1, "Clean water", "On clean water"),
        exchange_of(2, "Water", "Is it clean? Water is"),
        exchange_of(3, "Water", "How clean is the water?"),
    )
    clean_water = Near(Term("clean"), Term("water"), 1)
    for tree, total in ((clean_water, 2), (And((Near(Term("on"), Term("clean"), 1), clean_water)), 1)):
        request = Request(ParsedQuery(tree=tree))
        first, second = engine.search(request), engine.search(request)
        assert [(hit.cited.exchange.id, hit.score) for hit in first.hits] == [
            (hit.cited.exchange.id, hit.score) for hit in second.hits
        ]
        assert first.total == second.total == total
