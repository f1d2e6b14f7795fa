"""Hits in groups, by member, party or body: each group with its count, its first hits and its own search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from corpus.folding import fold
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
READ = 100
"""How many hits are gone through for the first of each group."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A hit of which only the title is shown."""

    title: str
    asked_by: str
    href: str
    date: date
    reference: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """One group of hits."""

    label: str
    count: int
    href: str
    """Its own search, which finds just as many."""
    hits: tuple[Brief, ...]
    """The first of them."""


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


def _shown(here: Asked, field: str, values: Sequence[FacetValue]) -> Iterator[Group]:
    met = _met_early(here, field, values)
    for value in values:
        state = _of_group(here.state, field, value.value)
        hits = met[fold(value.value)]
        if len(hits) < min(SHOWN, value.count):
            hits = list(islice(site().engine.every(state.request(here.query)), SHOWN))
        first = tuple(_brief(hit, state, at) for at, hit in enumerate(hits, 1))
        yield Group(value.label, value.count, search_href(state), first)


def _met_early(here: Asked, field: str, values: Sequence[FacetValue]) -> dict[str, list[Hit]]:
    """By folded value: the first hits of its group that stand early among all hits, in the same order.

    Of the largest groups these are all that is shown, so most groups need no search of their own.
    """
    met: dict[str, list[Hit]] = {fold(value.value): [] for value in values}
    for hit in islice(site().engine.every(here.request()), READ):
        for value in map(fold, FIELD[field].values(hit.cited, site().registry)):
            if value in met and len(met[value]) < SHOWN:
                met[value].append(hit)
    return met


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
