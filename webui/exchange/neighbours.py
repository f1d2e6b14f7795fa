"""What stands before and after an exchange: among the results it was opened from, and on its day.

Only the neighbours are asked for: a reader who goes through 500 results asks the engine for three at a time.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from corpus.exchange import Exchange
from search.engine import Engine
from search.query.tree import And, Dates, Keyword
from search.request import ParsedQuery, Request, Sort
from webui.exchange.reading import Reading
from webui.found import exchange_href
from webui.site import Site


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An exchange beside the one that is shown."""

    title: str
    href: str
    reference: str | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A place in a list, and the way to what stands beside it."""

    at: int
    """From 1."""
    total: int
    previous: Neighbour | None
    next: Neighbour | None
    list_href: str


def in_results(reading: Reading, exchange: Exchange, site: Site) -> Neighbours | None:
    """The neighbours among the results; None where the exchange is not at its place there (any more)."""
    at = reading.at
    if at is None:
        return None
    first, last = max(at - 2, 0), at
    size = next(size for size in range(last - first + 1, last + 2) if first // size == last // size)
    asked = replace(reading.asked.request(), page=first // size + 1, size=size)
    answer = site.answerer.answer(asked)
    places = dict(enumerate(answer.hits, asked.page * size - size + 1))
    own = places.get(at)
    if own is None or own.cited.exchange.id != exchange.id:
        return None

    def neighbour(place: int) -> Neighbour | None:
        hit = places.get(place)
        found = hit.cited.exchange if hit else None
        return Neighbour(found.title, reading.href(found.id, place), found.reference) if found else None

    return Neighbours(at, answer.length, neighbour(at - 1), neighbour(at + 1), reading.results_href)


def on_its_day(exchange: Exchange, engine: Engine, list_href: str) -> Neighbours | None:
    """The neighbours among the exchanges of its collection and day, in the order of their ids.

    Where it stands is found by halving: of a day of 400, nine are looked at.
    """
    day = And((Keyword("collection", exchange.collection), Dates(exchange.date, exchange.date)))
    request = Request(ParsedQuery(tree=day), sort=Sort.NEWEST, size=1)
    total = engine.search(request.counted()).total

    @cache
    def at(place: int) -> Exchange:
        hits = engine.search(replace(request, page=place + 1)).hits
        # Where the index has been exchanged meanwhile, there may be no such place any more.
        return hits[0].cited.exchange if hits else exchange

    own = bisect_left(range(total), exchange.id, key=lambda place: at(place).id)
    if own == total or at(own).id != exchange.id:
        return None

    def neighbour(place: int) -> Neighbour | None:
        if not 0 <= place < total:
            return None
        beside = at(place)
        return Neighbour(beside.title, exchange_href(beside.id), beside.reference)

    return Neighbours(own + 1, total, neighbour(own - 1), neighbour(own + 1), list_href)
