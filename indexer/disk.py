"""What a writer does to files and folders: have them on the disk, be rid of them. Readers need none of it."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path


def sync_all(paths: Sequence[Path]) -> None:
    """Have all of them on the disk, in no order: asked for all at once, a disk takes one turn for them."""
    with ThreadPoolExecutor(len(paths)) as threads:
        for _ in threads.map(sync, paths):
            pass


@contextmanager
def synced_meanwhile(paths: Sequence[Path]) -> Iterator[None]:
    """Have all of them on the disk when what is within is done: the processor has no part in it."""
    with ThreadPoolExecutor(1) as thread:
        syncing = thread.submit(sync_all, paths)
        yield
        syncing.result()


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's entries, on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def link(finished: Path, new: Path) -> None:
    """Share a finished file with another generation."""
    try:
        os.link(finished, new)
    except OSError:
        # Some file systems have no links; where the disk is full, this says so.
        shutil.copyfile(finished, new)


def remove(folders: Iterable[Path]) -> None:
    """Be rid of folders with all that is in them; of those that cannot be removed, of what can."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
