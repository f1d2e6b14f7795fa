"""Which engine answers for this index?"""

from pathlib import Path

from corpus.registry import Registry
from indexer.generations import Generation
from search.array_engine.engine import ArrayEngine
from search.engine import Engine


def engine_of(generation: Generation, registry: Registry) -> Engine:
    """An engine that stays with a generation that was opened."""
    return ArrayEngine(generation, registry)


def open_engine(index: Path, registry: Registry, once: bool = False) -> Engine:
    """Open an index folder for searching; raise `corpus.errors.IndexFolderError` where it cannot be.

    For a process that ends with its answer, nothing is made ready for a second one.
    """
    return ArrayEngine(index, registry, once=once)
