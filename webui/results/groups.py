"""Hits in groups, by member, party or body: each group with its count, its first hits and its own search."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.fields import FIELD
from search.grouping import Groups, grouped
from search.result import FacetValue
from webui.choices import search_href
from webui.found import Found, found
from webui.paging import last_page
from webui.site import Asked, site
from webui.urls import RequestState

SHOWN = 3
"""How many hits of each group are shown."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of hits."""

    label: str
    count: int
    href: str
    """Its own search, which finds just as many."""
    hits: tuple[Found, ...]
    """The first of them, without passages."""


@dataclass(frozen=True, slots=True)
class GroupedHits:
    """A page of groups."""

    label: str
    """What the hits are grouped by."""
    all: Groups
    page: int
    """Which page this is: the last where one beyond it was asked for."""
    shown: tuple[Group, ...]
    """The groups on this page."""


def grouped_hits(here: Asked, field: str) -> GroupedHits:
    """The groups of all that is found, by the values of a field."""
    state = here.state
    groups = grouped(site().engine, here.request(), field)
    page = min(state.page, last_page(len(groups.values), state.size))
    values = groups.values[(page - 1) * state.size : page * state.size]
    return GroupedHits(FIELD[field].label, groups, page, tuple(_shown(here, field, values)))


def _shown(here: Asked, field: str, values: Sequence[FacetValue]) -> list[Group]:
    groups = []
    for value in values:
        state = _of_group(here.state, field, value.value)
        hits = islice(site().engine.every(state.request(here.query)), SHOWN)
        groups.append(
            Group(value.label, value.count, search_href(state), found(hits, state, site().registry, 1))
        )
    return groups


def _of_group(state: RequestState, field: str, value: str) -> RequestState:
    """The search for the hits of one group: what is chosen already goes on restricting it."""
    alone = state.ungrouped()
    chosen = state.values(field)
    if len(chosen) > 1 and not state.wants_every(field):
        return alone.only(field, value)
    beside = alone.choosing(field, value)
    return beside.requiring(field, every=True) if len(beside.values(field)) > 1 else beside
