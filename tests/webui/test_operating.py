"""What an operator asks: is the process alive, does it answer, and from the index that it should?"""

import json
from pathlib import Path

from flask import Flask

from corpus.errors import IndexFolderError
from corpus.registry import Registry
from indexer.building import Settings as BuildSettings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from tests.webui.failing import Failing
from webui.app import create_app
from webui.operating.line_log import LineLog
from webui.serving.settings import Settings

WRITTEN = Path(__file__).parent / "exchanges" / "written.md"


def test_ready_says_which_generation_answers_and_how_much_it_holds(
    tmp_path: Path, registry: Registry
) -> None:
    rebuild(IndexFolder(tmp_path), [WRITTEN], BuildSettings(), Watcher())
    engine = open_engine(tmp_path, registry)
    response = create_app(engine, registry).test_client().get("/readyz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.get_json() == {
        "status": "ready",
        "generation": engine.generation,
        "exchanges": IndexFolder(tmp_path).open_current().manifest.counts.exchanges,
        "registry": registry.version,
    }


def test_a_newer_generation_that_cannot_be_opened_is_told_and_the_older_one_goes_on_answering(
    tmp_path: Path, registry: Registry
) -> None:
    rebuild(IndexFolder(tmp_path), [WRITTEN], BuildSettings(), Watcher())
    client = create_app(open_engine(tmp_path, registry), registry).test_client()
    first = client.get("/readyz").get_json()
    rebuild(IndexFolder(tmp_path), [WRITTEN], BuildSettings(), Watcher())
    newer = IndexFolder(tmp_path).open_current()
    damaged = next(path for path in newer.path.iterdir() if path.name != "manifest.json")
    damaged.write_bytes(b"no longer what it was")
    told = client.get("/readyz")
    assert told.status_code == 200
    assert told.get_json() == first | {
        "status": "degraded",
        "trouble": f"generation {newer.name} cannot be opened",
    }
    assert str(tmp_path) not in told.get_data(as_text=True)
    assert client.get("/search").status_code == 200
    IndexFolder(tmp_path).roll_back()
    assert client.get("/readyz").get_json() == first


def test_an_engine_that_cannot_answer_is_not_ready_but_its_process_is_alive(registry: Registry) -> None:
    engine = Failing(IndexFolderError("/srv/index: damaged"))
    client = create_app(engine, registry).test_client()  # type: ignore[arg-type] # it only ever raises
    told = client.get("/readyz")
    assert (told.status_code, told.get_json()) == (503, {"status": "unavailable"})
    assert client.get("/healthz").status_code == 200


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_the_access_log_tells_of_every_answer_and_not_of_who_asked_what(
    app: Flask, registry: Registry, tmp_path: Path
) -> None:
    site, path = app.extensions["questiontime"], tmp_path / "access.log"
    client = create_app(site.engine, registry, Settings(access_log=LineLog(path))).test_client()
    reader = {"REMOTE_ADDR": "198.51.100.7"}
    found = client.get("/search?q=secret+worry", environ_base=reader, buffered=True)
    client.get("/search?q=secret+worry", headers={"If-None-Match": found.headers["ETag"]}, buffered=True)
    client.get("/search.csv?q=bus", buffered=True)
    client.get("/nope/\r\n\u202e%1b[31m", environ_base=reader, buffered=True)
    client.post("/search", buffered=True)
    told = lines(path)
    generation = site.engine.generation
    assert [(each["page"], each["status"], each["generation"]) for each in told] == [
        ("search_pages.search", 200, generation),
        ("search_pages.search", 304, generation),
        ("takeaway_pages.exchanges_found", 200, generation),
        (None, 404, None),
        (None, 405, None),
    ]
    assert told[0]["bytes"] == len(found.data)
    assert all(isinstance(each["ms"], float) for each in told)
    assert list(told[0]) == ["time", "method", "path", "page", "status", "bytes", "ms", "generation"]
    text = path.read_text("ascii")
    assert "198.51.100.7" not in text
    assert "secret" not in text
    assert "\x1b" not in text


def test_a_bug_is_in_the_access_log_too(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    engine = Failing(RuntimeError("a bug"))
    client = create_app(engine, registry, Settings(access_log=LineLog(path))).test_client()  # type: ignore[arg-type]
    assert client.get("/", buffered=True).status_code == 500
    assert [each["status"] for each in lines(path)] == [500]


def test_searches_that_find_nothing_are_told_with_what_came_near(
    app: Flask, registry: Registry, tmp_path: Path
) -> None:
    engine, path = app.extensions["questiontime"].engine, tmp_path / "failed.log"
    client = create_app(engine, registry, Settings(failed_searches=LineLog(path))).test_client()
    client.get("/search?q=bus")
    client.get(
        "/search?q=zebra%0a%22}&party=Greenways&not_cites=ico&from=2034", environ_base={"REMOTE_ADDR": "::9"}
    )
    client.get("/api/search?q=zebra+cameras")
    first, second = lines(path)
    assert first.pop("time")
    assert first == {
        "query": 'zebra "}',
        "filters": [
            {"field": "cites", "values": ["ico"], "exclude": True},
            {"field": "party", "values": ["Greenways"], "exclude": False},
        ],
        "since": "2034-01-01",
        "until": None,
        "near": 0,
        "generation": engine.generation,
    }
    assert second["query"] == "zebra cameras"
    assert second["near"] == 1
    assert "::9" not in path.read_text("ascii")


def test_a_log_that_was_moved_away_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "some.log"
    log = LineLog(path)
    log.add({"number": 1})
    path.rename(tmp_path / "some.log.1")
    log.add({"number": 2})
    assert [each["number"] for each in lines(tmp_path / "some.log.1")] == [1]
    assert [each["number"] for each in lines(path)] == [2]
