"""What an update leaves on the disk: what it shares with the generation before, writes, and waits for."""

import hashlib
import os
from pathlib import Path

import pytest

from indexer.generations import IndexFolder
from indexer.remembering import CHANGES_FILE, SOURCES_FILE, KnownSources
from tests.indexer.indexed import exchanges_in, rebuilt, updated
from tests.indexer.small_sources import Asked, parlparse


def test_what_an_update_wrote_is_on_the_disk_before_the_pointer_is_switched_and_only_that_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    for number in range(1, 5):
        parlparse(sources / f"{number}.xml", [Asked(number)])
    rebuilt(index, sources)
    parlparse(sources / "5.xml", [Asked(5)])
    done: list[Path] = []
    sync, replaced = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        sync(descriptor)
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    def switched(path: Path, to: Path) -> Path:
        if to.name == "current":
            done.append(to)
        return replaced(path, to)

    monkeypatch.setattr("indexer.disk.os.fsync", synced)
    monkeypatch.setattr(Path, "replace", switched)
    assert updated(index, sources)
    generation = IndexFolder(index).open_current().path
    own = {path for path in generation.iterdir() if path.stat().st_nlink == 1}
    assert len(own) == 4
    assert {*done[:-2]} == own | {index / "current.new", generation, generation.parent}
    assert len(done[:-2]) == 7
    assert done[-2:] == [index / "current", index]


def test_the_files_of_a_finished_generation_never_change(tmp_path: Path) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    parlparse(sources / "a.xml", [Asked(number) for number in range(1, 30)])
    parlparse(sources / "b.xml", [Asked(number) for number in range(50, 52)])
    rebuilt(index, sources)
    before = IndexFolder(index).open_current()
    sums = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in before.path.iterdir()}
    parlparse(sources / "b.xml", [Asked(90)])
    updated(index, sources)
    after = IndexFolder(index).open_current()
    assert {path.name: hashlib.sha256(path.read_bytes()).digest() for path in before.path.iterdir()} == sums
    shared = [
        name for name in after.manifest.files if name in before.manifest.files and name.endswith(".arrays")
    ]
    assert all((before.path / name).samefile(after.path / name) for name in shared)
    assert IndexFolder(index).roll_back().name == before.name
    assert len(exchanges_in(index)) == 31


def test_a_large_segment_is_shared_and_not_written_again(tmp_path: Path) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    parlparse(sources / "a.xml", [Asked(number) for number in range(1, 300)])
    rebuilt(index, sources)
    (segment,) = (index / "generations").glob("*/*.arrays")
    parlparse(sources / "b.xml", [Asked(900)])
    updated(index, sources)
    assert segment.stat().st_nlink == 2
    assert len(exchanges_in(index)) == 300


def test_what_is_known_of_sources_is_shared_and_only_changes_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, index = tmp_path / "sources", tmp_path / "index"
    for number in range(1, 30):
        parlparse(sources / f"{number}.xml", [Asked(number)])
    rebuilt(index, sources)
    first = IndexFolder(index).open_current().path
    parlparse(sources / "3.xml", [Asked(3, "boats")])
    updated(index, sources)
    second = IndexFolder(index).open_current().path
    assert (first / SOURCES_FILE).samefile(second / SOURCES_FILE)
    assert (second / CHANGES_FILE).stat().st_size < 1_000
    monkeypatch.setattr("indexer.remembering.MOST_CHANGES", 2)
    parlparse(sources / "4.xml", [Asked(4, "boats")])
    updated(index, sources)
    third = IndexFolder(index).open_current().path
    assert not (second / SOURCES_FILE).samefile(third / SOURCES_FILE)
    assert len(KnownSources(third).records) == len(KnownSources(second).records) == 29
    assert (third / CHANGES_FILE).stat().st_size < (second / CHANGES_FILE).stat().st_size
