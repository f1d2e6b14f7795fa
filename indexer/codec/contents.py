"""The table of contents of an index: its segments and what is deleted in them, as JSON.

Whoosh's own is a pickle, and opening a pickle can run code. It lets a loader be named for tables of
another version, so ours has a version of its own, and JSON where the pickles were; the schema is the
program's (`indexer.schema`), whose version the manifest holds.
"""

import os
import re
import struct
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, json

from corpus.errors import IndexFolderError

INDEX_NAME = "MAIN"
ENDING = ".arrays"
"""Of the file of a segment."""
CONTENTS_VERSION = -2001
"""In the place of Whoosh's version of its table of contents."""

_HEAD = struct.Struct("!i i")
_BYTE_ORDER = -12345
_SIZES = bytes((4, 8, 4))
"""What Whoosh compares with this machine's int, long and float, as numbers of one byte each."""
_RELEASE = bytes((2, 7, 4))
_FILE = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc")
_SEGMENT_ID = re.compile(r"[0-9a-z]{1,40}")


class SegmentEntry(Struct, frozen=True):
    """One segment of the index."""

    id: str
    doc_count: int
    """All its documents, deleted ones included."""
    deleted: tuple[int, ...] = ()
    """Sorted."""

    @property
    def living(self) -> int:
        """How many of its documents are not deleted."""
        return self.doc_count - len(self.deleted)

    @property
    def name(self) -> str:
        """What Whoosh calls it."""
        return f"{INDEX_NAME}_{self.id}"

    @property
    def file(self) -> str:
        """Its file (`indexer.codec.segment`)."""
        return f"{self.name}{ENDING}"


class _Contents(Struct, frozen=True):
    """What stands behind Whoosh's head."""

    segments: tuple[SegmentEntry, ...]


def new_segment_id() -> str:
    """A name for a new segment's file."""
    return os.urandom(8).hex()


def contents_bytes(segments: Sequence[SegmentEntry]) -> bytes:
    """The file's bytes: Whoosh's head with our version, then JSON to the end."""
    head = _SIZES + _HEAD.pack(_BYTE_ORDER, CONTENTS_VERSION) + _RELEASE
    return head + json.encode(_Contents(tuple(segments)))


def parse_contents(text: bytes, path: Path) -> tuple[SegmentEntry, ...]:
    """The JSON part of `contents_bytes`, read back."""
    try:
        entries = json.decode(text, type=_Contents).segments
    except (ValueError, RecursionError) as error:
        raise IndexFolderError(f"{path}: is not a table of contents; rebuild the index") from error
    if not all(_SEGMENT_ID.fullmatch(entry.id) for entry in entries):
        raise IndexFolderError(f"{path}: names a segment that cannot be; rebuild the index")
    return entries


def contents_name(generation: int) -> str:
    """The file's name; the greatest number is the one that counts."""
    return f"_{INDEX_NAME}_{generation}.toc"


def contents_generation(folder: Path) -> int:
    """The number of the table of contents in a folder; raise `IndexFolderError` where there is none."""
    found = [int(name[1]) for path in folder.iterdir() if (name := _FILE.fullmatch(path.name))]
    if not found:
        raise IndexFolderError(f"{folder}: has no table of contents; rebuild the index")
    return max(found)


def read_contents(folder: Path) -> tuple[SegmentEntry, ...]:
    """The segments of the index in a folder, without a line of Whoosh."""
    path = folder / contents_name(contents_generation(folder))
    text = path.read_bytes()
    head = _SIZES + _HEAD.pack(_BYTE_ORDER, CONTENTS_VERSION) + _RELEASE
    if not text.startswith(head):
        raise IndexFolderError(f"{path}: is of another version of questiontime; rebuild the index")
    return parse_contents(text[len(head) :], path)
