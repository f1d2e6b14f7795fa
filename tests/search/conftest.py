"""What the tests of searching share."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from whoosh import index

from corpus.citation import CitedExchange
from corpus.registry import Registry
from search.array_engine.compiled import LOOPS, Loops
from search.array_engine.engine import ArrayEngine
from search.engine import Engine
from search.passages.compiled import LOOPS as PASSAGE_LOOPS
from search.passages.compiled import Loops as PassageLoops
from search.whoosh_engine.engine import WhooshEngine
from tests.search.small_index import Writes, write_generation, write_ours, write_stock

Build = Callable[..., Engine]
Open = Callable[[Path, Registry], Engine]
Write = Callable[..., str]


def open_stock(folder: Path, registry: Registry) -> WhooshEngine:
    """Whoosh's own searcher on an index that Whoosh wrote with its own codec."""
    return WhooshEngine(folder, registry, lambda path: index.open_dir(str(path), readonly=True))


ENGINES: dict[str, tuple[Open, Writes]] = {
    "arrays": (ArrayEngine, write_ours),
    "arrays, nothing compiled": (partial(ArrayEngine, loops=None), write_ours),
    "whoosh": (WhooshEngine, write_ours),
    "whoosh, stock index": (open_stock, write_stock),
}
"""Every engine passes the one contract."""


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session", params=list(ENGINES.values()), ids=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> tuple[Open, Writes]:
    """One engine after the other, with the writer of what it reads."""
    opens, writes = request.param
    return opens, writes


@pytest.fixture(scope="session", params=[True, False], ids=["compiled", "by numpy"])
def loops(request: pytest.FixtureRequest) -> Loops | None:
    """The compiled loops, and then none of them."""
    if request.param and LOOPS is None:
        pytest.skip("the compiled loops could not be built here: is there a C compiler?")
    return LOOPS if request.param else None


@pytest.fixture(scope="session", params=[True, False], ids=["compiled", "by automaton"])
def passage_loops(request: pytest.FixtureRequest) -> PassageLoops | None:
    """The compiled loops over letters, and then none of them."""
    if request.param and PASSAGE_LOOPS is None:
        pytest.skip("the compiled loops could not be built here: is there a C compiler?")
    return PASSAGE_LOOPS if request.param else None


@pytest.fixture(scope="session")
def open_engine(engine: tuple[Open, Writes]) -> Open:
    """Opens an index that `write` wrote."""
    return engine[0]


@pytest.fixture(scope="session")
def write(engine: tuple[Open, Writes]) -> Write:
    """Publishes an index that `open_engine` opens, as `tests.search.small_index.write_generation` does."""
    return partial(write_generation, writes=engine[1])


@pytest.fixture
def build(tmp_path: Path, registry: Registry, open_engine: Open, write: Write) -> Build:
    """Build an index of some exchanges and open it."""

    def built(*exchanges: CitedExchange, segments: Sequence[Sequence[CitedExchange]] = ()) -> Engine:
        write(tmp_path, segments or [exchanges], registry)
        return open_engine(tmp_path, registry)

    return built
