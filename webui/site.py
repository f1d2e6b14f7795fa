"""What the pages are about, and what the address at hand asks of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask, abort, current_app, g, request

from corpus.folding import fold
from corpus.registry import Body, Registry
from search.answering import Answerer
from search.belonging.similar import Similar
from search.completion.completing import Completer
from search.engine import Engine, Standing
from search.query.parser import parse
from search.request import ParsedQuery, Request
from webui.operating.failed_searches import Listener, OverheardAnswerer
from webui.programs.parameters import refusals
from webui.unknown_bodies import unknown_bodies
from webui.urls import RequestState, read_state

_KEY = "questiontime"


@dataclass(frozen=True, slots=True)
class Site:
    """An index to answer from, and the registry that names its bodies."""

    engine: Engine
    registry: Registry
    listeners: tuple[Listener, ...] = ()
    """Who is told of searches that found nothing."""
    moved: Callable[[], Standing] | None = None
    """How it stands, where somebody else moves it over to newer generations."""
    remembered: dict[str, tuple[str, Any]] = field(default_factory=dict, compare=False)
    """By name: of which generation it is, and what pages keep of it (`webui.overview.remembered`)."""
    answerer: Answerer = field(init=False)
    """Answers what a person typed, by the same engine."""
    completer: Completer = field(init=False)
    """Completes what a person is typing, by the same engine."""
    similar: Similar = field(init=False)
    """Finds what is similar to an exchange, by the same engine."""

    def __post_init__(self) -> None:
        answerer = OverheardAnswerer(self.engine, self.registry, self.listeners)
        object.__setattr__(self, "answerer", answerer)
        object.__setattr__(self, "completer", Completer(self.engine, self.registry))
        object.__setattr__(self, "similar", Similar(self.engine))

    def standing(self) -> Standing:
        """Which generation answers, and whether it is the one that should."""
        return self.moved() if self.moved else self.engine.standing()

    def understood(self, text: str) -> ParsedQuery:
        """What is meant by a text that a person typed."""
        return parse(text, self.registry) if text else ParsedQuery()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address at hand asks for."""

    state: RequestState
    query: ParsedQuery
    """With the warnings about the other parameters after its own."""

    def request(self, facets: tuple[str, ...] = (), facet_size: int | None = None) -> Request:
        """What to ask of the engine."""
        return self.state.request(self.query, facets, facet_size)

    def on_page(self, page: int) -> "Asked":
        """The same, on another page of hits."""
        return replace(self, state=replace(self.state, page=page))

    def warned(self, warning: str) -> "Asked":
        """The same, with one more warning."""
        return replace(self, query=self.query.warned(warning))


def install(app: Flask, site: Site) -> None:
    """Give an application its site, from the next request on."""
    app.extensions[_KEY] = site


def installed(app: Flask) -> Site:
    """The site that an application shows."""
    found = app.extensions[_KEY]
    assert isinstance(found, Site)
    return found


def site() -> Site:
    """The site that the request at hand is answered from: one, from its beginning to its end."""
    if "site" not in g:
        g.site = installed(current_app)
    found = g.site
    assert isinstance(found, Site)
    return found


def asked() -> Asked:
    """What the address of the request at hand asks for."""
    state, warnings = read_state(request.args)
    here = site()
    unknown = unknown_bodies(state.filters, here.registry, here.engine)
    return Asked(state, here.understood(state.text).warned(*warnings, *unknown))


def asked_exactly() -> Asked:
    """The same for a program: what the address cannot mean is refused, not left out."""
    refused = list(refusals(request.args)) or read_state(request.args)[1]
    if refused:
        abort(400, " ".join(refused))
    return asked()


def asked_nothing() -> None:
    """Refuse an address for programs that has parameters where none means anything."""
    if request.args:
        abort(400, f"{request.path} takes no parameters.")


def known_body(id: str) -> Body:
    """The public body of this id in any case, for a program; refused where there is none."""
    body = site().registry.folded(fold(id))
    if body is None:
        abort(404, "There is no public body of this id; /api/bodies has all of them.")
    return body
