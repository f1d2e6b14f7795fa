"""The two sites hold the same, and the clients count what they are given: else their times mean nothing."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread

import pytest

from corpus.citation import CitedExchange
from corpus.recogniser import Recogniser
from corpus.registry import Registry
from tests.benchmarks.corpus_files import row_of
from tests.benchmarks.generator import Generator
from tests.benchmarks.peers.serving import WORD, Question, Row
from tests.benchmarks.record import read_record
from tests.benchmarks.serving.clients import Load, load
from tests.benchmarks.serving.sites import Running, build_datasette, our_address

_COUNT = 120


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    registry = Registry.load()
    recogniser = Recogniser(registry)
    exchanges = Generator(read_record(), _COUNT)
    return [row_of(CitedExchange(each, recogniser.cite(each)), registry) for each in exchanges]


@pytest.fixture(scope="module")
def database(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    folder = tmp_path_factory.mktemp("datasette")
    (folder / "rows").write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
    build_datasette(folder / "rows", folder)
    return sqlite3.connect(folder / "exchanges.db")


def test_datasette_searches_the_whole_texts(rows: list[Row], database: sqlite3.Connection) -> None:
    found = "SELECT count(*) FROM exchanges WHERE rowid IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
    for word in ("police", "housing", "the"):
        holding = [
            row for row in rows if any(word in WORD.findall(each.lower()) for each in row.texts.values())
        ]
        assert database.execute(found, (f'"{word}"',)).fetchone() == (len(holding),)


def test_datasette_counts_the_values_of_the_same_facets(
    rows: list[Row], database: sqlite3.Connection
) -> None:
    listed = "SELECT count(*) FROM exchanges, json_each(exchanges.cites)"
    assert database.execute(listed).fetchone() == (sum(len(row.keywords["cites"]) for row in rows),)
    single = "SELECT count(*) FROM exchanges WHERE party IS NOT NULL"
    assert database.execute(single).fetchone() == (sum(bool(row.keywords["party"]) for row in rows),)


def test_questions_are_typed_as_people_type_them() -> None:
    assert our_address(Question("and", ("air", "quality"))) == "/search?q=air+quality"
    assert our_address(Question("phrase", ("air", "quality"))) == "/search?q=%22air+quality%22"
    narrowed = Question("term", ("air",), "Green", 20190301, 20201231)
    assert our_address(narrowed) == "/search?q=air&party=Green&from=2019-03-01&to=2020-12-31"


class _EveryThirdFails(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = count(1)

    def do_GET(self) -> None:
        self.send_response(500 if next(self.asked) % 3 == 0 else 200)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def failing_port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _EveryThirdFails)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_clients_count_pages_and_errors_for_as_long_as_they_are_told(failing_port: int) -> None:
    site = Running("failing", (failing_port,), our_address, len)
    so_far = Load()
    load(site, ["/a", "/b"], 3, 0.3, so_far)
    assert 0.3 <= so_far.seconds < 10
    assert so_far.times
    assert abs(so_far.errors - len(so_far.times) / 2) <= 3
    assert set(so_far.sizes) == {4}
