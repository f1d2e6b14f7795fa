"""What can be taken away of a request: its exchanges, or the citations in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from corpus.registry import Registry
from search.request import Request
from search.restating import in_words
from search.result import AllHits, Hit
from search.takeaway.citations import CITATIONS, CitedPlace, cited_places
from search.takeaway.columns import Of, Row, Table
from search.takeaway.exchanges import EXCHANGES
from search.takeaway.origin import ORIGIN, Origin


class Finds(Protocol):
    """An engine, or whoever puts what it finds in another order."""

    def every(self, request: Request) -> AllHits:
        """All hits of a request."""
        ...


@dataclass(frozen=True, slots=True)
class Takeaway:
    """Rows on their way out; to be gone through once."""

    name: str
    """What the rows are, in the plural."""
    columns: tuple[str, ...]
    rows: Iterator[Row]
    origin: Origin
    source: Row
    """Where the rows are from, as further columns."""


def exchanges(
    finds: Finds, request: Request, registry: Registry, address: str, table: Table[Hit] = EXCHANGES
) -> Takeaway:
    """Every exchange that a request finds, whatever its page."""
    hits = finds.every(request)
    return _taken(table, hits, hits, request, registry, address)


def citations(
    finds: Finds,
    request: Request,
    registry: Registry,
    address: str,
    table: Table[CitedPlace] = CITATIONS,
    body: str | None = None,
) -> Takeaway:
    """The citations in every exchange that a request finds; only those of one body, where it is given."""
    hits = finds.every(request)
    places = cited_places(hits, request, registry)
    wanted = (at for at in places if body in (None, at.citation.body))
    return _taken(table, wanted, hits, request, registry, address)


def _taken(
    table: Table[Of],
    every: Iterable[Of],
    hits: AllHits,
    request: Request,
    registry: Registry,
    address: str,
) -> Takeaway:
    origin = Origin(request.query, in_words(request, registry), address, hits.generation, hits.total)
    rows = table.rows(every, registry)
    return Takeaway(table.name, table.names, rows, origin, ORIGIN.row(origin, registry))
