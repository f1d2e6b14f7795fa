"""An update gives what a rebuild of the same sources gives, and reads only what it must."""

import os
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.errors import IndexFolderError, SourceError
from corpus.registry import Registry
from indexer import building
from indexer.generations import IndexFolder
from indexer.records import KeyedRecord, SourceRecord
from indexer.remembering import KnownSources
from indexer.spool import Spool
from tests.indexer.indexed import Heard, exchanges_in, files_of, found_by, rebuilt, updated
from tests.indexer.small_sources import Asked, broken, markdown, page_text, parlparse

DAY = "london-mayors-questions/2020-03-12"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read, as they are read."""
    names: list[str] = []
    survey = building.survey_files

    def noted(spool: Spool, paths: Sequence[Path]) -> object:
        names.extend(path.name for path in paths)
        return survey(spool, paths)

    monkeypatch.setattr("indexer.building.survey_files", noted)
    monkeypatch.setattr("indexer.planning.survey_files", noted)
    return names


def rewritten(path: Path) -> None:
    """Make sure that a change is seen: in a test two writes can fall into one tick of the clock."""
    later = path.stat().st_mtime_ns + random.randrange(1, 10**9)
    os.utime(path, ns=(later, later))


def records_of(index: Path) -> dict[str, KeyedRecord]:
    """What the index remembers of each source, but for the time of a file that was only touched."""
    known = KnownSources(IndexFolder(index).open_current().path)
    return {each.record.path: replace(each, record=_timeless(each.record)) for each in known.all()}


def _timeless(record: SourceRecord) -> SourceRecord:
    return replace(record, fingerprint=replace(record.fingerprint, mtime_ns=0))


def totals_of(index: Path) -> dict[str, object]:
    """What the manifest says of how much there is."""
    manifest = IndexFolder(index).open_current().manifest
    summed = ("counts", "collections", "formats", "files_read", "skipped", "left_out")
    return {name: getattr(manifest, name) for name in summed}


def test_where_nothing_changed_nothing_is_read_or_loaded_and_the_generation_stays(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    path = parlparse(sources / "a.xml", [Asked(1)])
    (sources / "notes").write_text("of no format")
    rebuilt(index, sources)
    before = files_of(index)
    read.clear()
    monkeypatch.setattr("indexer.update.Knowledge.load", _never)
    assert updated(index, sources) is None
    rewritten(path)  # Another time, the same content.
    assert updated(index, sources) is None
    assert read == []
    assert files_of(index) == before


def _never(*arguments: object) -> None:
    raise AssertionError


def test_only_what_changed_is_read(tmp_path: Path, read: list[str]) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    for number in range(1, 5):
        parlparse(sources / f"{number}.xml", [Asked(number)])
    rebuilt(index, sources)
    read.clear()
    parlparse(sources / "2.xml", [Asked(2, "trams"), Asked(20, "boats")])
    (sources / "3.xml").unlink()
    parlparse(sources / "5.xml", [Asked(5)])
    manifest = updated(index, sources)
    assert sorted(read) == ["2.xml", "5.xml"]
    assert {title for title, _ in exchanges_in(index).values()} == {
        "About buses",
        "About trams",
        "About boats",
    }
    assert len(exchanges_in(index)) == 5
    assert manifest and manifest.counts.exchanges == 5


def test_where_the_winner_vanishes_the_loser_comes_back(tmp_path: Path) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    xml = parlparse(sources / "a.xml", [Asked(1, "trams"), Asked(2)])
    hand = markdown(sources / "b.md", [Asked(1, "trams")])
    page = page_text(sources / "c.txt", Asked(0, "trams"))
    rebuilt(index, sources)
    assert exchanges_in(index)[f"{DAY}.0001.q0"] == ("About trams", "b.md")
    hand.unlink()
    updated(index, sources)
    assert exchanges_in(index)[f"{DAY}.0001.q0"] == ("About trams", "a.xml")
    xml.unlink()
    updated(index, sources)
    assert exchanges_in(index) == {f"{DAY}.about-trams.q0": ("About trams", page.name)}
    markdown(hand, [Asked(1, "trams")])
    updated(index, sources)
    assert exchanges_in(index) == {f"{DAY}.0001.q0": ("About trams", "b.md")}


def test_a_redirect_reaches_an_exchange_of_a_file_that_did_not_change(tmp_path: Path) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    parlparse(sources / "a.xml", [Asked(1)], scrape="b")
    moved = parlparse(sources / "b.xml", [], scrape="a", redirects={9: 1})
    rebuilt(index, sources)
    assert found_by(index, f"{DAY}.0009.h") == {f"{DAY}b.0001.q0"}
    parlparse(moved, [], scrape="a", redirects={8: 1})
    updated(index, sources)
    assert found_by(index, f"{DAY}.0009.h") == set()
    assert found_by(index, f"{DAY}.0008.h") == {f"{DAY}b.0001.q0"}
    moved.unlink()
    updated(index, sources)
    assert found_by(index, f"{DAY}.0008.h") == set()


def test_what_was_indexed_from_elsewhere_stays(tmp_path: Path) -> None:
    here, there, index = tmp_path / "here", tmp_path / "there", tmp_path / "index"
    parlparse(here / "a.xml", [Asked(1)])
    elsewhere = parlparse(there / "b.xml", [Asked(2)])
    rebuilt(index, here, there)
    elsewhere.unlink()
    parlparse(here / "a.xml", [Asked(3)])
    updated(index, here)
    assert {source for _, source in exchanges_in(index).values()} == {"a.xml", "b.xml"}
    updated(index, there)
    assert {source for _, source in exchanges_in(index).values()} == {"a.xml"}


def test_an_update_from_a_folder_that_is_not_there_removes_nothing(tmp_path: Path) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    rebuilt(index, parlparse(sources / "a.xml", [Asked(1)]))
    shutil.rmtree(sources)
    with pytest.raises(SourceError, match="no such file or folder"):
        updated(index, sources)
    assert len(exchanges_in(index)) == 1


def test_a_source_that_breaks_stays_as_it_was_until_it_is_whole_again(tmp_path: Path) -> None:
    sources, index, heard = tmp_path / "sources", tmp_path / "index", Heard()
    path = parlparse(sources / "a.xml", [Asked(1), Asked(2)])
    parlparse(sources / "b.xml", [Asked(3)])
    rebuilt(index, sources)
    broken(path, [Asked(1, "half")])
    assert updated(index, sources, heard=heard) is None
    assert heard.problems[0].breaks and heard.notes == [
        f"{path}: stays as it was indexed before it was broken"
    ]
    parlparse(sources / "b.xml", [Asked(4)])
    updated(index, sources)
    assert set(exchanges_in(index)) == {f"{DAY}.{number:04}.q0" for number in (1, 2, 4)}
    parlparse(path, [Asked(1, "whole")])
    updated(index, sources)
    assert exchanges_in(index)[f"{DAY}.0001.q0"] == ("About whole", "a.xml")
    assert len(exchanges_in(index)) == 2


def test_another_registry_has_everything_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there, index, heard = tmp_path / "here", tmp_path / "there", tmp_path / "index", Heard()
    parlparse(here / "a.xml", [Asked(1)])
    elsewhere = parlparse(there / "b.xml", [Asked(2)])
    rebuilt(index, here, there)

    def replace_registry(version: str) -> None:
        monkeypatch.setattr("indexer.building.Registry.load", lambda: Registry((), version))
        monkeypatch.setattr("indexer.update.version_of", lambda folder: version)

    replace_registry("another")
    read.clear()
    updated(index, here, heard=heard)
    assert sorted(read) == ["a.xml", "b.xml"]
    assert heard.notes == ["the registry of bodies has changed: everything is read again"]
    assert len(exchanges_in(index)) == 2
    replace_registry("a third")
    elsewhere.unlink()
    with pytest.raises(IndexFolderError, match=r"b\.xml: has to be read again, but is gone"):
        updated(index, here)


def test_the_people_file_that_an_index_was_made_with_is_used_again(tmp_path: Path, read: list[str]) -> None:
    sources, index, people = tmp_path / "sources", tmp_path / "index", tmp_path / "people.json"
    people.write_text('{"persons": [], "memberships": [], "posts": [], "organizations": []}')
    rebuilt(index, parlparse(sources / "a.xml", [Asked(1)]), people=people)
    read.clear()
    assert updated(index, sources) is None
    people.write_text('{"persons": [], "memberships": [], "organizations": [], "posts": []}')
    assert updated(index, sources)
    assert read == ["a.xml"]
    people.unlink()
    with pytest.raises(IndexFolderError, match="name one with --people"):
        updated(index, sources)


def test_an_index_is_needed_first(tmp_path: Path) -> None:
    with pytest.raises(IndexFolderError, match="make one with"):
        updated(tmp_path / "index", parlparse(tmp_path / "a.xml", [Asked(1)]))


@pytest.mark.parametrize("seed", range(8))
def test_after_any_changes_an_update_equals_a_rebuild(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Duplicates across formats and scrapes, redirects, broken files: added, changed, removed."""
    monkeypatch.setattr("indexer.remembering.MOST_CHANGES", (3, 500)[seed % 2])
    chance, sources = random.Random(seed), tmp_path / "sources"
    parlparse(sources / "always.xml", [Asked(100)])
    rebuilt(tmp_path / "index", sources)
    for _ in range(6):
        for _ in range(chance.randrange(1, 4)):
            _change_something(chance, sources)
        updated(tmp_path / "index", sources)
        rebuilt(tmp_path / "other", sources)
        assert totals_of(tmp_path / "index") == totals_of(tmp_path / "other")
        assert exchanges_in(tmp_path / "index") == exchanges_in(tmp_path / "other")
        assert records_of(tmp_path / "index") == records_of(tmp_path / "other")
        for number in range(1, 9):
            old = f"{DAY}.{number:04}.h"
            assert found_by(tmp_path / "index", old) == found_by(tmp_path / "other", old)


