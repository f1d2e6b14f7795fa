"""Which engine answers for this index?"""

from pathlib import Path

from corpus.registry import Registry
from search.array_engine.engine import ArrayEngine
from search.engine import Engine


def open_engine(index: Path, registry: Registry) -> Engine:
    """Open an index folder for searching; raise `corpus.errors.IndexFolderError` where it cannot be."""
    return ArrayEngine(index, registry)
