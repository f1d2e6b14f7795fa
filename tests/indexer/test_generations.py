import json
import os
import shutil
from pathlib import Path

import pytest

from corpus.errors import IndexFolderError
from indexer import manifest as manifests
from indexer.building import Settings
from indexer.check import check
from indexer.generations import Generation, IndexFolder
from indexer.manifest import MANIFEST_FILE, FileSum, read_manifest
from indexer.rebuild import rebuild
from indexer.verified import VERIFIED_FILE
from indexer.watching import Watcher
from tests.indexer.indexed import exchanges_in, rebuilt
from tests.indexer.small_sources import Asked, parlparse


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index with two generations: of one exchange, and then of two."""
    source, folder = tmp_path / "sources" / "a.xml", tmp_path / "index"
    rebuilt(folder, parlparse(source, [Asked(1)]))
    rebuilt(folder, parlparse(source, [Asked(1), Asked(2)]))
    return folder


def current(index: Path) -> Path:
    name = IndexFolder(index).current_name()
    assert name
    return index / "generations" / name


def test_where_no_index_is_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    assert IndexFolder(tmp_path).current_name() is None
    with pytest.raises(
        IndexFolderError, match="no index is here; make one with `questiontime index rebuild`"
    ):
        IndexFolder(tmp_path).open_current()


def test_a_generation_is_complete_and_says_what_it_holds(index: Path) -> None:
    generation = IndexFolder(index).open_current()
    assert generation.path == current(index)
    assert generation.manifest.counts.exchanges == 2
    assert generation.manifest.collections["london-mayors-questions"].answers == 2
    there = {path.name for path in generation.path.iterdir()} - {MANIFEST_FILE}
    assert there == set(generation.manifest.files)
    assert not [name for name in there if name.endswith((".spool", "LOCK", ".tmp"))]


def test_a_rollback_brings_the_generation_before_back_and_only_that(index: Path) -> None:
    new = current(index).name
    old = IndexFolder(index).roll_back()
    assert len(exchanges_in(index)) == 1
    assert old.name != new
    with pytest.raises(IndexFolderError, match="no earlier generation is kept"):
        IndexFolder(index).roll_back()


def test_one_generation_is_kept_beside_the_current_and_remains_are_swept(index: Path, tmp_path: Path) -> None:
    before = current(index).name
    (index / "generations" / "20200101T000000Z-abcdef").mkdir()
    (index / "generations" / "20200101T000000Z-abcdef" / "half").write_text("x")
    rebuilt(index, tmp_path / "sources")
    assert {path.name for path in (index / "generations").iterdir()} == {before, current(index).name}


def test_it_is_told_when_a_generation_is_current_and_older_ones_go_after_that(
    index: Path, tmp_path: Path
) -> None:
    class Told(Watcher):
        def published(self) -> None:
            self.heard = IndexFolder(index).current_name(), len(IndexFolder(index).names())

    watcher = Told()
    new = rebuild(IndexFolder(index), [tmp_path / "sources"], Settings(), watcher)
    assert watcher.heard == (new.generation, 3)
    assert len(IndexFolder(index).names()) == 2


def test_after_a_rollback_the_next_success_keeps_what_was_rolled_back_to(index: Path, tmp_path: Path) -> None:
    old = IndexFolder(index).roll_back().name
    rebuilt(index, tmp_path / "sources")
    assert IndexFolder(index).names() == [old, current(index).name]


def test_any_flipped_byte_is_found_before_anything_is_opened(index: Path) -> None:
    folder, files = IndexFolder(index), sorted(current(index).iterdir())
    assert len(files) >= 4
    for path in files:
        whole = path.read_bytes()
        for at in {0, len(whole) // 3, len(whole) // 2, len(whole) - 2}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(IndexFolderError, match=r"damaged|another version|cannot be read"):
                folder.open_current()
        path.write_bytes(whole)
    assert folder.open_current()


def test_what_was_verified_is_not_summed_again_until_it_is_written(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summed: list[str] = []
    sum_of = manifests.sum_of

    def noted(path: Path) -> FileSum:
        summed.append(path.name)
        return sum_of(path)

    monkeypatch.setattr(manifests, "sum_of", noted)
    folder, files = IndexFolder(index), read_manifest(current(index)).files
    folder.open_current()
    assert summed == []  # It was verified when it was made.
    touched = current(index) / next(iter(files))
    os.utime(touched, ns=(1, 1))
    folder.open_current()
    assert sorted(summed) == sorted(files)
    folder.open_current()
    assert len(summed) == len(files)
    copy = index.parent / "copy"
    shutil.copytree(index, copy)
    IndexFolder(copy).open_current()
    assert len(summed) == 2 * len(files)
    (index / VERIFIED_FILE).write_bytes(b'{"torn')
    folder.open_current()
    assert len(summed) == 3 * len(files)


def test_a_generation_that_was_rolled_back_to_is_verified(index: Path) -> None:
    old = index / "generations" / min(path.name for path in (index / "generations").iterdir())
    segment = next(old.glob("*.arrays"))
    whole = segment.read_bytes()
    segment.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(IndexFolderError, match="its checksum differs"):
        IndexFolder(index).roll_back()


def test_a_byte_that_the_disk_lost_by_itself_is_found_by_check(index: Path) -> None:
    segment = next(current(index).glob("*.arrays"))
    status, whole = segment.stat(), segment.read_bytes()
    segment.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    os.utime(segment, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pytest.raises(IndexFolderError, match="its checksum differs"):
        check(IndexFolder(index))


def test_where_nothing_can_be_noted_an_index_opens_all_the_same(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (index / VERIFIED_FILE).unlink()

    def refused(self: Path, *arguments: object, **named: object) -> int:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refused)
    assert IndexFolder(index).open_current()
    assert not (index / VERIFIED_FILE).exists()


def test_missing_shortened_and_foreign_files_are_found_without_checksums(index: Path) -> None:
    folder, generation = IndexFolder(index), current(index)
    segment = next(generation.glob("*.arrays"))
    whole = segment.read_bytes()
    segment.write_bytes(whole[:-1])
    with pytest.raises(IndexFolderError, match="its size differs"):
        folder.open_current(checksums=False)
    segment.unlink()
    with pytest.raises(IndexFolderError, match="is missing"):
        folder.open_current(checksums=False)
    segment.write_bytes(whole)
    # Whoosh would take the highest number, whoever put it there.
    (generation / "_MAIN_99.toc").write_bytes(b"evil")
    with pytest.raises(IndexFolderError, match="does not belong to it"):
        folder.open_current(checksums=False)


def test_an_index_of_another_schema_says_rebuild(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifests, "SCHEMA_VERSION", 999)
    with pytest.raises(IndexFolderError, match=r"another version of questiontime .* rebuild the index"):
        IndexFolder(index).open_current()


@pytest.mark.parametrize("where", [".", "generations", "current generation"])
def test_a_folder_that_anybody_may_write_into_is_refused(index: Path, where: str) -> None:
    folder = current(index) if where == "current generation" else index / where
    folder.chmod(0o777)
    with pytest.raises(IndexFolderError, match="anybody may write into it"):
        IndexFolder(index).open_current()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_another_user_is_refused(index: Path) -> None:
    os.chown(current(index), 12345, 12345)
    with pytest.raises(IndexFolderError, match="belongs to another user"):
        IndexFolder(index).open_current()


@pytest.mark.parametrize("name", ["", "../../etc", "20200101T000000Z-abcdef", "\x00", "x" * 10_000])
def test_a_pointer_that_leads_nowhere_is_an_error_and_a_rebuild_mends_it(
    index: Path, tmp_path: Path, name: str
) -> None:
    (index / "current").write_text(name)
    with pytest.raises(IndexFolderError, match="rebuild"):
        IndexFolder(index).open_current()
    rebuilt(index, tmp_path / "sources")
    assert len(exchanges_in(index)) == 2


def test_a_generation_under_another_name_is_refused(index: Path) -> None:
    other = index / "generations" / "20200101T000000Z-abcdef"
    shutil.copytree(current(index), other)
    (index / "current").write_text(other.name)
    with pytest.raises(IndexFolderError, match="holds another generation"):
        IndexFolder(index).open_current()


def test_a_manifest_of_any_shape_is_refused_with_a_message(index: Path) -> None:
    path = current(index) / MANIFEST_FILE
    whole = json.loads(path.read_text())
    for text in ("", "[]", "null", "[" * 100_000, "{}", json.dumps(whole | {"sha256": "0"}), "\x00\xff"):
        path.write_text(text)
        with pytest.raises(IndexFolderError, match="damaged"):
            read_manifest(path.parent)


def test_a_generation_that_is_swept_while_it_is_opened_gives_way_to_the_next(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, whole = IndexFolder(index), IndexFolder.open
    new: list[str] = []

    def late(self: IndexFolder, name: str, checksums: bool = True) -> Generation:
        if not new:
            new.append("")
            for _ in range(2):
                new.append(rebuilt(index, tmp_path / "sources").generation)
        return whole(self, name, checksums)

    monkeypatch.setattr(IndexFolder, "open", late)
    assert folder.open_current().name == new[-1]


def test_a_new_generation_comes_after_all_others_even_where_the_clock_was_set_back(
    index: Path, tmp_path: Path
) -> None:
    name = "29991231T235959Z-0000ff"
    with IndexFolder(index).writing():
        (index / "generations" / name).mkdir()
        (index / "generations" / name / MANIFEST_FILE).touch()
    rebuilt(index, tmp_path / "sources")
    assert current(index).name == "29991231T235959Z-000100"


def test_a_second_writer_is_told_to_wait(index: Path, tmp_path: Path) -> None:
    with (
        IndexFolder(index).writing(),
        pytest.raises(IndexFolderError, match="another rebuild, update or rollback is at work"),
    ):
        rebuilt(index, tmp_path / "sources")
    assert len(exchanges_in(index)) == 2
