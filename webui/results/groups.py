"""Hits in groups, by member, party or body: each group with its count, its first hits and its own search."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from msgspec import Struct

from indexer.fields import FIELD
from search.grouping import Groups, grouped
from search.result import FacetValue, Hit
from webui.choices import search_href
from webui.found import askers, exchange_href
from webui.paging import last_page
from webui.site import Asked, site
from webui.urls import RequestState

SHOWN = 3
"""How many hits of each group are shown."""


class Brief(Struct, frozen=True):
    """A hit of which only the title is shown."""

    title: str
    asked_by: str
    href: str
    date: date
    reference: str | None


class Group(Struct, frozen=True):
    """One group of hits."""

    label: str
    count: int
    href: str
    """Its own search, which finds just as many."""
    hits: tuple[Brief, ...]
    """The first of them."""


class GroupedHits(Struct, frozen=True):
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


def _shown(here: Asked, field: str, values: Sequence[FacetValue]) -> Iterator[Group]:
    states = [_of_group(here.state, field, each.value) for each in values]
    own = [replace(each.request(here.query), size=SHOWN) for each in states]
    first = site().engine.candidates(own)
    starts = accumulate(map(len, first.scores), initial=0)
    for value, state, scores, start in zip(values, states, first.scores, starts, strict=False):
        hits = tuple(_brief(first.hit(start + at), state, at + 1) for at in range(len(scores)))
        yield Group(value.label, value.count, search_href(state), hits)


def _brief(hit: Hit, state: RequestState, at: int) -> Brief:
    exchange = hit.cited.exchange
    href = exchange_href(exchange.id, state, at)
    return Brief(exchange.title, askers(exchange), href, exchange.date, exchange.reference)


def _of_group(state: RequestState, field: str, value: str) -> RequestState:
    """The search for the hits of one group: what is chosen already goes on restricting it."""
    alone = state.ungrouped()
    chosen = state.values(field)
    if len(chosen) > 1 and not state.wants_every(field):
        return alone.only(field, value)
    beside = alone.choosing(field, value)
    return beside.requiring(field, every=True) if len(beside.values(field)) > 1 else beside
