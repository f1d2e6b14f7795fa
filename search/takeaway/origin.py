"""Where rows are from: what was asked of which generation. Every file that is taken away says it."""

from dataclasses import dataclass

from corpus.registry import Registry
from indexer.fields import FIELD
from search.query.dates import spell
from search.request import Filter, ParsedQuery, Request
from search.schemas import TEXT
from search.takeaway.columns import Column, Table


@dataclass(frozen=True, slots=True)
class Origin:
    """What was asked, and what answered."""

    query: ParsedQuery
    words: str
    """The query with its filters, restated for a person."""
    address: str
    """What to ask again: a web address or a command."""
    generation: str
    total: int
    """How many exchanges were found."""


ORIGIN: Table[Origin] = Table(
    "origin",
    (
        Column("query_words", "What was asked, restated.", TEXT, lambda origin, _: origin.words),
        Column("query_address", "Where to ask it again.", TEXT, lambda origin, _: origin.address),
        Column(
            "generation",
            "The generation of the index that answered; its name begins with the time at which it was made.",
            TEXT,
            lambda origin, _: origin.generation,
        ),
    ),
)
"""The last columns of every row where a file has no other place for them."""


def in_words(request: Request, registry: Registry) -> str:
    """A request restated with its filters: "Exchanges with “water”; cited body: Ofwat"."""
    words = request.query.words
    parts = ["All exchanges" if words == "everything" else words]
    parts += [_filter_in_words(each, registry) for each in request.filters]
    if request.since or request.until:
        parts.append(spell(request.since, request.until))
    return "; ".join(parts)


def _filter_in_words(each: Filter, registry: Registry) -> str:
    field = FIELD[each.field]
    values = (" and " if each.every else " or ").join(
        field.value_label(value, registry) for value in each.values
    )
    return f"{'not ' if each.exclude else ''}{field.label}: {values}"
