"""Everything that can be asked of an engine, as plain records."""

from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from search.query.tree import Everything, Query


class Sort(StrEnum):
    """The order of hits; equal hits follow in the order of their ids."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class ParsedQuery(Struct, frozen=True, gc=False):
    """What a person typed, and what was understood."""

    text: str = ""
    tree: Query = Everything()
    words: str = "everything"
    """The query restated for a person to check."""
    warnings: tuple[str, ...] = ()

    def warned(self, *warnings: str) -> "ParsedQuery":
        """The same, with more warnings."""
        return replace(self, warnings=(*self.warnings, *warnings))


class Filter(Struct, frozen=True, gc=False):
    """One facet's restriction."""

    field: str
    """A facet of `indexer.fields`."""
    values: tuple[str, ...]
    """As the facet shows them; compared folded."""
    every: bool = False
    """All of the values must hold, not just one; for fields with several values an exchange."""
    exclude: bool = False
    """None of the values may hold."""


class Request(Struct, frozen=True, gc=False):
    """What to find, in which order, which part of it, and what to count."""

    query: ParsedQuery = ParsedQuery()
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

    def counted(self) -> "Request":
        """The same without hits: who asks for it wants numbers only."""
        return replace(self, size=0)
