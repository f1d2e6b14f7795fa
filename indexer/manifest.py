"""The manifest of a generation: what it holds, and the checksum of every file.

It is verified before any other byte of an index is trusted.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Raw, Struct, field, json

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


class _Sealed(Struct, frozen=True):
    """The file: a manifest as it is written there, and the checksum of these very bytes."""

    manifest: Raw
    sha256: str


class _Version(Struct, frozen=True):
    """What a manifest of any version has."""

    schema: int


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with a checksum of itself."""
    plain = json.format(json.encode(manifest), indent=1)
    sealed = json.encode(_Sealed(Raw(plain), _sha256(plain)))
    (folder / MANIFEST_FILE).write_bytes(sealed + b"\n")


def read_manifest(folder: Path, checksum: bool = True) -> Manifest:
    """The manifest of a generation; raise `IndexFolderError` where it is damaged or of another version.

    Where this very file is known to be right, its checksum need not be made again.
    """
    path = folder / MANIFEST_FILE
    try:
        with path.open("rb") as file:
            sealed = json.decode(file.read(_MANIFEST_LIMIT), type=_Sealed)
        schema = json.decode(sealed.manifest, type=_Version).schema
    except OSError as error:
        raise IndexFolderError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise IndexFolderError(f"{path}: is damaged; `questiontime index rollback` or rebuild") from error
    if schema != SCHEMA_VERSION:
        raise IndexFolderError(
            f"{folder}: was written by another version of questiontime (schema {schema}, "
            f"this one reads {SCHEMA_VERSION}): rebuild the index"
        )
    if checksum and _sha256(sealed.manifest) != sealed.sha256:
        raise IndexFolderError(f"{path}: is damaged (its checksum differs); roll back or rebuild")
    return json.decode(sealed.manifest, type=Manifest)


def sum_of(path: Path) -> FileSum:
    """Size and checksum of a file."""
    from hashlib import file_digest  # noqa: PLC0415 (as below)

    with path.open("rb") as file:
        return FileSum(path.stat().st_size, file_digest(file, "sha256").hexdigest())


def _sha256(content: bytes | Raw) -> str:
    from hashlib import sha256  # noqa: PLC0415 (it loads OpenSSL, and who searches what is verified sums nothing)

    return sha256(content).hexdigest()


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
