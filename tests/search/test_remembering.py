"""What is remembered of words near each other is what was found, and is bounded."""

import gc
from pathlib import Path

import numpy as np
import pytest

from corpus.registry import Registry
from search.array_engine import remembering
from search.array_engine.engine import ArrayEngine
from search.array_engine.remembering import Kept, Memory
from search.query.tree import And, Near, Term
from search.request import ParsedQuery, Request
from tests.search.conftest import Build
from tests.search.small_index import exchange_of, write_generation


def kept(count: int) -> Kept:
    return Kept(np.arange(count), np.ones(count))


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


def test_what_is_remembered_is_nothing_for_the_garbage_collector(tmp_path: Path, registry: Registry) -> None:
    """A server remembers thousands: each time these were looked through, all answers would wait."""
    write_generation(tmp_path, [[exchange_of(1, "Clean water", "On clean water")]], registry)
    engine = ArrayEngine(tmp_path, registry)

    def looked_at(distances: range) -> int:
        for distance in distances:
            on_clean_water = (Near(Term("on"), Term("clean"), distance), Near(Term("clean"), Term("water")))
            assert engine.search(Request(ParsedQuery(tree=And(on_clean_water)))).total == 1
        for _ in range(3):  # Tuples of what it need not look at are left out one layer a round.
            gc.collect()
        return len(gc.get_objects())

    before = looked_at(range(1, 10))
    assert looked_at(range(10, 60)) - before < 40
