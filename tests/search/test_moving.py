"""An engine moves over to what is current, goes on with what it has where it cannot, and says so."""

import logging
from pathlib import Path
from threading import Event, Thread

import pytest

from corpus.registry import Registry
from indexer.generations import Generation, IndexFolder
from search.engine import Standing
from search.moving import Moving
from tests.search.small_index import exchange_of, write_generation


def written(folder: Path, registry: Registry) -> str:
    return write_generation(folder, [[exchange_of(1)]], registry)


def name_of(generation: Generation) -> str:
    return generation.name


def test_it_moves_to_what_is_current_and_back(tmp_path: Path, registry: Registry) -> None:
    first = written(tmp_path, registry)
    moving = Moving(tmp_path, name_of)
    assert moving.current() == first
    second = written(tmp_path, registry)
    assert moving.current() == second
    IndexFolder(tmp_path).roll_back()
    assert moving.standing() == Standing(first, 0, None)


@pytest.mark.parametrize("pointer", ["", "nonsense\n", None])
def test_without_a_pointer_to_follow_it_stays_says_so_and_logs_it_once(
    pointer: str | None, tmp_path: Path, registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    first = written(tmp_path, registry)
    moving = Moving(tmp_path, name_of)
    current = tmp_path / "current"
    if pointer is None:
        current.unlink()
    else:
        current.write_text(pointer)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert moving.standing() == Standing(first, 0, "no generation is current")
    assert len(caplog.records) == 1
    current.write_text(first + "\n")
    assert moving.standing() == Standing(first, 0, None)


def test_while_one_opens_a_newer_generation_the_others_are_answered_from_the_older(
    tmp_path: Path, registry: Registry
) -> None:
    opening, may_go_on = Event(), Event()

    def slowly(generation: Generation) -> str:
        if generation.name != first:
            opening.set()
            assert may_go_on.wait(30)
        return generation.name

    first = written(tmp_path, registry)
    moving = Moving(tmp_path, slowly)
    second = written(tmp_path, registry)
    mover = Thread(target=moving.current)
    mover.start()
    assert opening.wait(30)
    assert moving.current() == first
    may_go_on.set()
    mover.join()
    assert moving.current() == second
