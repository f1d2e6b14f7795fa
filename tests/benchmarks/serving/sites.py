"""Two sites of the same exchanges: questiontime's, and Datasette's over SQLite FTS5 with the same facets.

Each answers in two processes: questiontime with two workers, Datasette, which has one, as two of it.
Datasette gets what somebody would give it who knows it well: an immutable file; a narrow table, as it copies
whole rows to count lists; indexes on what is counted; an optimised and analysed FTS5 table of the whole texts
beside it; and no suggested facets. It is asked in two ways. As it comes, it leaves out the facets that take
longer than a fifth of a second; without that limit it counts all that questiontime counts.
"""

import json
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.peers.serving import TEXTS, Question, Row, read_rows
from webui.choices import PANEL_SIZE, PANELS

SINGLE = ("collection", "party", "department", "year")
"""What is counted of columns with one value; of the others, which are lists, as JSON."""
COUNTED = (*PANELS, "year")
PAGE = 10
_FILE = "exchanges.db"
_METADATA = "metadata.json"
_SHOWN = 250
_START_SECONDS = 120
_LONG_MS = "600000"


@dataclass(frozen=True, slots=True)
class Running:
    """A site that answers."""

    name: str
    ports: tuple[int, ...]
    """Of each its processes, or of the one that hands out to its own."""
    address: Callable[[Question], str]
    total: Callable[[str], int]
    """How many exchanges a page says it found."""


def build_datasette(rows: Path, folder: Path) -> None:
    """Write the database, unless it is there."""
    file = folder / _FILE
    if file.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    database.executescript(
        f"""
        PRAGMA journal_mode=OFF;
        CREATE TABLE exchanges (id TEXT PRIMARY KEY, date INTEGER, title, beginning, {", ".join(COUNTED)});
        CREATE VIRTUAL TABLE texts USING fts5 (
            {", ".join(TEXTS)}, content='', tokenize='unicode61 remove_diacritics 0'
        );
        """
    )
    shown = f"INSERT INTO exchanges VALUES ({', '.join('?' * (4 + len(COUNTED)))})"
    for number, row in enumerate(read_rows(rows), start=1):
        cells = (_cell(name, row.keywords[name]) for name in COUNTED)
        database.execute(shown, (row.id, row.date, row.texts["title"], _beginning(row), *cells))
        searched = (number, *(row.texts[name] for name in TEXTS))
        database.execute("INSERT INTO texts (rowid, title, question, answer) VALUES (?, ?, ?, ?)", searched)
    for column in (*SINGLE, "date"):
        database.execute(f"CREATE INDEX of_{column} ON exchanges ({column})")
    database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
    database.execute("ANALYZE")
    database.commit()
    database.close()
    unfinished.rename(file)
    table = {"fts_table": "texts", "fts_pk": "rowid"}
    described = {"databases": {file.stem: {"tables": {"exchanges": table}}}}
    (folder / _METADATA).write_text(json.dumps(described), encoding="utf-8")


def _beginning(row: Row) -> str:
    """What a page shows of an exchange beside its title."""
    return f"{row.texts['question'][:_SHOWN]} … {row.texts['answer'][:_SHOWN]}"


def _cell(name: str, values: Sequence[str]) -> str | None:
    if name in SINGLE:
        return values[0] if values else None
    return json.dumps(values, ensure_ascii=False)


@contextmanager
def questiontime(index: Path) -> Iterator[Running]:
    """``questiontime serve --workers 2``."""
    port = _free_port()
    command = [sys.executable, "-m", "questiontime", "serve", "--index", str(index), "--port", str(port)]
    with _process([*command, "--workers", "2"], port, "/readyz"):
        yield Running("questiontime", (port,), our_address, _our_total)


@contextmanager
def datasette(folder: Path, python: str, complete: bool) -> Iterator[Running]:
    """Two of ``datasette serve``, by the Python that has it; complete, with every facet, at any cost."""
    ports = (_free_port(), _free_port())
    settings = {
        "suggest_facets": "off",
        "default_facet_size": str(PANEL_SIZE),
        "default_page_size": str(PAGE),
        **({"sql_time_limit_ms": _LONG_MS, "facet_time_limit_ms": _LONG_MS} if complete else {}),
    }
    options = [part for name, value in settings.items() for part in ("--setting", name, value)]
    files = ["--immutable", str(folder / _FILE), "--metadata", str(folder / _METADATA)]
    command = [python, "-m", "datasette", "serve", *files, *options]
    name = "Datasette, all facets" if complete else "Datasette, facets of 200 ms"
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(_process([*command, "--port", str(port)], port, "/-/versions.json"))
        yield Running(name, ports, _datasette_address, _datasette_total)


def our_address(question: Question) -> str:
    """The page of a question as a person types it, words by their stems but for phrases."""
    typed = {"q": _typed(question)} if question.words else {}
    days = {"from": _day(question.since), "to": _day(question.until)} if question.party else {}
    return f"/search?{urlencode(typed | ({'party': question.party} if question.party else {}) | days)}"


def _datasette_address(question: Question) -> str:
    asked: list[tuple[str, str]] = [("_search", _typed(question))] if question.words else []
    if question.party:
        asked += [("party", question.party), ("date__gte", str(question.since))]
        asked += [("date__lte", str(question.until))]
    asked += [("_facet" if name in SINGLE else "_facet_array", name) for name in COUNTED]
    return f"/exchanges/exchanges?{urlencode(asked)}"


def _typed(question: Question) -> str:
    """What a person types; Datasette, whose box knows no OR and no *, is asked for neither."""
    words = (" OR " if question.kind == "or" else " ").join(question.words)
    return {"phrase": f'"{words}"', "prefix": f"{words}*"}.get(question.kind, words)


def _day(number: int) -> str:
    return f"{number // 10_000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _our_total(page: str) -> int:
    return _number(re.search(r"<h1[^>]*>\s*([\d,]+) exchange", page))


def _datasette_total(page: str) -> int:
    return _number(re.search(r"<h3>\s*([\d,]+) row", page))


def _number(found: re.Match[str] | None) -> int:
    return int(found[1].replace(",", "")) if found else 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _process(command: Sequence[str], port: int, path: str) -> Iterator[None]:
    """A server of ours for as long as the block runs, from when it answers."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + _START_SECONDS
            while not _answers(port, path):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"did not start: {' '.join(command)}")
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
