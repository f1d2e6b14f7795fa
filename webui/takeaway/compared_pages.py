"""A comparison to take away: a row for each query in each year or month, ready for a pivot table."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from flask import Blueprint, Response, request

from search.request import ParsedQuery, Request
from search.restating import in_words
from search.schemas import NUMBER, TEXT
from search.takeaway.columns import Column, Table
from search.takeaway.origin import ORIGIN, Origin
from search.takeaway.taking import Takeaway
from webui.places.compare_pages import compare_href
from webui.places.comparing import PARAMETERS, Compared, ComparedQuery, compared_by_address
from webui.programs.described import described, file_answers
from webui.site import site
from webui.takeaway.sending import ANY_FORM, sent

compared_pages = Blueprint("compared_pages", __name__)


class Counted(NamedTuple):
    """One query in one period."""

    query: ComparedQuery
    period: str
    exchanges: int
    everywhere: int
    per_hundred: float


COUNTS: Table[Counted] = Table(
    "counts",
    (
        Column("query", "What is compared, as it was typed.", TEXT, lambda each, _: each.query.text),
        Column("means", "The same in words.", TEXT, lambda each, _: each.query.query.words),
        Column("period", "A year; a month where few years are compared.", TEXT, lambda each, _: each.period),
        Column("exchanges", "How many it finds there.", NUMBER, lambda each, _: each.exchanges),
        Column(
            "all_exchanges",
            "How many there are there under the same filters, whatever they say.",
            NUMBER,
            lambda each, _: each.everywhere,
        ),
        Column(
            "per_hundred",
            "How many of a hundred of those it finds.",
            {"type": "number"},
            lambda each, _: round(each.per_hundred, 3),
        ),
    ),
)


@compared_pages.get(f"/compare.{ANY_FORM}")
@described(file_answers(COUNTS), PARAMETERS)
def counts(form: str) -> Response:
    """How many exchanges each of several queries finds in each year or month, a row each."""
    return sent(_taken(compared_by_address(exactly=True)), form, "comparison")


def _taken(compared: Compared) -> Takeaway:
    registry, rows = site().registry, list(_counted(compared))
    state, queries = compared.state, compared.queries
    under = in_words(Request(ParsedQuery(), state.filters, state.since, state.until), registry)
    words = " · ".join([*(each.query.words for each in queries), *([under] if state.narrowed else [])])
    address = urljoin(request.host_url, compare_href([each.text for each in queries], state))
    origin = Origin(ParsedQuery(), words, address, compared.generation, len(rows))
    return Takeaway(
        COUNTS.name, COUNTS.names, COUNTS.rows(rows, registry), origin, ORIGIN.row(origin, registry)
    )


def _counted(compared: Compared) -> Iterator[Counted]:
    for query in compared.queries:
        yield from (
            Counted(query, *each)
            for each in zip(
                compared.periods,
                query.counts,
                compared.everywhere,
                compared.per_hundred(query),
                strict=True,
            )
        )
