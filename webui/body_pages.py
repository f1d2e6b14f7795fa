"""The public bodies: all of them by kind, and a page for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, url_for

from corpus.registry import KINDS, Body
from search.lifetimes import lifetime, name_with_years
from search.request import Filter
from search.result import FacetValue, Hit
from webui.body_record import BodyRecord, body_record
from webui.chart import years_of
from webui.choices import search_href
from webui.exchange_view import body_href
from webui.found import Label, exchange_href, fiction_notice, found
from webui.lineage import predecessors, successors
from webui.overview import overview, samples_notice
from webui.sides import side_links
from webui.site import Site, site
from webui.takeaways import takeaways_of_body
from webui.urls import RequestState

body_pages = Blueprint("body_pages", __name__)

TOP = 10


@dataclass(frozen=True, slots=True)
class CountedBody:
    """A body and how many exchanges cite it."""

    body: Body
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """One asker, party or other body among the exchanges that cite a body."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Day:
    """The first or the last citation."""

    hit: Hit
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
    record = body_record(id, site().engine)
    hits = record.result.hits
    return render_template(
        "body.html",
        body=shown,
        existed=lifetime(shown),
        names=[(name.text, lifetime(name)) for name in shown.names],
        kind=KINDS.get(shown.kind, shown.kind),
        predecessors=_linked(predecessors(id, registry)),
        successors=_linked(successors(id, registry)),
        hits=found(hits, _about(id), registry, 1),
        notice=samples_notice(site()) or fiction_notice(hit.cited.exchange for hit in hits),
        search_href=search_href(_about(id)),
        json_href=url_for("api.body", id=id),
        takeaways=takeaways_of_body(id),
        **_counted(record),
    )


def by_kind(site: Site) -> dict[str, list[CountedBody]]:
    """The label of each kind with its bodies, the most cited first."""
    counts = {each.value: each.count for each in overview(site).cited}
    return {label: _of_kind(kind, site.registry.bodies, counts) for kind, label in KINDS.items()}


def _about(id: str) -> RequestState:
    return RequestState(filters=(Filter("cites", (id,)),))


def _counted(record: BodyRecord) -> dict[str, object]:
    """The numbers of a body's page, each with the search that gives it."""
    state = _about(record.body)
    facets = record.result.facets
    return {
        "total": record.result.total,
        "sides": side_links(state, record.body, record.sides),
        "years": years_of(record.years, record.question_years, record.answer_years, _year_href(record.body)),
        "first": _day(record.first),
        "last": _day(record.last),
        "askers": _shares(facets["asked_by"], lambda value: state.only("asked_by", value)),
        "parties": _shares(facets["party"], lambda value: state.only("party", value)),
        "together": _shares(
            record.cited_together, lambda value: state.choosing("cites", value).requiring("cites", every=True)
        ),
    }


def _year_href(body: str) -> Callable[[str, str], str]:
    return lambda year, field: search_href(_about(body).only(field, body).only("year", year))


def _day(hit: Hit | None) -> Day | None:
    return Day(hit, exchange_href(hit.cited.exchange.id)) if hit else None


def _linked(bodies: Iterable[Body]) -> list[Label]:
    return [Label(name_with_years(each), body_href(each.id)) for each in bodies]


def _of_kind(kind: str, bodies: Iterable[Body], counts: Mapping[str, int]) -> list[CountedBody]:
    counted = [CountedBody(body, counts.get(body.id, 0)) for body in bodies if body.kind == kind]
    return sorted(counted, key=lambda each: (-each.count, each.body.name))


def _shares(values: tuple[FacetValue, ...], state: Callable[[str], RequestState]) -> list[Share]:
    return [Share(each.label, each.count, search_href(state(each.value))) for each in values[:TOP]]
