"""Nothing found: which word or filter could go, and how much each would give?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from msgspec import Struct

from indexer.fields import FIELD
from webui.choices import facet_label, search_href
from webui.site import Site
from webui.urls import RequestState

MOST_TRIED = 10
"""How many searches are made for one page that found nothing."""

_PIECE = re.compile(r'-?(?:\w+:)?(?:"[^"]*"?|“[^”]*”?|\S+)')
_OPERATORS = re.compile(r"[()]|\b(?:OR|AND|NOT|NEAR)\b")


class Suggestion(Struct, frozen=True):
    """A search that asks for less, and finds something."""

    label: str
    href: str
    count: int


def suggestions(state: RequestState, site: Site, words_too: bool) -> tuple[Suggestion, ...]:
    """Searches without one part of this one that do find something, the most fruitful first.

    Where no single part is to blame, each word by itself, if that is wanted too; where that finds nothing
    either, each part without all of the others.
    """
    found = _fruitful(_with_less(state, site), site)
    if found or not words_too:
        return found
    return _fruitful(_with_one_word(state), site) or _fruitful(_with_one_part(state, site), site)


def _fruitful(tries: Iterator[tuple[str, RequestState]], site: Site) -> tuple[Suggestion, ...]:
    less = {each: label for label, each in islice(tries, MOST_TRIED)}
    totals = site.engine.totals([each.request(site.understood(each.text)) for each in less])
    found = [
        Suggestion(label, search_href(each), total)
        for (each, label), total in zip(less.items(), totals, strict=True)
        if total
    ]
    return tuple(sorted(found, key=lambda each: -each.count))


def _with_less(state: RequestState, site: Site) -> Iterator[tuple[str, RequestState]]:
    if state.text and state.narrowed:
        yield "Without any filter", state.cleared()
        yield f"Without “{state.text}”", replace(state, text="", page=1)
    yield from _without_a_filter(state, site)
    yield from _without_a_word(state)


def _without_a_filter(state: RequestState, site: Site) -> Iterator[tuple[str, RequestState]]:
    for field, value, exclude, label in _values(state, site):
        yield f"Without {label}", state.without(field, value, exclude)
    if state.since or state.until:
        yield "On any day", replace(state, since=None, until=None, page=1)


def _values(state: RequestState, site: Site) -> Iterator[tuple[str, str, bool, str]]:
    """Every value that is chosen or excluded, and what a page calls it."""
    for each in state.filters:
        field = FIELD[each.field]
        kind = f"not {field.label}" if each.exclude else facet_label(each.field)
        for value in each.values:
            yield each.field, value, each.exclude, f"{kind}: {field.value_label(value, site.registry)}"


def _without_a_word(state: RequestState) -> Iterator[tuple[str, RequestState]]:
    for piece in _pieces(state):
        rest = f"{state.text[: piece.start()]} {state.text[piece.end() :]}"
        yield f"Without “{piece[0]}”", replace(state, text=" ".join(rest.split()), page=1)


def _with_one_word(state: RequestState) -> Iterator[tuple[str, RequestState]]:
    for piece in _pieces(state):
        if not piece[0].startswith("-"):
            yield f"Only “{piece[0]}”", replace(state, text=piece[0], page=1)


def _with_one_part(state: RequestState, site: Site) -> Iterator[tuple[str, RequestState]]:
    alone = state.cleared()
    for label, each in _with_one_word(alone):
        yield f"{label}, without any filter", each
    for field, value, exclude, label in _values(state, site):
        if not exclude:
            yield f"Only {label}", replace(alone, text="").choosing(field, value)


def _pieces(state: RequestState) -> list[re.Match[str]]:
    """The words and phrases of a query; one with operators, or with one piece only, is not taken apart."""
    pieces = list(_PIECE.finditer(state.text))
    return [] if len(pieces) < 2 or _OPERATORS.search(state.text) else pieces
