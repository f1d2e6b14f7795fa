"""Facets and selections as a page shows them: what can be chosen, what is, and where each link leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from corpus.folding import fold
from corpus.registry import Registry
from indexer.fields import FIELD
from search.result import FacetValue
from webui.urls import RequestState

PANELS = ("collection", "cites", "member", "party", "year", "department", "body_kind", "unanswered_cites")
"""The facets of a search page, in their order."""

OPEN_PANELS = ("collection", "cites", "member", "party", "year")

PANEL_SIZE = 10

ASKED_SIZE = 40
"""How many values a search page asks of each facet: enough years to show them in their own order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, and the links that it offers."""

    value: str
    label: str
    count: int
    chosen: bool
    excluded: bool
    href: str
    """Of a value that is chosen or excluded: without it. Of another: with it, giving exactly the count."""
    add_href: str | None
    """With this value besides those chosen, where `href` would put it in their place."""
    exclude_href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One facet."""

    field: str
    label: str
    choices: tuple[Choice, ...]
    open: bool
    more_href: str | None
    """Where all values are, if these are not all."""
    switch_href: str | None
    """Any of the chosen values, or all of them: the address of the other, where several are chosen."""
    every: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """One restriction that a page shows as a chip."""

    label: str
    value: str
    href: str
    """The search without it."""


def search_href(state: RequestState, external: bool = False) -> str:
    """The address of a search; with its scheme and host where it leaves the site."""
    return state.address(url_for("search_pages.search", _external=external))


def facet_label(field: str) -> str:
    """What a page calls a facet."""
    label = FIELD[field].label
    return label[0].upper() + label[1:]


def panels(state: RequestState, facets: Mapping[str, tuple[FacetValue, ...]]) -> tuple[Panel, ...]:
    """The facets that have anything to choose, each with its most frequent values."""
    shown = (_panel(state, field, values) for field, values in facets.items())
    return tuple(panel for panel in shown if panel.choices)


def choices(state: RequestState, field: str, values: Iterable[FacetValue]) -> list[Choice]:
    """Values of a facet as choices, in their order but with those chosen or excluded first."""
    chosen = {fold(value) for value in state.values(field)}
    excluded = {fold(value) for value in state.values(field, exclude=True)}
    made = [_choice(state, field, value, chosen, excluded) for value in values]
    return sorted(made, key=lambda each: not (each.chosen or each.excluded))


def selections(state: RequestState, registry: Registry) -> tuple[Selection, ...]:
    """What restricts the search besides its query."""
    found = [
        Selection(
            f"Not {FIELD[each.field].label}" if each.exclude else facet_label(each.field),
            FIELD[each.field].value_label(value, registry),
            search_href(state.without(each.field, value, each.exclude)),
        )
        for each in state.filters
        for value in each.values
    ]
    for label, day, rest in (
        ("From", state.since, replace(state, since=None, page=1)),
        ("To", state.until, replace(state, until=None, page=1)),
    ):
        found += [Selection(label, day_in_words(day), search_href(rest))] if day else []
    return tuple(found)


def day_in_words(day: date) -> str:
    """A day as people write it, such as 12 March 2020."""
    return f"{day.day} {day:%B} {day.year}"


def _panel(state: RequestState, field: str, values: Sequence[FacetValue]) -> Panel:
    if field in ("year", "month"):
        values = sorted(values, key=lambda each: each.value, reverse=True)
    made = choices(state, field, values)
    selected = sum(each.chosen or each.excluded for each in made)
    size = max(PANEL_SIZE, selected)
    every = state.wants_every(field)
    return Panel(
        field,
        facet_label(field),
        tuple(made[:size]),
        open=field in OPEN_PANELS or selected > 0,
        more_href=replace(state, page=1).address(url_for("facet_pages.facet", field=field))
        if len(made) > size
        else None,
        switch_href=search_href(state.requiring(field, not every)) if _can_switch(state, field) else None,
        every=every,
    )


def _can_switch(state: RequestState, field: str) -> bool:
    """Where several bodies are chosen, an exchange may cite all of them; it has but one year."""
    return field.endswith("cites") and len(state.values(field)) > 1


def _choice(
    state: RequestState, field: str, value: FacetValue, chosen: set[str], excluded: set[str]
) -> Choice:
    folded = fold(value.value)
    is_chosen, is_excluded = folded in chosen, folded in excluded
    beside = bool(chosen) and not is_chosen
    every = state.wants_every(field)
    if is_chosen or is_excluded:
        after = state.without(field, value.value, exclude=is_excluded)
    elif beside and not every:
        after = state.only(field, value.value)
    else:
        after = state.choosing(field, value.value)
    return Choice(
        value.value,
        value.label,
        value.count,
        is_chosen,
        is_excluded,
        search_href(after),
        search_href(state.choosing(field, value.value)) if beside and not every else None,
        search_href(state.without(field, value.value).choosing(field, value.value, exclude=True)),
    )
