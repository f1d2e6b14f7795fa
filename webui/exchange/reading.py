"""How is an exchange read: after which search, at which place of its results, with which marks?"""

from dataclasses import dataclass, replace

from flask import request

from search.query.tree import Everything, Query
from webui.choices import search_href
from webui.found import exchange_href
from webui.site import Asked, asked
from webui.urls import REACHABLE


@dataclass(frozen=True, slots=True)
class Marking:
    """What is marked in the texts."""

    label: str
    words: bool
    citations: bool


MARKINGS = {
    "": Marking("All", words=True, citations=True),
    "words": Marking("Your words", words=True, citations=False),
    "citations": Marking("Citations", words=False, citations=True),
    "none": Marking("None", words=False, citations=False),
}
"""By the value in the address."""


@dataclass(frozen=True, slots=True)
class MarkingLink:
    """One way to have the texts marked, to choose."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the address of an exchange's page says beside the exchange."""

    asked: Asked
    at: int | None
    """The place among the results, from 1."""
    marks: str

    @property
    def marking(self) -> Marking:
        return MARKINGS[self.marks]

    @property
    def marked_query(self) -> Query:
        """The query whose words are marked."""
        return self.asked.query.tree if self.marking.words else Everything()

    @property
    def results_href(self) -> str:
        """The page of results from which the exchange was opened."""
        state = self.asked.state
        return search_href(replace(state, page=((self.at or 1) - 1) // state.size + 1))

    def href(self, id: str, at: int | None) -> str:
        """The page of another exchange, read in the same way."""
        return exchange_href(id, self.asked.state, at, self.marks)

    def marking_links(self, id: str) -> tuple[MarkingLink, ...]:
        """The ways to have an exchange marked; without a query there are no words to mark."""
        offered = MARKINGS if self.asked.state.text else ("", "none")
        return tuple(
            MarkingLink(
                MARKINGS[each].label, exchange_href(id, self.asked.state, self.at, each), each == self.marks
            )
            for each in offered
        )


def reading() -> Reading:
    """How the address of the request at hand wants an exchange to be read."""
    marks, at = request.args.get("marks", ""), request.args.get("at", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) <= len(str(REACHABLE)) else 0
    return Reading(asked(), place if 0 < place <= REACHABLE else None, marks if marks in MARKINGS else "")
