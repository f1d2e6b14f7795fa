"""What an operator asks: is the process alive, does it answer, and from the index that it should?"""

from pathlib import Path

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from webui.app import create_app

WRITTEN = Path(__file__).parent / "exchanges" / "written.md"


def test_ready_says_which_generation_answers_and_how_much_it_holds(
    tmp_path: Path, registry: Registry
) -> None:
    rebuild(IndexFolder(tmp_path), [WRITTEN], Settings(), Watcher())
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
    rebuild(IndexFolder(tmp_path), [WRITTEN], Settings(), Watcher())
    client = create_app(open_engine(tmp_path, registry), registry).test_client()
    first = client.get("/readyz").get_json()
    rebuild(IndexFolder(tmp_path), [WRITTEN], Settings(), Watcher())
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
