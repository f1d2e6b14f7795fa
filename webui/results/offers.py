"""The bodies that a query names, and those before and after them: what to ask for besides."""

from collections.abc import Callable, Collection, Container, Iterable

from corpus.folding import fold
from corpus.registry import Body, Registry
from search.citing import AskedFor
from search.lifetimes import name_with_years
from search.query.bodies import bodies_named
from search.request import Request
from webui.choices import body_href, search_href
from webui.found import Label
from webui.lineage import relatives
from webui.site import Asked
from webui.urls import RequestState


def named(state: RequestState, registry: Registry) -> list[Body]:
    """The bodies that the query's words name, but for those chosen already."""
    chosen = {fold(value) for value in state.values("cites")}
    return [body for body in bodies_named(state.text, registry) if fold(body.id) not in chosen]


def as_filters(state: RequestState, bodies: Iterable[Body]) -> list[Label]:
    """Bodies to be chosen."""
    return [Label(name_with_years(body), search_href(state.choosing("cites", body.id))) for body in bodies]


def related(here: Asked, registry: Registry, chosen: Container[str], named: Iterable[Body]) -> list[Label]:
    """The bodies before and after those that are asked for, but for what stands under those chosen.

    Of one that is named, as a filter; of one that is filtered for and that no exchange cites, in its
    place; of one that the query itself asks for, its page, since a filter would be asked for besides it.
    """
    state = here.state
    filtered = {fold(value) for value in state.values("cites")}
    asked = _of(AskedFor.by(Request(here.query)).sides, registry)
    uncited = [body for body in _of(filtered, registry) if body.id not in chosen]
    offers = (
        _around(asked, registry, lambda body: body_href(body.id))
        | _around(uncited, registry, lambda body: search_href(state.only("cites", body.id)))
        | _around(named, registry, lambda body: search_href(state.choosing("cites", body.id)))
    )
    known = filtered | {fold(body.id) for body in named}
    return [Label(name_with_years(body), href) for body, href in offers.items() if fold(body.id) not in known]


def _around(bodies: Iterable[Body], registry: Registry, href: Callable[[Body], str]) -> dict[Body, str]:
    return {each: href(each) for body in bodies for each in relatives(body.id, registry)}


def _of(folded: Collection[str], registry: Registry) -> list[Body]:
    return [body for each in sorted(folded) if (body := registry.folded(each))]
