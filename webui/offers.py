"""The bodies that a query names, and those before and after them: what to ask for besides."""

from corpus.folding import fold
from corpus.registry import Body, Registry
from search.citing import AskedFor
from search.lifetimes import name_with_years
from search.query.bodies import bodies_named
from search.request import Request
from webui.choices import search_href
from webui.exchange_view import body_href
from webui.found import Label
from webui.lineage import relatives
from webui.site import Asked
from webui.urls import RequestState


def named(state: RequestState, registry: Registry) -> list[Label]:
    """The bodies that the query's words name, as filters, but for those chosen already."""
    return [_as_filter(state, body) for body in _named(state, registry)]


def related(here: Asked, registry: Registry) -> list[Label]:
    """The bodies before and after those that the query names or asks for.

    Of one that is named, as a filter; of one that the query itself asks for, its page, since a filter
    would be asked for besides it.
    """
    named = _named(here.state, registry)
    wanted = AskedFor.by(Request(here.query)).sides
    asked = [body for body in registry.bodies if fold(body.id) in wanted] if wanted else []
    known = {*named, *asked}
    offers = {
        each: Label(name_with_years(each), body_href(each.id))
        for body in asked
        for each in relatives(body.id, registry)
        if each not in known
    }
    offers |= {
        each: _as_filter(here.state, each)
        for body in named
        for each in relatives(body.id, registry)
        if each not in known
    }
    return list(offers.values())


def _named(state: RequestState, registry: Registry) -> list[Body]:
    chosen = {fold(value) for value in state.values("cites")}
    return [body for body in bodies_named(state.text, registry) if fold(body.id) not in chosen]


def _as_filter(state: RequestState, body: Body) -> Label:
    return Label(name_with_years(body), search_href(state.choosing("cites", body.id)))
