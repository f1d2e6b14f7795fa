"""One writer an index at a time; the lock goes with the process that held it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexFolderError


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep all other writers out of an index's folder; raise `IndexFolderError` where one is at work."""
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexFolderError(
            f"{folder}: another rebuild, update or rollback is at work on this index"
        ) from error
    try:
        yield
    finally:
        lock.release()
