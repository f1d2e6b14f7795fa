"""What the tests of searching share."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.citation import CitedExchange
from corpus.registry import Registry
from search.engine import Engine
from search.opening import open_engine
from tests.search.small_index import write_generation

Build = Callable[..., Engine]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture
def build(tmp_path: Path, registry: Registry) -> Build:
    """Build an index of some exchanges and open it."""

    def built(*exchanges: CitedExchange, segments: Sequence[Sequence[CitedExchange]] = ()) -> Engine:
        write_generation(tmp_path, segments or [exchanges], registry)
        return open_engine(tmp_path, registry)

    return built
