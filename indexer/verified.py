"""Which generation has been verified on this disk: files that nobody has written since are not read again.

Summing a gigabyte takes the better part of a second, for each process of a server and each search from the
command line. So whoever has verified a generation notes what tells its files from all others: their numbers
on the disk, sizes and times. A copied, restored or rewritten file is another by these, and all is summed
again. What a disk forgets by itself is found by ``questiontime index check``, which always reads everything.
"""

import json
from contextlib import suppress
from pathlib import Path

from indexer.manifest import MANIFEST_FILE, Manifest

VERIFIED_FILE = "verified"


def is_verified(index: Path, generation: Path, manifest: Manifest) -> bool:
    """Whether these very files have been verified before."""
    try:
        return bool(json.loads((index / VERIFIED_FILE).read_bytes()) == _marks(generation, manifest))
    except (OSError, ValueError, RecursionError):
        return False


def note_verified(index: Path, generation: Path, manifest: Manifest) -> None:
    """Note that a generation has just been verified; where that cannot be written, it is verified again."""
    with suppress(OSError):
        new = index / f"{VERIFIED_FILE}.new"
        new.write_text(json.dumps(_marks(generation, manifest)) + "\n", encoding="ascii")
        new.replace(index / VERIFIED_FILE)


def _marks(generation: Path, manifest: Manifest) -> dict[str, list[int]]:
    """By file: its number, its size and its time."""
    paths = [generation / name for name in (MANIFEST_FILE, *sorted(manifest.files))]
    stats = {f"{generation.name}/{path.name}": path.stat() for path in paths}
    return {name: [each.st_ino, each.st_size, each.st_mtime_ns] for name, each in stats.items()}
