"""An operator swaps the index while people read: nobody is turned away, and everybody is moved over."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from time import sleep
from urllib.parse import urlsplit

import pytest

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.completion.completing import Completer
from tests.webui.served import served
from webui.serving.moving_over import MovingOver
from webui.serving.settings import Settings as Terms

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
    """How many pages one reader was given until it was over, more than a round, and which were refused."""
    given, refused = 0, []
    with asking(where) as ask:
        while not over.is_set() or given <= len(PAGES):
            for path in PAGES:
                status, _ = ask(path)
                given += 1
                if status != 200:
                    refused.append((path, status))
    return given, refused


def shown(ask: Ask) -> str:
    return re.sub(r"\s+", " ", ask("/search?q=bus")[1])


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
            until(lambda: all(f"Index {made[-2]}" in shown(ask) for _ in range(10)))  # Of both workers.


def until(so: Callable[[], bool]) -> None:
    """A worker moves over in its own time."""
    for _ in range(200):
        if so():
            return
        sleep(0.05)
    pytest.fail("nobody moved over in ten seconds")


def test_a_newer_generation_is_warm_before_it_answers(
    folder: IndexFolder, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving_over = MovingOver(folder.path, registry, Terms())
    client, older = moving_over.app.test_client(), folder.current_name()
    newer = rebuild(folder, [WRITTEN], Settings(), Watcher()).generation
    assert client.get("/readyz").json["generation"] == older
    answering: list[str] = []
    learn = Completer.prepare

    def watched(completer: Completer) -> None:
        answering.append(client.get("/readyz").json["generation"])
        learn(completer)

    monkeypatch.setattr(Completer, "prepare", watched)
    moving_over.step()
    assert answering == [older]
    for learnt in ("search.widening.spelling.Spelling.__init__", "search.completion.known.Names.of"):
        monkeypatch.setattr(learnt, None)
    ready = client.get("/readyz").json
    assert (ready["status"], ready["generation"]) == ("ready", newer)
    for path in (*PAGES, "/search?q=zebra+camaras", "/api/suggest?q=ca"):
        assert client.get(path).status_code == 200
    assert newer in client.get("/search").text


def test_a_newer_generation_that_cannot_be_trusted_is_told_and_never_answers(
    folder: IndexFolder, registry: Registry
) -> None:
    moving_over = MovingOver(folder.path, registry, Terms())
    client, older = moving_over.app.test_client(), folder.current_name()
    newer = rebuild(folder, [WRITTEN], Settings(), Watcher()).generation
    (folder.path / "generations" / newer / "manifest.json").write_text("{}")
    for _ in range(2):
        moving_over.step()
        assert client.get("/readyz").json["status"] == "degraded"
        assert older in client.get("/search").text
    folder.roll_back()
    moving_over.step()
    assert client.get("/readyz").json["status"] == "ready"
