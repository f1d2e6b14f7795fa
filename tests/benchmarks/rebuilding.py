"""The whole way from files to an index that answers, as the command line goes it; and one small update."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.update import update
from indexer.watching import Watcher
from tests.benchmarks.corpus_files import Recipe
from tests.benchmarks.parlparse_files import write_files

_ROOT = Path(__file__).parents[2]
_LOOK_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild from XML and an update of one file cost."""

    exchanges: int
    files: int
    seconds: float
    parent_mb: float
    """The most memory that the first process had resident."""
    worker_mb: float
    """And the largest of the others, with what it shares with the first."""
    worker_own_mb: float
    """The most that one of the others had for itself alone."""
    update_ms: float
    """All of an update after which one exchange is another, loading of people and bodies included."""
    commit_ms: float
    """The part of it that comes after loading: reading the file, writing, syncing, switching over.

    What it loaded is let go of after that, and older generations are.
    """


def rebuild_and_update(recipe: Recipe, folder: Path, jobs: int) -> Rebuilt:
    """Write the files if they are not there, index them, and change one.

    The index begins from nothing: an update would else also be rid of the one before the rebuild.
    """
    sources, index = folder / "xml", folder / "xml-index"
    shutil.rmtree(index, ignore_errors=True)
    if not sources.exists():
        write_files(recipe.generator(), sources)
    command = [
        sys.executable, "-m", "questiontime", "index", "rebuild", str(sources),
        "--index", str(index), "--jobs", str(jobs),
    ]  # fmt: skip
    command += ["--people", str(recipe.people)] if recipe.people else []
    began = perf_counter()
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL) as process:
        memory = _Memory(process.pid)
        code = process.wait()
        seconds = perf_counter() - began
    memory.stop()
    if code:
        raise subprocess.CalledProcessError(code, command)
    files = len(list(sources.rglob("*.xml")))
    counts = IndexFolder(index).open_current().manifest.counts
    update_ms, commit_ms = _update(sources, index, recipe.people)
    peaks = (memory.parent, memory.worker, memory.worker_own)
    return Rebuilt(counts.exchanges, files, seconds, *peaks, update_ms, commit_ms)


def _update(sources: Path, index: Path, people: Path | None) -> tuple[float, float]:
    """Change a word in the smallest file, as a correction of one answer would."""
    path = min(sources.rglob("*.xml"), key=lambda file: (file.stat().st_size, file))
    path.write_text(path.read_text(encoding="utf-8").replace("</p>", " Corrected.</p>", 1), encoding="utf-8")
    clock = _Clock()
    began = perf_counter()
    changed = update(IndexFolder(index), [path], Settings(people), clock)
    ended = perf_counter()
    if changed is None:
        raise RuntimeError(f"{path}: the update did not notice the change")
    return (ended - began) * 1000, (clock.published_at - clock.reading_began) * 1000


class _Clock(Watcher):
    """Notes when an update has loaded what it knows and begins to read, and when what it made is current."""

    def __init__(self) -> None:
        super().__init__()
        self.reading_began = self.published_at = 0.0

    def published(self) -> None:
        self.published_at = perf_counter()

    def begin(self, step: str, length: int) -> None:
        self.reading_began = self.reading_began or perf_counter()


class _Memory:
    """Looks again and again how much memory a process and its children have had at the most."""

    def __init__(self, pid: int) -> None:
        self.parent = self.worker = self.worker_own = 0.0
        self._pid = pid
        self._stopped = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(_LOOK_EVERY):
            self.parent = max(self.parent, _peak_mb(self._pid))
            children = _children(self._pid)
            self.worker = max([self.worker, *map(_peak_mb, children)])
            self.worker_own = max([self.worker_own, *map(_own_mb, children)])


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []  # It has just ended.
    return [int(child) for child in text.split()]


def _peak_mb(pid: int) -> float:
    return _sum_mb(pid, "status", "VmHWM:")


def _own_mb(pid: int) -> float:
    return _sum_mb(pid, "smaps_rollup", "Private_")


def _sum_mb(pid: int, file: str, start: str) -> float:
    """What the lines of one of a process's own files that begin so say together."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0  # It has just ended.
    return sum(int(line.split()[1]) for line in lines if line.startswith(start)) / 1024
