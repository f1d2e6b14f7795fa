"""The manifest of a generation: what it holds, and the checksum of every file.

It is verified before any other byte of an index is trusted, since opening an index runs pickles.
"""

import json
from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, field, to_builtins

from corpus.errors import IndexFolderError
from indexer.counts import Counts
from indexer.schema import SCHEMA_VERSION

MANIFEST_FILE = "manifest.json"
_MANIFEST_LIMIT = 16 * 1024 * 1024


class FileSum(Struct, frozen=True):
    """One file of a generation."""

    size: int
    sha256: str


class PeopleFile(Struct, frozen=True):
    """The people file that the exchanges were resolved with."""

    path: str
    sha256: str


class Manifest(Struct, frozen=True):
    """What a finished generation says about itself."""

    generation: str
    created: str
    """UTC, ISO 8601."""
    registry: str
    """The version of the registry of bodies."""
    people: PeopleFile | None
    counts: Counts
    collections: Mapping[str, Counts]
    formats: Mapping[str, Counts]
    files_read: Mapping[str, int]
    """How many sources of each format."""
    skipped: Mapping[str, int]
    """How many elements and files were left out, by the kind of reason."""
    left_out: Counts
    """The questions and answers in them."""
    files: Mapping[str, FileSum] = field(default_factory=dict)
    schema: int = SCHEMA_VERSION

    @property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(file.size for file in self.files.values())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with a checksum of itself."""
    plain = _canonical(to_builtins(manifest))
    sealed = {"manifest": json.loads(plain), "sha256": sha256(plain).hexdigest()}
    (folder / MANIFEST_FILE).write_text(json.dumps(sealed, indent=1) + "\n", encoding="ascii")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation; raise `IndexFolderError` where it is damaged or of another version."""
    path = folder / MANIFEST_FILE
    try:
        with path.open("rb") as file:
            sealed = json.loads(file.read(_MANIFEST_LIMIT))
        plain, sealed_sum = sealed["manifest"], sealed["sha256"]
    except OSError as error:
        raise IndexFolderError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise IndexFolderError(f"{path}: is damaged; `questiontime index rollback` or rebuild") from error
    if sha256(_canonical(plain)).hexdigest() != sealed_sum:
        raise IndexFolderError(f"{path}: is damaged (its checksum differs); roll back or rebuild")
    if plain.get("schema") != SCHEMA_VERSION:
        raise IndexFolderError(
            f"{folder}: was written by another version of questiontime (schema {plain.get('schema')}, "
            f"this one reads {SCHEMA_VERSION}): rebuild the index"
        )
    return _manifest(plain)


def sum_of(path: Path) -> FileSum:
    """Size and checksum of a file."""
    with path.open("rb") as file:
        return FileSum(path.stat().st_size, file_digest(file, "sha256").hexdigest())


def verify(folder: Path, manifest: Manifest, checksums: bool = True) -> None:
    """Raise `IndexFolderError` for the first file that is not as the manifest has it.

    Sizes cost nothing and are always compared; checksums cost about 0.7 s a gigabyte.
    """
    try:
        _verify(folder, manifest, checksums)
    except OSError as error:
        raise IndexFolderError(f"{folder}: cannot be read: {error.strerror}") from error


def _verify(folder: Path, manifest: Manifest, checksums: bool) -> None:
    there = {entry.name for entry in folder.iterdir()} - {MANIFEST_FILE}
    for name in sorted(there ^ set(manifest.files)):
        reason = "does not belong to it" if name in there else "is missing"
        raise IndexFolderError(f"{folder}: the index is damaged: {name} {reason}; roll back or rebuild")
    for name, expected in manifest.files.items():
        path = folder / name
        found = sum_of(path) if checksums else FileSum(path.stat().st_size, expected.sha256)
        if found != expected:
            what = "size" if found.size != expected.size else "checksum"
            raise IndexFolderError(f"{path}: the index is damaged: its {what} differs; roll back or rebuild")


def _canonical(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode("ascii")


def _manifest(plain: dict[str, Any]) -> Manifest:
    counted = {name: _by_name(plain[name]) for name in ("collections", "formats")}
    files = {name: FileSum(**each) for name, each in plain["files"].items()}
    people = plain["people"] and PeopleFile(**plain["people"])
    sums = {name: Counts(**plain[name]) for name in ("counts", "left_out")}
    return Manifest(**plain | counted | sums | {"people": people, "files": files})


def _by_name(plain: dict[str, Any]) -> dict[str, Counts]:
    return {name: Counts(**each) for name, each in plain.items()}
