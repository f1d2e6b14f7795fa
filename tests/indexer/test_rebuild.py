"""Rebuilds that succeed, and rebuilds that fail in every way a machine can make them fail."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import IndexFolderError, PeopleError, QuestionTimeError, SourceError
from indexer.building import Settings
from indexer.codec.contents import contents_bytes
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from tests.indexer.indexed import Heard, exchanges_in, files_of, found_by, rebuilt
from tests.indexer.small_sources import Asked, broken, markdown, page_text, parlparse

ROOT = Path(__file__).parents[2]
DAY = "london-mayors-questions/2020-03-12"
REBUILD = (
    "import sys; from indexer.commands import index; index(['rebuild', *sys.argv[1:]], standalone_mode=True)"
)


def in_another_process(*arguments: str | Path, **limits: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", REBUILD, *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **limits,
    )  # fmt: skip


def test_every_exchange_is_in_the_index_once(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    parlparse(sources / "a.xml", [Asked(1), Asked(2, "trams")], scrape="a")
    parlparse(sources / "b.xml", [Asked(1, "newer")], scrape="b")
    markdown(sources / "c.md", [Asked(3, "by hand")])
    page_text(sources / "d.txt", Asked(0, "trams"))
    manifest = rebuilt(tmp_path / "index", sources)
    assert exchanges_in(tmp_path / "index") == {
        f"{DAY}b.0001.q0": ("About newer", "b.xml"),
        f"{DAY}a.0002.q0": ("About trams", "a.xml"),
        f"{DAY}.0003.q0": ("About by hand", "c.md"),
    }
    assert manifest.counts.exchanges == manifest.counts.questions == manifest.counts.answers == 3
    assert manifest.skipped == {"the same exchange as in another source": 2}
    assert (manifest.left_out.questions, manifest.left_out.answers) == (2, 2)
    assert manifest.files_read["ParlParse XML"] == 2


@pytest.mark.parametrize("together", [1_000, 3])
def test_several_processes_write_the_same_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    """The same bytes, however many processes there are: exchanges that stand twice, old ids and all."""
    monkeypatch.setattr("indexer.codec.inverting.BATCH_DOCUMENTS", together)
    monkeypatch.setattr("indexer.building._READ_TOGETHER", together)
    monkeypatch.setattr("indexer.writing._MERGED_ALONE", together)
    sources = tmp_path / "sources"
    parlparse(sources / "a.xml", [Asked(number, f"w{number}") for number in range(1, 40)], redirects={90: 3})
    parlparse(sources / "b.xml", [Asked(number, f"v{number}") for number in range(20, 60)], scrape="b")
    page_text(sources / "d.txt", Asked(0, "v30"))
    broken(sources / "e.xml", [Asked(70), Asked(71)])
    manifests = [rebuilt(tmp_path / f"{jobs}", sources, jobs=jobs) for jobs in (1, 2, 3)]
    segments = [arrays_of(tmp_path / f"{jobs}") for jobs in (1, 2, 3)]
    assert segments[0] == segments[1] == segments[2]
    assert [*segments[0]] == [segments[0][0]]
    told = {(each.counts, str(each.collections), str(each.skipped), each.left_out) for each in manifests}
    assert len(told) == 1
    assert manifests[0].skipped["the same exchange as in another source"] == 21


def arrays_of(index: Path) -> list[bytes]:
    """The content of each segment, whatever it is called."""
    return [path.read_bytes() for path in IndexFolder(index).open_current().path.glob("*.arrays")]


def test_an_old_id_finds_its_exchange_whichever_file_names_it(tmp_path: Path) -> None:
    # The redirect stands in an older file, which is read after the exchange that it leads to.
    parlparse(tmp_path / "sources" / "a.xml", [], scrape="a", redirects={9: 8, 8: 1})
    parlparse(tmp_path / "sources" / "b.xml", [Asked(1)], scrape="b")
    rebuilt(tmp_path / "index", tmp_path / "sources")
    exchange = f"{DAY}b.0001.q0"
    for old in ("a.0009.h", "a.0008.h", "c.0001.q0", ".0001.r0", "z.0001.h"):
        assert found_by(tmp_path / "index", f"uk.org.publicwhip/{DAY}{old}") == {exchange}
    assert found_by(tmp_path / "index", f"{DAY}.0007.h") == set()


def test_a_broken_file_costs_only_itself_and_is_named_with_its_line(tmp_path: Path) -> None:
    broken(tmp_path / "sources" / "a.xml", [Asked(1), Asked(2)])
    parlparse(tmp_path / "sources" / "b.xml", [Asked(3)])
    heard = Heard()
    rebuild(IndexFolder(tmp_path / "index"), [tmp_path / "sources"], Settings(), heard)
    assert f"{DAY}.0003.q0" in exchanges_in(tmp_path / "index")
    assert f"{DAY}.0001.q0" in exchanges_in(tmp_path / "index")
    (problem,) = heard.problems
    assert str(problem).startswith(f"{tmp_path}/sources/a.xml:10: broken XML")


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    parlparse(tmp_path / "sources" / "b.xml", [Asked(2)])
    # The kernel answers every read of its first bytes with an error, whoever asks.
    (tmp_path / "sources" / "a.xml").symlink_to("/proc/self/mem")
    rebuilt(tmp_path / "index", tmp_path / "sources")
    assert list(exchanges_in(tmp_path / "index")) == [f"{DAY}.0002.q0"]


def test_strictly_a_broken_file_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    good = parlparse(tmp_path / "good.xml", [Asked(1)])
    again = parlparse(tmp_path / "again.xml", [Asked(1)])
    bad = broken(tmp_path / "bad.xml", [Asked(2)])
    rebuilt(tmp_path / "index", good, again, strict=True)  # What is in twice is not lost.
    before = files_of(tmp_path / "index")
    with pytest.raises(QuestionTimeError, match=r"1 left out, and --strict"):
        rebuilt(tmp_path / "index", good, bad, strict=True)
    assert files_of(tmp_path / "index") == before


@pytest.mark.parametrize("what", ["nothing there", "no exchange", "no people"])
def test_a_slip_does_not_empty_the_index(tmp_path: Path, what: str) -> None:
    good = parlparse(tmp_path / "good.xml", [Asked(1)])
    rebuilt(tmp_path / "index", good)
    before = files_of(tmp_path / "index")
    (tmp_path / "empty").mkdir()
    (tmp_path / "people.json").write_text("{")
    attempts = {
        "nothing there": (SourceError, tmp_path / "gone", None),
        "no exchange": (QuestionTimeError, tmp_path / "empty", None),
        "no people": (PeopleError, good, tmp_path / "people.json"),
    }
    error, source, people = attempts[what]
    with pytest.raises(error):
        rebuilt(tmp_path / "index", source, people=people)
    assert files_of(tmp_path / "index") == before


def test_a_rebuild_that_is_killed_leaves_the_old_index(tmp_path: Path) -> None:
    index, old, new = tmp_path / "index", tmp_path / "old", tmp_path / "new"
    rebuilt(index, parlparse(old / "a.xml", [Asked(1, "old")]))
    parlparse(new / "a.xml", [Asked(number, f"new {number}") for number in range(1, 400)])
    began = time.monotonic()
    assert in_another_process(new, "--index", tmp_path / "timed").wait() == 0
    whole = time.monotonic() - began
    outcomes = set()
    for tenth in range(1, 11):
        process = in_another_process(new, "--index", index)
        time.sleep(whole * (0.3 + 0.07 * tenth))
        process.send_signal(signal.SIGKILL)
        process.wait()
        outcomes.add(len(exchanges_in(index)))
        IndexFolder(index).open_current()
        if 399 in outcomes:
            rebuilt(index, old)
    assert outcomes <= {1, 399}
    assert 1 in outcomes
    rebuilt(index, new)
    assert len(exchanges_in(index)) == 399
    assert len(list((index / "generations").iterdir())) == 2, "what the killed ones left is swept"


@pytest.mark.parametrize("kilobytes", [1, 20, 120])
def test_a_rebuild_that_finds_no_room_leaves_the_old_index_and_says_so(
    tmp_path: Path, kilobytes: int
) -> None:
    index = tmp_path / "index"
    rebuilt(index, parlparse(tmp_path / "old.xml", [Asked(1)]))
    new = parlparse(tmp_path / "new.xml", [Asked(number, "words " * 50) for number in range(1, 300)])
    before = files_of(index)
    limit = kilobytes * 1024
    process = in_another_process(
        new, "--index", index, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    _, told = process.communicate()
    assert process.returncode == 1
    assert "the index could not be written: File too large" in told
    assert "what was indexed before is as it was" in told
    assert files_of(index) == before


def test_a_full_disk_leaves_the_old_index_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    rebuilt(index, parlparse(tmp_path / "old.xml", [Asked(1)]))
    new = parlparse(tmp_path / "new.xml", [Asked(2)])
    before = files_of(index)
    for function, fails in (("fsync", _no_space), ("open", _no_new_file)):
        with monkeypatch.context() as patched:
            patched.setattr(f"indexer.generations.os.{function}", fails)
            with pytest.raises(IndexFolderError, match=r"No space left on device.*as it was"):
                rebuilt(index, new)
        assert files_of(index) == before
    assert len(exchanges_in(index)) == 1


def test_a_process_of_jobs_that_dies_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, source = tmp_path / "index", parlparse(tmp_path / "a.xml", [Asked(1), Asked(2)])
    rebuilt(index, source)
    before = files_of(index)
    monkeypatch.setattr("indexer.codec.inverting.BATCH_DOCUMENTS", 1)
    monkeypatch.setattr("indexer.preparing.document", lambda *arguments: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(QuestionTimeError, match="ended from outside"):
        rebuild(IndexFolder(index), [source], Settings(jobs=2), Watcher())
    assert files_of(index) == before


def test_an_interrupted_rebuild_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, source = tmp_path / "index", parlparse(tmp_path / "a.xml", [Asked(1)])
    rebuilt(index, source)
    before = files_of(index)

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.writing.IndexWriter.add_run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rebuilt(index, source)
    assert files_of(index) == before


def test_an_index_that_does_not_find_what_it_holds_never_becomes_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, source = tmp_path / "index", parlparse(tmp_path / "a.xml", [Asked(1)])
    rebuilt(index, source)
    before = files_of(index)
    monkeypatch.setattr("indexer.codec.terms.Terms.find", lambda self, term: None)
    with pytest.raises(IndexFolderError, match="is in it, but is not found"):
        rebuilt(index, source)
    monkeypatch.undo()
    monkeypatch.setattr("indexer.writing.contents_bytes", lambda segments: contents_bytes([]))
    with pytest.raises(IndexFolderError, match="holds 0 exchanges instead of 1"):
        rebuilt(index, source)
    assert files_of(index) == before


def _no_new_file(path: str | Path, flags: int, *arguments: int, **named: Any) -> int:
    """What is there already can be opened, and removed, on a full disk too."""
    return _no_space() if flags & os.O_CREAT else _open(path, flags, *arguments, **named)


_open = os.open


def _no_space(*arguments: object, **named: object) -> int:
    raise OSError(28, "No space left on device")
