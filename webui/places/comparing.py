"""Several queries side by side through time: which of them an address compares, and what is found."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request
from werkzeug.datastructures import MultiDict

from search.query.parser import LENGTH
from search.request import ParsedQuery, Request
from search.result import Result
from search.schemas import TEXT
from webui.periods import Unit, counts_of, through, unit_for
from webui.programs.parameters import SEARCH_PARAMETERS, Parameter, refusals
from webui.site import Site, site
from webui.urls import TEXT_LIMIT, RequestState, read_state

MOST = 4
"""How many queries can be told apart in one chart."""

_OF_HITS = ("q", "sort", "size", "page")

PARAMETERS = (
    Parameter("q", "What to compare, in the query language.", {**TEXT, "maxLength": LENGTH}, MOST),
    *(each for each in SEARCH_PARAMETERS if each.name not in _OF_HITS),
)
"""All that the address of a comparison can say."""


@dataclass(frozen=True, slots=True)
class ComparedQuery:
    """One of the queries."""

    text: str
    query: ParsedQuery
    total: int
    counts: tuple[int, ...]
    """For each period."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What an address compares."""

    state: RequestState
    """What restricts all of them."""
    queries: tuple[ComparedQuery, ...]
    unit: Unit
    periods: tuple[str, ...]
    everywhere: tuple[int, ...]
    """How many exchanges there are in each period under the restrictions."""
    generation: str

    def per_hundred(self, query: ComparedQuery) -> tuple[float, ...]:
        """How many of a hundred exchanges of each period a query finds."""
        pairs = zip(query.counts, self.everywhere, strict=True)
        return tuple(100 * count / everywhere if everywhere else 0.0 for count, everywhere in pairs)


def compared_by_address(exactly: bool = False) -> Compared:
    """What the address of the request at hand compares; for a program, what it cannot mean is refused."""
    args = request.args
    if exactly and (refused := [*refusals(args, PARAMETERS), *read_state(_without_queries(args))[1]]):
        abort(400, " ".join(refused))
    asked, _ = read_state(_without_queries(args))
    state = RequestState(filters=asked.filters, since=asked.since, until=asked.until)
    texts = dict.fromkeys(text.strip()[:TEXT_LIMIT] for text in args.getlist("q"))
    return compared([text for text in texts if text][:MOST], state, site())


def compared(texts: Sequence[str], state: RequestState, site: Site) -> Compared:
    """Count each query by time under the same restrictions."""

    def counted(query: ParsedQuery) -> Result:
        facets = (Unit.YEAR, Unit.MONTH)
        return site.engine.search(
            Request(query, state.filters, state.since, state.until, size=0, facets=facets)
        )

    parsed = [site.understood(text) for text in texts]
    results, whole = [counted(query) for query in parsed], counted(ParsedQuery())
    unit, periods = _times(results)
    return Compared(
        state,
        tuple(
            ComparedQuery(text, query, result.total, _along(periods, result, unit))
            for text, query, result in zip(texts, parsed, results, strict=True)
        ),
        unit,
        periods,
        _along(periods, whole, unit),
        whole.generation,
    )


def _times(results: Sequence[Result]) -> tuple[Unit, tuple[str, ...]]:
    """Every year in which any of them finds something, and those between; of few years, the months."""

    def found(unit: Unit) -> list[str]:
        return [each.value for result in results for each in result.facets[unit]]

    unit = unit_for(found(Unit.YEAR))
    return unit, through(found(unit))


def _along(periods: Sequence[str], result: Result, unit: Unit) -> tuple[int, ...]:
    counts = counts_of(result.facets[unit])
    return tuple(counts.get(period, 0) for period in periods)


def _without_queries(args: MultiDict[str, str]) -> MultiDict[str, str]:
    return MultiDict([(name, value) for name, value in args.items(multi=True) if name != "q"])
