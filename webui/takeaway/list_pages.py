"""The lists of bodies, members, parties, collections and days to take away, with the exchanges of each."""

from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from flask import Blueprint, Response, request, url_for

from search.request import ParsedQuery
from search.result import FacetValue
from search.schemas import NUMBER, TEXT
from search.takeaway.columns import Column, Table
from search.takeaway.origin import ORIGIN, Origin
from search.takeaway.taking import Takeaway
from webui.overview import overview
from webui.places.kinds import BODIES, COLLECTIONS, DAYS, MEMBERS, PARTIES, Place
from webui.places.listed import values_of, with_uncited
from webui.programs.described import described, file_answers
from webui.site import asked_nothing, site
from webui.takeaway.sending import ANY_FORM, sent

list_pages = Blueprint("list_pages", __name__)


def _rows(place: Place) -> Table[FacetValue]:
    """A row for each of them."""
    table: Table[FacetValue] = Table(
        place.path,
        (
            Column("id", "What stands for it in addresses.", TEXT, lambda each, _: place.id_of(each.value)),
            Column("name", "What it is called.", TEXT, lambda each, _: each.label),
            Column("exchanges", "How many exchanges there are.", NUMBER, lambda each, _: each.count),
            Column(
                "page",
                "Its page on this site.",
                TEXT,
                lambda each, _: urljoin(request.host_url, place.href(each.value)),
            ),
        ),
    )
    if place is not BODIES:
        return table
    kind: Column[FacetValue] = Column(
        "kind", "Which kind of body it is.", TEXT, lambda each, r: r.kind_of(each.value)
    )
    return table.beside(kind)


def _list_of(place: Place) -> Callable[[str], Response]:
    table = _rows(place)

    def listed(form: str) -> Response:
        """All of them with the number of their exchanges, a row each, those with most first."""
        asked_nothing()
        return sent(_taken(place, table), form, place.path)

    return described(file_answers(table))(listed)


for _place in (BODIES, MEMBERS, PARTIES, COLLECTIONS, DAYS):
    list_pages.add_url_rule(f"/{_place.path}.{ANY_FORM}", _place.path, _list_of(_place))


def _taken(place: Place, table: Table[FacetValue]) -> Takeaway:
    registry, generation = site().registry, overview(site()).generation
    values: Sequence[FacetValue] = values_of(place, site())
    if place is BODIES:
        values = with_uncited(values, registry, None)
    address = url_for("search_pages.home", _external=True) + place.path
    origin = Origin(ParsedQuery(), f"All {place.path}", address, generation, len(values))
    rows = table.rows(values, registry)
    return Takeaway(table.name, table.names, rows, origin, ORIGIN.row(origin, registry))
