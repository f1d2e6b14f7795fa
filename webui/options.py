"""What a list of hits offers besides itself: in which order, how many on a page, grouped by what."""

from msgspec import Struct

from search.request import Sort
from webui.links import Links
from webui.urls import GROUPINGS, SIZES, RequestState


class Option(Struct, frozen=True):
    """One of several ways to show the same, one of which is current."""

    label: str
    to: str
    current: bool


def orders(state: RequestState, links: Links) -> list[Option]:
    """The orders of hits; without a query nothing is more relevant than anything else."""
    usual, order, to = state.usual_order, state.order, links.with_one(state, "sort")
    offered = [sort for sort in Sort if state.text or sort is not Sort.RELEVANCE]
    return [
        Option(sort.value.capitalize(), to("" if sort is usual else sort.value), sort is order)
        for sort in offered
    ]


def sizes(state: RequestState, links: Links) -> list[Option]:
    """How many on a page."""
    to = links.with_one(state, "size")
    return [
        Option(str(size), to("" if size == SIZES[0] else str(size)), size == state.size) for size in SIZES
    ]


def groupings(state: RequestState, links: Links) -> list[Option]:
    """What hits can be grouped by."""
    to = links.with_one(state, "group")
    labels: list[tuple[str | None, str]] = [(None, "Nothing"), *GROUPINGS.items()]
    return [Option(label, to(field or ""), field == state.group) for field, label in labels]
