"""Where rows are from: what was asked of which generation. Every file that is taken away says it."""

from dataclasses import dataclass

from search.request import ParsedQuery
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
