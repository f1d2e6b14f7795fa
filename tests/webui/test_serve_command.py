"""``serve`` says where it is, answers there, and refuses an index that cannot be used."""

import re
import signal
import socket
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from corpus.errors import IndexFolderError
from tests.webui.served import served, serving
from webui.commands import serve
from webui.serving.server import THREADS


def test_it_says_where_it_is_and_answers_there(index_folder: Path) -> None:
    with (
        served(index_folder, "--workers", "1") as where,
        urlopen(f"{where}/healthz", timeout=30) as answer,
    ):
        assert b'"status":"ok"' in answer.read()


@pytest.mark.parametrize("option", ["--port", "--metrics"])
def test_an_address_that_is_taken_is_one_line_and_exit_code_1(index_folder: Path, option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        typed = address if option == "--metrics" else address.partition(":")[2]
        result = CliRunner().invoke(serve, ["--index", str(index_folder), "--port", "0", option, typed])
    assert (result.exit_code, result.output) == (
        1,
        f"Error: cannot listen at {address}: Address already in use\n",
    )


def test_settings_come_from_the_environment_too(index_folder: Path) -> None:
    hosts = {"QUESTIONTIME_SERVE_TRUSTED_HOST": "a.example .b.example"}
    with served(index_folder, "--workers", "1", **hosts) as where:
        assert urlopen(Request(f"{where}/about", headers={"Host": "x.b.example"}), timeout=30).status == 200
        with pytest.raises(HTTPError, match="400"):
            urlopen(Request(f"{where}/about", headers={"Host": "c.example"}), timeout=30)


def test_nobody_is_taken_for_a_proxy_because_they_are_on_this_machine(index_folder: Path) -> None:
    forwarded = {"X-Forwarded-Proto": "https"}
    for proxies, insisted in (("0", False), ("1", True)):
        with served(index_folder, "--workers", "1", "--proxies", proxies) as where:
            answer = urlopen(Request(f"{where}/healthz", headers=forwarded), timeout=30)
            assert ("Strict-Transport-Security" in answer.headers) is insisted


def test_all_workers_count_one_allowance(index_folder: Path) -> None:
    with served(index_folder, "--workers", "3", "--rate", "60") as where:
        codes = [_status(f"{where}/about") for _ in range(40)]
    assert 15 <= codes.count(200) <= 20
    assert codes.count(200) + codes.count(429) == 40


def all_at(where: str) -> list[socket.socket]:
    """As many connections as a worker has threads."""
    port = int(where.rpartition(":")[2])
    return [socket.create_connection(("127.0.0.1", port)) for _ in range(THREADS)]


def test_those_who_send_their_requests_slowly_keep_nobody_else_waiting_for_long(index_folder: Path) -> None:
    patience = "import webui.serving.worker as worker; worker.WHOLE_REQUEST = 1.0"
    with served(index_folder, "--workers", "1", before=patience) as where:
        slow = all_at(where)
        for each in slow:
            each.sendall(b"GET /about HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert urlopen(f"{where}/about", timeout=30).status == 200
        for each in slow:
            each.settimeout(30)
            assert each.recv(100) == b""
            each.close()


LONG_ANSWERS = """
import webui.discovery.pages as pages, webui.serving.worker as worker
pages._NOT_FOR_CRAWLERS = ("x" * 1_000,) * 20_000
worker.WHOLE_ANSWER = 1.0
"""


def test_those_who_do_not_take_their_answers_keep_nobody_else_waiting_for_long(index_folder: Path) -> None:
    with served(index_folder, "--workers", "1", before=LONG_ANSWERS) as where:
        slow = all_at(where)
        for each in slow:
            each.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert urlopen(f"{where}/about", timeout=30).status == 200
        for each in slow:
            each.close()


def test_numbers_are_those_of_all_workers_at_an_address_of_their_own(index_folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        numbers = f"127.0.0.1:{free.getsockname()[1]}"
    with served(index_folder, "--workers", "3", "--metrics", numbers, "--trusted-host", "a.example") as where:
        for _ in range(20):
            assert _status(f"{where}/about") == 200
            assert _status(f"{where}/search?q=zebra") == 200
        assert _status(f"{where}/nope") == _status(f"{where}/metrics") == 404
        told = _numbers_when_all_are_counted(f"http://{numbers}/metrics")
    assert all(number in told for number in COUNTED), told
    assert re.search(r"questiontime_exchanges [1-9]", told)
    assert "zebra" not in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["--metrics", "9108"],
        ["--metrics", "127.0.0.1:8000"],
        ["--metrics", "127.0.0.1:x"],
        ["--access-log", "/no/such/folder/log"],
        ["--failed-searches", "/no/such/folder/log"],
    ],
)
def test_what_an_operator_mistypes_is_told_before_anything_is_served(
    index_folder: Path, arguments: list[str]
) -> None:
    assert CliRunner().invoke(serve, ["--index", str(index_folder), *arguments]).exit_code == 2


SURROUNDED = """
import os, pathlib
from webui.commands import serve
try:
    serve()
finally:
    pathlib.Path(os.environ["OVER"]).write_text("over")
"""


def test_what_surrounds_the_server_outlives_its_workers(index_folder: Path, tmp_path: Path) -> None:
    """A demonstration removes its index when it is over, which is not when a worker is."""
    over = tmp_path / "over"
    with serving(index_folder, "--workers", "1", code=SURROUNDED, OVER=str(over)) as (where, server):
        assert _status(f"{where}/about") == 200
        first = _workers(server.pid)
        server.send_signal(signal.SIGHUP)  # Another worker takes the place of the first.
        for _ in range(200):
            if _workers(server.pid).isdisjoint(first):
                break
            time.sleep(0.05)
        assert _status(f"{where}/about") == 200
        assert _workers(server.pid).isdisjoint(first)
        assert not over.exists()
    assert over.exists()


def _workers(server: int) -> set[str]:
    return set(Path(f"/proc/{server}/task/{server}/children").read_text().split())


COUNTED = (
    'questiontime_answers_total{page="about_pages.about",status="200"} 20.0',
    'questiontime_answer_seconds_count{page="search_pages.search"} 20.0',
    "questiontime_failed_searches_total 20.0",
    'questiontime_answers_total{page="none",status="404"} 1.0',
    "questiontime_degraded 0.0",
)


def _numbers_when_all_are_counted(address: str) -> str:
    """An answer is counted when its last byte has gone, which its reader may see a moment before."""
    told = ""
    for _ in range(100):
        told = urlopen(address, timeout=30).read().decode()
        if all(number in told for number in COUNTED):
            break
        time.sleep(0.05)
    return told


def _status(address: str) -> int:
    try:
        return int(urlopen(address, timeout=30).status)
    except HTTPError as error:
        return error.code


def test_an_index_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, ["--index", str(tmp_path / "none")])
    assert isinstance(result.exception, IndexFolderError)


@pytest.mark.parametrize("arguments", [["--port", "99999"], ["--workers", "0"]])
def test_impossible_options_are_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(serve, arguments).exit_code == 2
