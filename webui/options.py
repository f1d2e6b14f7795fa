"""What a list of hits offers besides itself: in which order, how many on a page, grouped by what."""

from dataclasses import replace

from msgspec import Struct

from search.request import Sort
from webui.choices import Href, search_href
from webui.urls import GROUPINGS, SIZES, RequestState


class Option(Struct, frozen=True):
    """One of several ways to show the same, one of which is current."""

    label: str
    to: str
    current: bool


def orders(state: RequestState, href: Href = search_href) -> list[Option]:
    """The orders of hits; without a query nothing is more relevant than anything else."""
    usual = replace(state, sort=None).order
    offered = [sort for sort in Sort if state.text or sort is not Sort.RELEVANCE]
    return [
        Option(
            sort.value.capitalize(),
            href(replace(state, sort=None if sort is usual else sort, page=1)),
            sort is state.order,
        )
        for sort in offered
    ]


def sizes(state: RequestState, href: Href = search_href) -> list[Option]:
    """How many on a page."""
    return [Option(str(size), href(replace(state, size=size, page=1)), size == state.size) for size in SIZES]


def groupings(state: RequestState, href: Href = search_href) -> list[Option]:
    """What hits can be grouped by."""
    labels: list[tuple[str | None, str]] = [(None, "Nothing"), *GROUPINGS.items()]
    return [
        Option(label, href(replace(state, group=field, page=1)), field == state.group)
        for field, label in labels
    ]
