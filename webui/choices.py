"""Facets and selections as a page shows them: what can be chosen, what is, and where each link leads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from flask import url_for
from msgspec import Struct

from corpus.folding import fold
from corpus.registry import Registry
from indexer.fields import FIELD
from search.result import FacetValue
from webui.links import Addresses, Links
from webui.paths import path_to
from webui.urls import RequestState

PANELS = ("collection", "cites", "member", "party", "department", "body_kind", "unanswered_cites")
"""The facets of a search page beside its histogram, in their order."""

TIMES = ("year", "month", "day")
"""Facets whose values stand in the order of time, and in the histogram."""

OPEN_PANELS = ("collection", "cites", "member", "party")

_SIDES = (("in the question", "question_cites"), ("in the answer", "answer_cites"))

PANEL_SIZE = 8
"""How many values a panel lists that is open, or as few as `FEW` besides those chosen."""
CLOSED_SIZE = 5
FEW = 3
_ROOM = 7_200
"""Characters for the links of all panels' values. Each repeats the address of the search, so that a search by
many filters lists fewer; each facet's own page has all of them."""
_ROUND_A_LINK = 100

ASKED_SIZE = 40
"""How many values a search page asks of each facet: all that can be chosen, and some more."""


Href = Callable[[RequestState], str]
"""Where a page leads on to: the address of a search, of the page itself with it, or what a button changes."""


class Choice(Struct, frozen=True):
    """One value of a facet, to be chosen or left out."""

    value: str
    label: str
    count: int
    to: str
    """The search with it, which gives exactly the count."""


class Picked(Struct, frozen=True):
    """One that is chosen or left out."""

    value: str
    label: str
    count: int
    excluded: bool
    to: str
    """The search without it."""


class Choices(Struct, frozen=True):
    """Values of a facet."""

    picked: tuple[Picked, ...]
    others: tuple[Choice, ...]
    can_be_added: bool
    """The others to those chosen, where `to` would put one in their place or leave the page."""


class Panel(Struct, frozen=True):
    """One facet."""

    field: str
    label: str
    choices: Choices
    open: bool
    more_href: str | None
    """Where all values are, if these are not all."""
    sides: tuple[tuple[str, str], ...]
    """Of cited bodies: where all values of one side are."""
    switch_href: str | None
    """Any of the chosen values, or all of them: the address of the other, where several are chosen."""
    every: bool


class Selection(Struct, frozen=True):
    """One restriction that a page shows as a chip."""

    label: str
    value: str
    to: str
    """The search without it."""


def search_href(state: RequestState, external: bool = False) -> str:
    """The address of a search; with its scheme and host where it leaves the site."""
    if external:
        return state.address(url_for("search_pages.search", _external=True))
    return state.address(path_to("search_pages.search"))


def search_links() -> Addresses:
    """Links to searches."""
    return Addresses(path_to("search_pages.search"))


def facet_href(state: RequestState, field: str) -> str:
    """The address of the whole of a facet."""
    return state.from_the_first().address(path_to("facet_pages.facet", field=field))


def body_href(body: str) -> str:
    """The page of a public body."""
    return path_to("body_pages.body", id=body)


def facet_label(field: str) -> str:
    """What a page calls a facet."""
    label = FIELD[field].label
    return label[0].upper() + label[1:]


def panels(
    state: RequestState, facets: Mapping[str, tuple[FacetValue, ...]], links: Links
) -> tuple[Panel, ...]:
    """The facets that have anything to choose, each with its most frequent values."""
    fitting = _fitting(state)
    return tuple(
        _panel(state, field, values, fitting, links)
        for field, values in facets.items()
        if values and field not in TIMES
    )


def choices(
    state: RequestState, field: str, values: Iterable[FacetValue], links: Links, stay: Href | None = None
) -> Choices:
    """Values of a facet as choices.

    A value itself leads to what it finds. Where there is a page to stay on, to choose several from, one that
    is chosen or left out is taken back there.
    """
    chosen, excluded = _folded(state, field), _folded(state, field, exclude=True)
    every, alone, back = state.wants_every(field), links.with_one(state, field), stay or links.to
    picked: list[Picked] = []
    others: list[Choice] = []
    for value, label, count in values:
        is_excluded = bool(excluded) and fold(value) in excluded
        if is_excluded or (chosen and fold(value) in chosen):
            without = back(state.without(field, value, exclude=is_excluded))
            picked.append(Picked(value, label, count, is_excluded, without))
        else:
            to = links.to(state.choosing(field, value)) if every else alone(value)
            others.append(Choice(value, label, count, to))
    can_be_added = stay is not None or (bool(chosen) and not every)
    return Choices(tuple(picked), tuple(others), can_be_added)


def chosen_first(state: RequestState, field: str, values: Sequence[FacetValue]) -> list[FacetValue]:
    """Values of a facet in their order, but with those chosen or excluded first."""
    picked = _folded(state, field) | _folded(state, field, exclude=True)
    return sorted(values, key=lambda each: fold(each.value) not in picked) if picked else list(values)


def _folded(state: RequestState, field: str, exclude: bool = False) -> set[str]:
    return set(map(fold, state.values(field, exclude)))


def selections(state: RequestState, registry: Registry, href: Href) -> tuple[Selection, ...]:
    """What restricts the search besides its query."""
    found = [
        Selection(
            f"Not {FIELD[each.field].label}" if each.exclude else facet_label(each.field),
            FIELD[each.field].value_label(value, registry),
            href(state.without(each.field, value, each.exclude)),
        )
        for each in state.filters
        for value in each.values
    ]
    for label, day, rest in (
        ("From", state.since, replace(state, since=None, page=1)),
        ("To", state.until, replace(state, until=None, page=1)),
    ):
        found += [Selection(label, day_in_words(day), href(rest))] if day else []
    return tuple(found)


def switch_href(state: RequestState, field: str, href: Href) -> str | None:
    """Any of the chosen values, or all of them: the address of the other.

    Where several bodies are chosen, an exchange may cite all of them; it has but one year.
    """
    if not field.endswith("cites") or len(state.values(field)) < 2:
        return None
    return href(state.requiring(field, not state.wants_every(field)))


@lru_cache(maxsize=4_096)  # Every hit has one, and writing a month takes as long as a path.
def day_in_words(day: date) -> str:
    """A day as people write it, such as 12 March 2020."""
    return f"{day.day} {day:%B} {day.year}"


def _fitting(state: RequestState) -> int:
    """How many values a panel has room for."""
    whole = len(PANELS) * (len(search_href(state)) + _ROUND_A_LINK)
    return max(FEW, min(PANEL_SIZE, _ROOM // whole))


def _panel(
    state: RequestState, field: str, values: Sequence[FacetValue], fitting: int, links: Links
) -> Panel:
    selected = len(state.values(field)) + len(state.values(field, exclude=True))
    usual = PANEL_SIZE if field in OPEN_PANELS else CLOSED_SIZE
    size = max(min(usual, fitting), min(selected, PANEL_SIZE) + FEW if selected else 0)
    made = choices(state, field, chosen_first(state, field, values)[:size], links)
    every = state.wants_every(field)
    return Panel(
        field,
        facet_label(field),
        made,
        open=field in OPEN_PANELS or selected > 0,
        more_href=facet_href(state, field) if len(values) > size else None,
        sides=tuple((label, facet_href(state, side)) for label, side in _SIDES) if field == "cites" else (),
        switch_href=switch_href(state, field, search_href),
        every=every,
    )
