"""The peers as processes: each is built and asked in one of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from corpus.errors import QuestionTimeError
from tests.benchmarks.corpus_files import CorpusFiles
from tests.benchmarks.peers.serving import Question

_ROOT = Path(__file__).parents[2]
_SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True, slots=True)
class Peer:
    """What is compared."""

    key: str
    name: str
    module: str
    needs: str
    """The module that must be importable where it runs."""
    python: str = sys.executable
    index_of: str | None = None
    """The key of the peer whose index it asks, where it has none of its own."""
    words_as_they_are: bool = True
    """Whether its totals must be those of the other peers: not where it also finds words by their stems."""

    def installed(self) -> bool:
        """Whether it can run on this machine."""
        try:
            tried = subprocess.run(
                [self.python, "-c", f"import {self.needs}"], capture_output=True, check=False
            )
        except FileNotFoundError:
            return False
        return tried.returncode == 0

    def command(self, *arguments: str) -> list[str]:
        return [self.python, "-m", f"tests.benchmarks.peers.{self.module}", *arguments]


OURS = "ours"
QUOTED = "quoted"
TANTIVY = "tantivy"
WHOOSH = "whoosh"
PEERS = (
    Peer(OURS, "questiontime", "ours", "search", words_as_they_are=False),
    Peer(QUOTED, "questiontime, quoted", "ours_quoted", "search", index_of=OURS),
    Peer(TANTIVY, "Tantivy", "tantivy_rust", "tantivy"),
    Peer("fts5", "SQLite FTS5", "sqlite_fts5", "sqlite3"),
    Peer("xapian", "Xapian", "xapian_debian", "xapian", _SYSTEM_PYTHON),
    Peer(WHOOSH, "stock Whoosh", "stock_whoosh", "whoosh"),
)


class PeerError(QuestionTimeError):
    """A peer that stopped before it had answered."""


def build(peer: Peer, files: CorpusFiles, folder: Path) -> float:
    """Build a peer's index and give the seconds that indexing took, reading of the rows left out."""
    folder.mkdir(parents=True)
    source = files.exchanges if peer.key == OURS else files.rows
    done = subprocess.run(
        peer.command("build", str(source), str(folder)),
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PeerError(f"{peer.name} could not build its index:\n{done.stderr}")
    return float(json.loads(done.stdout.splitlines()[-1])["seconds"])


class Running:
    """A peer that answers, in a process of its own."""

    def __init__(self, peer: Peer, folder: Path) -> None:
        self.peer = peer
        self._process = subprocess.Popen(
            peer.command("answer", str(folder)),
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.open_ms = float(self._read()["open_ms"])

    def ask(self, question: Question) -> dict[str, Any]:
        """Its answer, with the milliseconds that it took."""
        return self._order({"ask": asdict(question)})

    def begin_load(self, questions: Iterable[Question], seconds: float) -> None:
        """Let it answer as many of the questions as it can in this time; `read_load` says how many."""
        self._write({"load": [asdict(question) for question in questions], "seconds": seconds})

    def read_load(self) -> int:
        return int(self._read()["answers"])

    def private_mb(self) -> float:
        """The memory that it shares with no other process."""
        return float(self._order({"memory": None})["private_mb"])

    def close(self) -> None:
        self._process.communicate()

    def _order(self, order: dict[str, Any]) -> dict[str, Any]:
        self._write(order)
        return self._read()

    def _write(self, order: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise PeerError(f"{self.peer.name} stopped with exit code {self._process.wait()}")
        read: dict[str, Any] = json.loads(line)
        return read


def start_ms(peer: Peer, folder: Path, question: Question) -> float:
    """From the start of a process to its first answer."""
    began = perf_counter()
    running = Running(peer, folder)
    running.ask(question)
    took = (perf_counter() - began) * 1000
    running.close()
    return took


def command_ms(arguments: Sequence[str]) -> float:
    """From the start of a process to its end; it must succeed."""
    began = perf_counter()
    subprocess.run(arguments, cwd=_ROOT, capture_output=True, check=True)
    return (perf_counter() - began) * 1000
