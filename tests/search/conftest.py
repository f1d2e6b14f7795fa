"""What the tests of searching share."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.citation import CitedExchange
from corpus.registry import Registry
from search.array_engine.engine import ArrayEngine
from search.engine import Engine
from search.whoosh_engine.engine import WhooshEngine
from tests.search.small_index import write_generation

Build = Callable[..., Engine]
Open = Callable[[Path, Registry], Engine]

ENGINES: dict[str, Open] = {"arrays": ArrayEngine, "whoosh": WhooshEngine}
"""Every engine passes the one contract."""


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session", params=ENGINES.values(), ids=ENGINES)
def open_engine(request: pytest.FixtureRequest) -> Open:
    """Opens an index with one engine after the other."""
    opens: Open = request.param
    return opens


@pytest.fixture
def build(tmp_path: Path, registry: Registry, open_engine: Open) -> Build:
    """Build an index of some exchanges and open it."""

    def built(*exchanges: CitedExchange, segments: Sequence[Sequence[CitedExchange]] = ()) -> Engine:
        write_generation(tmp_path, segments or [exchanges], registry)
        return open_engine(tmp_path, registry)

    return built
