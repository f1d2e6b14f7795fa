"""What every peer does: build an index of rows, then answer questions in a process of its own.

Only the standard library is used here, so that a peer can run on another Python than the project's. The
clock runs inside the peer's process, around what a caller of the library would do; passing questions and
answers between processes is outside of it.

::

    python -m tests.benchmarks.peers.<peer> build ROWS FOLDER     builds, prints {"seconds": …}
    python -m tests.benchmarks.peers.<peer> answer FOLDER         a line of JSON in, a line of JSON out
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

TEXTS = ("title", "question", "answer")
SINGLE = ("collection", "department", "party", "year", "month")
"""Keyword fields with one value an exchange at the most; all others of a row can have several."""
FACETS = ("collection", "party", "year", "cites")
"""What is counted over all matches."""
FACET_VALUES = 20
"""How many values of each facet an answer gives, the most frequent ones."""
HITS = 10
TITLE_WEIGHT = 2.0

WORD = re.compile(r"[^\W_]+")
"""The peers' common analysis: runs of letters and digits, in lower case; no stop words, no stemming."""


@dataclass(frozen=True, slots=True)
class Row:
    """An exchange as the peers take it."""

    id: str
    date: int
    """As 20200312."""
    texts: Mapping[str, str]
    keywords: Mapping[str, list[str]]
    """The values of every keyword field, also of those that are empty in this exchange."""

    @property
    def several(self) -> tuple[str, ...]:
        """The keyword fields that can have several values; the same in every row of a corpus."""
        return tuple(name for name in self.keywords if name not in SINGLE)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in no language of any peer's."""

    kind: str
    """``term``, ``and``, ``or``, ``phrase``, ``prefix`` or ``everything``."""
    words: tuple[str, ...] = ()
    party: str | None = None
    since: int = 0
    until: int = 0
    """Days as 20200312, both included; 0 for no limit."""
    bare: bool = False
    """The ids of the ten best and nothing else: no total, no facets, no snippets."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The ten best, and, unless it is bare, the total, the facets and the passages to show."""

    ids: list[str]
    total: int | None = None
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    passages: list[str] = field(default_factory=list)


class Searching(Protocol):
    """An open index."""

    def ask(self, question: Question) -> Answer: ...


class Peer(Protocol):
    """One search engine, used as somebody who knows it well would use it."""

    def build(self, rows: Path, folder: Path) -> float:
        """Index all rows and give the seconds from the first row, in memory, to the last byte written."""
        ...

    def open(self, folder: Path) -> Searching: ...


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, one in memory at a time."""
    with path.open("rb") as file:
        for line in file:
            yield Row(**json.loads(line))


def main(peer: Peer) -> None:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["build", rows, folder]:
            _tell({"seconds": peer.build(Path(rows), Path(folder))})
        case ["answer", folder]:
            began = perf_counter()
            searching = peer.open(Path(folder))
            _tell({"open_ms": (perf_counter() - began) * 1000})
            for line in sys.stdin:
                _tell(_done(searching, json.loads(line)))
        case _:
            sys.exit("build ROWS FOLDER | answer FOLDER")


def _done(searching: Searching, order: dict[str, Any]) -> dict[str, Any]:
    match order:
        case {"ask": asked}:
            return _asked(searching, Question(**asked))
        case {"load": questions, "seconds": seconds}:
            return {"answers": _load(searching, [Question(**each) for each in questions], seconds)}
        case {"memory": _}:
            return {"private_mb": _private_memory()}
        case _:
            sys.exit(f"unknown order: {list(order)}")


def _asked(searching: Searching, question: Question) -> dict[str, Any]:
    began = perf_counter()
    answer = searching.ask(question)
    took = (perf_counter() - began) * 1000
    counts = {name: sorted(values.values(), reverse=True) for name, values in answer.facets.items()}
    return {
        "ms": took,
        "ids": answer.ids,
        "total": answer.total,
        "facets": {name: values[:FACET_VALUES] for name, values in counts.items()},
        "passages": len(answer.passages),
    }


def _load(searching: Searching, questions: list[Question], seconds: float) -> int:
    """How many questions are answered, one after another, in this time."""
    until = perf_counter() + seconds
    answers = 0
    for question in cycle(questions):
        if perf_counter() >= until:
            break
        searching.ask(question)
        answers += 1
    return answers


def _private_memory() -> float:
    """Megabytes that this process shares with no other: what one more process of a server costs."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def _tell(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()
