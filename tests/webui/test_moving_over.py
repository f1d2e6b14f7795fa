"""An operator swaps the index while people read: nobody is turned away, and everybody is moved over."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest

from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from tests.webui.served import served

WRITTEN = Path(__file__).parent / "exchanges" / "written.md"
PAGES = (
    "/search?q=bus",
    "/",
    "/bodies/ofcom",
    "/api/search?q=cameras",
    "/search.csv",
    "/readyz",
    "/facet/party",
)
READERS = 4
Ask = Callable[[str], tuple[int, str]]


@contextmanager
def asking(where: str) -> Iterator[Ask]:
    """A reader whose browser keeps its connection."""
    connection = HTTPConnection(urlsplit(where).netloc, timeout=60)

    def ask(path: str) -> tuple[int, str]:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()

    yield ask
    connection.close()


def read_on(where: str, over: Event) -> tuple[int, list[tuple[str, int]]]:
    """How many pages one reader was given until it was over, and which were refused."""
    given, refused = 0, []
    with asking(where) as ask:
        while not over.is_set():
            for path in PAGES:
                status, _ = ask(path)
                given += 1
                if status != 200:
                    refused.append((path, status))
    return given, refused


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    folder = IndexFolder(tmp_path / "index")
    rebuild(folder, [WRITTEN], Settings(), Watcher())
    return folder


def test_no_request_is_dropped_while_generations_come_and_go(folder: IndexFolder) -> None:
    over = Event()
    with served(folder.path, "--workers", "2") as where, ThreadPoolExecutor(READERS) as readers:
        reading = [readers.submit(read_on, where, over) for _ in range(READERS)]
        try:
            made = [rebuild(folder, [WRITTEN], Settings(), Watcher()).generation for _ in range(4)]
            folder.roll_back()
        finally:
            over.set()
        results = [each.result(timeout=120) for each in reading]
        assert [refused for _, refused in results] == [[]] * READERS
        assert all(given > len(PAGES) for given, _ in results)
        with asking(where) as ask:
            for _ in range(10):
                assert made[-2] in ask("/readyz")[1]
                assert f"Index {made[-2]}" in re.sub(r"\s+", " ", ask("/search?q=bus")[1])
