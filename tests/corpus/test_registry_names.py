"""Whether a name can be one of the registry's is told without reading it, and never wrongly denied."""

from pathlib import Path

import pytest

from corpus.body import fold_body_name
from corpus.registry import BODIES, Registry
from corpus.registry_names import WrittenNames


@pytest.fixture(scope="module")
def written() -> WrittenNames:
    return WrittenNames(BODIES.glob("*.csv"))


def test_every_name_of_the_registry_can_be_one(written: WrittenNames) -> None:
    registry = Registry.load()
    called = (name for body in registry.bodies for name in (body.id, body.name, *body.aliases))
    assert [name for name in called if not written.has(fold_body_name(name))] == []


def test_every_body_is_called_as_in_the_registry(written: WrittenNames) -> None:
    bodies = Registry.load().bodies
    assert [body.id for body in bodies if written.name_of(body.id) != body.name] == []
    assert written.name_of("no-such-body") is None
    assert Registry.awaited().name_of("no-such-body") == "no-such-body"


@pytest.mark.parametrize(
    "text",
    [
        "facial recognition",
        "school meals",
        "mhr",
        "gulatory agency",
        "housing",
        "housing communities",
        "and",
        "",
    ],
)
def test_what_is_no_whole_name_is_none(written: WrittenNames, text: str) -> None:
    assert not written.has(text)


def test_an_awaited_registry_finds_what_a_read_one_finds_and_is_not_read_for_nothing() -> None:
    awaited, read = Registry.awaited(), Registry.load()
    assert awaited.find("facial recognition") == ()
    assert "_content" not in vars(awaited)
    for text in ("MHRA", "border-force", "Her Majesty's Treasury", "the Met Office"):
        assert [body.id for body in awaited.find(text)] == [body.id for body in read.find(text)] != []


def test_a_folder_without_files_has_no_names(tmp_path: Path) -> None:
    assert Registry.awaited(tmp_path).find("Ofgem") == ()
