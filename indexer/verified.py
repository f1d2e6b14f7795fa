"""Which generation has been verified on this disk: files that nobody has written since are not read again.

Summing a gigabyte takes the better part of a second, for each process of a server and each search from the
command line. So whoever has verified a generation notes what tells its files from all others: their numbers
on the disk, sizes and times. A copied, restored or rewritten file is another by these, and all is summed
again. What a disk forgets by itself is found by ``questiontime index check``, which always reads everything.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import json

from indexer.manifest import MANIFEST_FILE

VERIFIED_FILE = "verified"

_Marks = dict[str, tuple[int, int, int]]
"""By file: its number, its size and its time."""


def is_verified(index: Path, generation: Path) -> bool:
    """Whether these very files have been verified before: the manifest, and all that it names."""
    try:
        noted = json.decode((index / VERIFIED_FILE).read_bytes(), type=_Marks)
        files = [name.removeprefix(f"{generation.name}/") for name in noted]
        return MANIFEST_FILE in files and noted == _marks(generation, files)
    except (OSError, ValueError, RecursionError):
        return False


def note_verified(index: Path, generation: Path, files: Iterable[str]) -> None:
    """Note that a generation, with all files of its manifest, has just been verified.

    Where that cannot be written, it is verified again.
    """
    with suppress(OSError):
        new = index / f"{VERIFIED_FILE}.new"
        new.write_bytes(json.encode(_marks(generation, (MANIFEST_FILE, *sorted(files)))) + b"\n")
        new.replace(index / VERIFIED_FILE)


def _marks(generation: Path, files: Iterable[str]) -> _Marks:
    stats = {f"{generation.name}/{name}": (generation / name).stat() for name in files}
    return {name: (each.st_ino, each.st_size, each.st_mtime_ns) for name, each in stats.items()}
