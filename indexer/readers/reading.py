"""What a reader takes and gives; every format's reader has this shape.

A reader is asked with the first bytes of a file whether the file is its own (by content, never by
name), and then gives, in the file's order, everything it holds: exchanges, redirects from one id to
another, and what it had to leave out, each with its line and the reason. It streams: a file of any
size is read in little memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.exchange import Exchange

SNIFFED = 65_536
"""How many bytes (after unpacking) a reader sees when it is asked whether a file is its own."""

PAGE_LIMIT = 32 * 1024 * 1024
"""The largest file, in bytes, of a format that is read whole (pages, texts, Markdown)."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reader's claim on a file."""

    scrape: str = ""
    """ParlParse's letter of the scrape of one day (``a`` to ``z``); the later replaces the earlier."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An element of a file that became no exchange: where it stands, and why."""

    reason: str
    line: int | None = None
    questions: int = 0
    answers: int = 0
    """How many question and answer elements are left out with it."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id that now means another exchange; both without ParlParse's prefix."""

    old: str
    new: str


Item = Exchange | Skipped | Redirect


class Reader(Protocol):
    """One format."""

    name: str
    """How summaries call the format."""
    precedence: int
    """Where two sources hold the same exchange, the reader with the higher precedence wins."""
    own_ids: bool
    """Whether the format itself says which exchange it is; if not, its id is made from its content,
    and an exchange of the same collection, day, title and question takes its place."""

    def recognise(self, head: bytes) -> Recognised | None:
        """Say whether a file that starts with these bytes is of this format."""
        ...

    def read(self, path: Path) -> Iterator[Item]:
        """Give what the file holds; raise `corpus.errors.SourceError` where it is broken."""
        ...
