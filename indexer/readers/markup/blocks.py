"""What a text is made of: blocks, and the runs of words in them."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct


class Run(NamedTuple):
    """Words of one paragraph that share a link, or have none; a line break is a new line character."""

    text: str
    address: str | None = None


Runs = tuple[Run, ...]
"""Neither ends is white space, and no white space follows another."""


class Paragraph(Struct, frozen=True):
    runs: Runs


class Heading(Struct, frozen=True):
    runs: Runs
    level: int


class Table(Struct, frozen=True):
    rows: tuple[tuple[Runs, ...], ...]
    """All of one width; none without words."""


class PlainTable(Struct, frozen=True):
    """A table whose cells have one line of words each, without links, as most have; or nothing."""

    rows: Sequence[Sequence[str]]
    """All of one width."""


class Listing(Struct, frozen=True):
    """An ordered or unordered list."""

    ordered: bool
    start: int
    items: "tuple[tuple[Block, ...], ...]"


Block = Paragraph | Heading | Table | PlainTable | Listing
