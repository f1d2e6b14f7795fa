"""Which engine answers for this index?"""

from pathlib import Path

from corpus.registry import Registry
from search.engine import Engine
from search.whoosh_engine.engine import WhooshEngine


def open_engine(index: Path, registry: Registry) -> Engine:
    """Open an index folder for searching; raise `corpus.errors.IndexFolderError` where it cannot be."""
    return WhooshEngine(index, registry)
