"""What a benchmark says of the machine: figures without the compiled loops are those of another program."""

import os
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from tests.benchmarks.machine import loops


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one loop that was made after its source."""
    folder = tmp_path / "search" / "engine" / "compiled"
    folder.mkdir(parents=True)
    (folder / "best.pyx").touch()
    _make(folder / "best.pyx", later=1)
    return tmp_path


def test_all_loops_are_there_when_each_is_no_older_than_its_source(project: Path) -> None:
    assert loops(project) == "all"


def test_a_loop_that_was_never_made_is_named(project: Path) -> None:
    (project / "search" / "engine" / "compiled" / "count.pyx").touch()
    assert loops(project) == "missing or older than their source: count"


def test_a_loop_whose_source_was_changed_since_is_named(project: Path) -> None:
    _make(project / "search" / "engine" / "compiled" / "best.pyx", later=-1)
    assert loops(project) == "missing or older than their source: best"


def _make(source: Path, later: int) -> None:
    made = source.with_suffix(EXTENSION_SUFFIXES[0])
    made.touch()
    at = source.stat().st_mtime + later
    os.utime(made, (at, at))