def _change_something(chance: random.Random, sources: Path) -> None:
    number = chance.randrange(1, 4)
    asked = [Asked(each, chance.choice(("buses", "trams"))) for each in chance.sample(range(1, 5), 2)]
    redirects = {chance.randrange(5, 9): chance.randrange(1, 9)}
    match chance.randrange(5):
        case 0:
            letter = chance.choice("abc")
            path = parlparse(sources / f"{number}{letter}.xml", asked, letter, redirects)
        case 1:
            path = markdown(sources / f"{number}.md", asked)
        case 2:
            path = page_text(sources / f"{number}.txt", asked[0])
        case 3:
            path = sources / f"{number}.txt"
            path.write_text("no longer of any format")
        case _:
            path = chance.choice(sorted(sources.iterdir()))
            if path.name != "always.xml":
                path.unlink()
    if path.exists():
        rewritten(path)


def test_a_file_whose_name_is_not_unicode_is_remembered(tmp_path: Path) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    parlparse(sources / "b.xml", [Asked(2)])
    odd = parlparse(sources / os.fsdecode(b"caf\xe9.xml"), [Asked(1)])
    rebuilt(index, sources)
    assert updated(index, sources) is None
    odd.unlink()
    assert updated(index, sources)
    assert list(exchanges_in(index)) == [f"{DAY}.0002.q0"]
