"""One writer an index at a time; the lock goes with the process that held it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import IndexFolderError


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep all other writers out of an index's folder; raise `IndexFolderError` where one is at work."""
    with (folder / "lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexFolderError(
                f"{folder}: another rebuild, update or rollback is at work on this index"
            ) from error
        yield
