"""A query is a tree of these; each engine compiles it with ``match`` and ``assert_never``."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Everything:
    """Every exchange."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, stemmed, in any of the text fields or in one."""

    word: str
    """Folded by `indexer.analysis`, not yet stemmed."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side and unstemmed, or within a distance."""

    words: tuple[str, ...]
    field: str | None = None
    slop: int = 1
    """How far apart neighbours may stand, in words: 1 is side by side."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so, unstemmed."""

    start: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts within a distance of each other, in either order, in one field."""

    left: "Term | Phrase"
    right: "Term | Phrase"
    distance: int = 10


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword field has this value, compared folded."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Answered within these days, both included; None leaves that end open."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Identity:
    """The exchange of this id or address."""

    id: str


@dataclass(frozen=True, slots=True)
class And:
    """What all of these match."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """What any of these matches."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """What this does not match."""

    part: "Query"


Query = Everything | Term | Phrase | Prefix | Near | Keyword | Dates | Identity | And | Or | Not
