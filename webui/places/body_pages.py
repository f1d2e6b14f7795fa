"""The public bodies: all of them by kind, and a page for each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from corpus.registry import KINDS, Body
from search.lifetimes import lifetime, name_with_years
from search.result import FacetValue
from webui.choices import body_href
from webui.found import Label
from webui.lineage import predecessors, successors
from webui.listing import VALUES_ON_A_PAGE, listing_of
from webui.overview import overview, samples_notice
from webui.paging import last_page
from webui.paths import path_to
from webui.places.compare_pages import compare_href
from webui.places.comparing import MOST
from webui.places.kinds import BODIES
from webui.places.listed import Row, pictures, rows, with_uncited
from webui.places.place_pages import list_links, page_of
from webui.places.record import PlaceRecord, place_record
from webui.sides import side_links, sides_of
from webui.site import asked, site

body_pages = Blueprint("body_pages", __name__)

TOP = 10
"""How many bodies of each kind the list of kinds shows."""


@dataclass(frozen=True, slots=True)
class KindOfBody:
    """A kind, and the bodies of it that are cited most."""

    name: str
    label: str
    top: list[Row]
    bodies: int
    cited: int
    href: str


@body_pages.get("/bodies")
def bodies() -> str:
    """Every kind of body with those that are cited most; or all of a kind, or of all kinds."""
    kind = request.args.get("kind")
    if kind not in KINDS:
        kind = None
    if kind is None and not {"find", "order", "page"}.intersection(request.args):
        return render_template("bodies.html", kinds=_kinds(), **_list_of(None, pages=False))
    return render_template("bodies.html", kinds=None, **_list_of(kind, pages=True))


@body_pages.get("/bodies/<id>")
def body(id: str) -> str | Response:
    """A body: what it is called, who cites it, when and where; by another name it leads there."""
    registry, engine = site().registry, site().engine
    shown = registry.body(id)
    if shown is None:
        match registry.find(id):
            case [known]:
                return redirect(body_href(known.id), 301)
            case _:
                abort(404)
    record = place_record(BODIES, id, engine)
    return render_template(
        "body.html",
        **page_of(record),
        body=shown,
        existed=lifetime(shown),
        names=[(name.text, lifetime(name)) for name in shown.names],
        kind=KINDS.get(shown.kind, shown.kind),
        kind_href=path_to("body_pages.bodies", kind=shown.kind),
        predecessors=_linked(predecessors(id, registry)),
        successors=_linked(successors(id, registry)),
        json_href=path_to("api.body", id=id),
        compare_href=compare_href(_with_companions(record)),
        sides=side_links(BODIES.about(id), id, sides_of(id, engine)),
    )


def _with_companions(record: PlaceRecord) -> list[str]:
    """The queries for a body and for those that are cited together with it most."""
    companions = (each.value for each in record.in_common(BODIES.field))
    return [BODIES.query(id) for id in islice(chain((record.value,), companions), MOST)]


def _kinds() -> list[KindOfBody]:
    """Those that there are, with their most cited bodies."""
    registry = site().registry
    known = Counter(body.kind for body in registry.bodies)
    cited: defaultdict[str | None, list[FacetValue]] = defaultdict(list)
    for each in overview(site()).cited:
        cited[registry.kind_of(each.value)].append(each)
    return [
        KindOfBody(
            name,
            label,
            rows(BODIES, cited[name][:TOP], site()),
            known[name],
            len(cited[name]),
            path_to("body_pages.bodies", kind=name),
        )
        for name, label in KINDS.items()
        if known[name]
    ]


def _list_of(kind: str | None, pages: bool) -> dict[str, object]:
    """The bodies of a kind, or of all."""
    listing = listing_of(BODIES.field)
    values: list[FacetValue] = []
    if pages:
        values = listing.values(with_uncited(overview(site()).cited, site().registry, kind), site().registry)
    page = min(asked().state.page, last_page(len(values), VALUES_ON_A_PAGE))
    return {
        "place": BODIES,
        "kind": KINDS[kind] if kind else None,
        "listing": listing,
        "rows": rows(BODIES, values[(page - 1) * VALUES_ON_A_PAGE : page * VALUES_ON_A_PAGE], site()),
        "pictures": pictures(site()),
        "notice": samples_notice(site()),
        "json_href": path_to("api.bodies"),
        **list_links(listing, BODIES.list_href, page, len(values), kind=kind),
    }


def _linked(bodies: Iterable[Body]) -> list[Label]:
    return [Label(name_with_years(each), body_href(each.id)) for each in bodies]
