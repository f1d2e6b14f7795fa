"""The public bodies: all of them by kind, and a page for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, url_for

from corpus.registry import KINDS, Body
from search.request import Filter, Request, Sort
from search.result import FacetValue, Result
from webui.chart import year_bars
from webui.choices import search_href
from webui.exchange_view import body_href
from webui.found import fiction_notice, found
from webui.overview import overview, samples_notice
from webui.site import Site, site
from webui.urls import RequestState

body_pages = Blueprint("body_pages", __name__)

TOP = 10
_FACETS = ("year", "asked_by", "party", "question_cites", "answer_cites")


@dataclass(frozen=True, slots=True)
class CountedBody:
    """A body and how many exchanges cite it."""

    body: Body
    count: int


@dataclass(frozen=True, slots=True)
class Sides:
    """How many exchanges cite a body, and where in them."""

    total: int
    question: int
    """Also those that cite it in the title."""
    answer: int

    @property
    def both(self) -> int:
        return self.question + self.answer - self.total


@dataclass(frozen=True, slots=True)
class Share:
    """One asker or party among those who raise a body."""

    label: str
    count: int
    href: str


@body_pages.get("/bodies")
def bodies() -> str:
    """Every body by kind, those that are cited first."""
    return render_template("bodies.html", kinds=by_kind(site()), notice=samples_notice(site()))


@body_pages.get("/bodies/<id>")
def body(id: str) -> str:
    """A body: what it is called, who cites it, when and where."""
    registry = site().registry
    shown = registry.body(id)
    if shown is None:
        abort(404)
    result = citing(id)
    state = RequestState(filters=(Filter("cites", (id,)),))
    return render_template(
        "body.html",
        body=shown,
        kind=KINDS.get(shown.kind, shown.kind),
        predecessors=[(each.name, body_href(each.id)) for each in registry.predecessors(id)],
        successors=[(each.name, body_href(each.id)) for each in registry.successors(id)],
        sides=sides(id, result),
        years=year_bars(result.facets["year"], lambda year: search_href(state.only("year", year))),
        askers=_shares(state, "asked_by", result),
        parties=_shares(state, "party", result),
        hits=found(result.hits, state, registry),
        notice=samples_notice(site()) or fiction_notice(hit.cited.exchange for hit in result.hits),
        search_href=search_href(state),
        side_hrefs={side: search_href(_citing_in(side, id)) for side in ("question", "answer")},
        json_href=url_for("api.body", id=id),
    )


def by_kind(site: Site) -> dict[str, list[CountedBody]]:
    """The label of each kind with its bodies, the most cited first."""
    counts = {each.value: each.count for each in overview(site).cited}
    return {label: _of_kind(kind, site.registry.bodies, counts) for kind, label in KINDS.items()}


def citing(id: str) -> Result:
    """The newest exchanges that cite a body, and what they have in common."""
    request = Request(filters=(Filter("cites", (id,)),), sort=Sort.NEWEST, size=5, facets=_FACETS)
    return site().engine.search(request)


def sides(id: str, result: Result) -> Sides:
    """Where the exchanges that cite a body do so; every citation is on one side or the other."""
    question, answer = (
        next((each.count for each in result.facets[field] if each.value == id), 0)
        for field in ("question_cites", "answer_cites")
    )
    return Sides(result.total, question, answer)


def _citing_in(side: str, id: str) -> RequestState:
    return RequestState(filters=(Filter(f"{side}_cites", (id,)),))


def _of_kind(kind: str, bodies: Iterable[Body], counts: Mapping[str, int]) -> list[CountedBody]:
    counted = [CountedBody(body, counts.get(body.id, 0)) for body in bodies if body.kind == kind]
    return sorted(counted, key=lambda each: (-each.count, each.body.name))


def _shares(state: RequestState, field: str, result: Result) -> list[Share]:
    values: tuple[FacetValue, ...] = result.facets[field][:TOP]
    return [Share(each.label, each.count, search_href(state.only(field, each.value))) for each in values]
