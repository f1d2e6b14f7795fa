"""Whom, which body, which words and when a query may mean, each with what it finds: names first."""

from collections.abc import Container, Iterable
from dataclasses import replace

from msgspec import Struct

from search.completion.completing import Completion
from search.query.dates import days_within, parse_span, spell
from search.request import ParsedQuery
from search.result import ENOUGH, Answer
from search.widening.pieces import pieces
from webui.choices import search_href
from webui.site import Asked, site
from webui.urls import RequestState


class Meant(Struct, frozen=True):
    """Another search."""

    text: str
    href: str
    count: int


def completed(state: RequestState, completion: Completion) -> RequestState:
    """The search that a completion makes of another."""
    after = replace(state, text=completion.text, page=1)
    return after.choosing(completion.filter.field, *completion.filter.values) if completion.filter else after


def speakers(here: Asked) -> tuple[Completion, ...]:
    """The members whom words of the query name just so, each to be a filter in their place."""
    return _named(here, nearly=False)


def meant(here: Asked, completions: Iterable[Completion]) -> tuple[Meant, ...]:
    """The searches that these lead to."""
    return tuple(_meant(here.state, each) for each in completions)


def did_you_mean(here: Asked, answer: Answer, certain: Container[Completion]) -> tuple[Meant, ...]:
    """Where little is found: bodies and members whose names are spelled nearly so, then the query respelt.

    Not those that are named just so. A respelt query that finds less than a name that is meant was most
    likely not meant itself.
    """
    if answer.result.total >= ENOUGH:
        return ()
    names = [_meant(here.state, each) for each in _named(here, nearly=True) if each not in certain]
    respelt = answer.wider and answer.wider.did_you_mean
    if respelt and respelt.total >= max((each.count for each in names), default=0):
        href = search_href(replace(here.state, text=respelt.text, page=1))
        names.append(Meant(f"“{respelt.text}”", href, respelt.total))
    return tuple(names)


def answered_when(here: Asked) -> Meant | None:
    """The days that words of the query name, asked for as dates in their place, where that finds something.

    Words are searched as words: whoever types "March 2020" may mean a report of that month, and is asked.
    """
    state = here.state
    found = None if state.since or state.until else days_within(state.text)
    span = parse_span(found["days"]) if found else None
    if not found or not span:
        return None
    typed = pieces(state.text, here.query.tree)
    if not typed or any(each.quoted for each in typed):
        return None
    rest = (*state.text[: found.start("days")].split(), *state.text[found.end("days") :].split())
    after = replace(state, text=" ".join(rest), since=span.since, until=span.until, page=1)
    (count,) = site().engine.totals([after.request(site().understood(after.text))])
    return Meant(spell(span.since, span.until), search_href(after), count) if count else None


def _named(here: Asked, nearly: bool) -> tuple[Completion, ...]:
    return site().completer.meant(here.state.text, here.state.request(ParsedQuery()), nearly)


def _meant(state: RequestState, completion: Completion) -> Meant:
    after = completed(state, completion)
    name = f"{completion.text} + {completion.label}" if completion.text else completion.label
    return Meant(name, search_href(after), completion.count)
