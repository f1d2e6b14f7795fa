"""A query is a tree of these; each engine compiles it with ``match`` and ``assert_never``.

Thousands are remembered. None can hold itself, so the garbage collector has no need to look at them.
"""

from datetime import date

from msgspec import Struct


class Everything(Struct, frozen=True, gc=False):
    """Every exchange."""


class Term(Struct, frozen=True, gc=False):
    """A word, stemmed, in any of the text fields or in one."""

    word: str
    """Folded by `indexer.analysis`, not yet stemmed."""
    field: str | None = None


class Phrase(Struct, frozen=True, gc=False):
    """Words side by side and unstemmed, or within a distance."""

    words: tuple[str, ...]
    field: str | None = None
    slop: int = 1
    """How far apart neighbours may stand, in words: 1 is side by side."""


class Prefix(Struct, frozen=True, gc=False):
    """Words that begin so, unstemmed."""

    start: str
    field: str | None = None


class Near(Struct, frozen=True, gc=False):
    """Two parts within a distance of each other, in either order, in one field."""

    left: "Term | Phrase"
    right: "Term | Phrase"
    distance: int = 10


class Keyword(Struct, frozen=True, gc=False):
    """A keyword field has this value, compared folded."""

    field: str
    value: str
    score: float = 0.0
    """What having it adds: nothing where it only restricts."""


class Dates(Struct, frozen=True, gc=False):
    """Answered within these days, both included; None leaves that end open."""

    since: date | None
    until: date | None


class Identity(Struct, frozen=True, gc=False):
    """The exchange of this id or address."""

    id: str


class And(Struct, frozen=True, gc=False):
    """What all of these match."""

    parts: "tuple[Query, ...]"


class Or(Struct, frozen=True, gc=False):
    """What any of these matches."""

    parts: "tuple[Query, ...]"


class Not(Struct, frozen=True, gc=False):
    """What this does not match."""

    part: "Query"


Query = Everything | Term | Phrase | Prefix | Near | Keyword | Dates | Identity | And | Or | Not
