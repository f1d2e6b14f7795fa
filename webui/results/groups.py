"""Hits in groups, by member, party or body: each group with its count, its first hits and its own search."""

from datetime import date

from msgspec import Struct

from indexer.fields import FIELD
from search import grouping
from search.result import Hit
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
    total: int
    """How many hits there are."""
    count: int
    """How many groups."""
    outside: int
    """How many hits are in none."""
    page: int
    """Which page this is: the last where one beyond it was asked for."""
    shown: tuple[Group, ...]
    """The groups on this page."""


def grouped_hits(here: Asked, field: str) -> GroupedHits:
    """The groups of all that is found, by the values of a field."""
    found = _groups(here, field)
    page = min(here.state.page, last_page(found.count, here.state.size))
    if page < here.state.page:
        found = _groups(here.on_page(page), field)
    shown = tuple(_shown(here.state, field, each) for each in found.shown)
    return GroupedHits(FIELD[field].label, found.total, found.count, found.outside, page, shown)


def _groups(here: Asked, field: str) -> grouping.Groups:
    return site().engine.groups(here.request(), field, SHOWN)


def _shown(state: RequestState, field: str, group: grouping.Group) -> Group:
    own = _of_group(state, field, group.value.value)
    hits = tuple(_brief(hit, own, at) for at, hit in enumerate(group.hits, 1))
    return Group(group.value.label, group.value.count, search_href(own), hits)


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
