"""Which engine answers for this index?"""

from pathlib import Path

from corpus.registry import Registry
from indexer.generations import Generation
from search.array_engine.engine import ArrayEngine
from search.engine import Engine


def engine_of(generation: Generation, registry: Registry) -> Engine:
    """An engine that stays with a generation that was opened."""
    return ArrayEngine(generation, registry)


def open_engine(index: Path, registry: Registry) -> Engine:
    """Open an index folder for searching; raise `corpus.errors.IndexFolderError` where it cannot be."""
    return ArrayEngine(index, registry)
