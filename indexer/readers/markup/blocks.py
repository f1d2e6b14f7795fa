"""What a text is made of: blocks, and the runs of words in them."""

from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """Words of one paragraph that share a link, or have none; a line break is a new line character."""

    text: str
    address: str | None = None


Runs = tuple[Run, ...]
"""Neither ends is white space, and no white space follows another."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    runs: Runs
    level: int


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Runs, ...], ...]
    """All of one width; none without words."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An ordered or unordered list."""

    ordered: bool
    start: int
    items: "tuple[tuple[Block, ...], ...]"


Block = Paragraph | Heading | Table | Listing
