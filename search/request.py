"""Everything that can be asked of an engine, as plain records."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from search.query.tree import Everything, Query


class Sort(StrEnum):
    """The order of hits; equal hits follow in the order of their ids."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a person typed, and what was understood."""

    text: str = ""
    tree: Query = field(default_factory=Everything)
    words: str = "everything"
    """The query restated for a person to check."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet's restriction."""

    field: str
    """A facet of `indexer.fields`."""
    values: tuple[str, ...]
    """As the facet shows them; compared folded."""
    every: bool = False
    """All of the values must hold, not just one; for fields with several values an exchange."""
    exclude: bool = False
    """None of the values may hold."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to find, in which order, which part of it, and what to count."""

    query: ParsedQuery = field(default_factory=ParsedQuery)
    filters: tuple[Filter, ...] = ()
    since: date | None = None
    until: date | None = None
    """Both days included."""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    facets: tuple[str, ...] = ()
    facet_size: int | None = None
    """How many values of each facet to give, by count and then by label; None gives all."""
