"""The whole of one facet: every value, to choose from or to leave out."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, abort, render_template, request, url_for

from indexer.fields import FACETS
from search.result import FacetValue
from webui.choices import choices, facet_label, search_href, selections
from webui.overview import samples_notice
from webui.paging import last_page, pager
from webui.site import asked, site
from webui.urls import RequestState

facet_pages = Blueprint("facet_pages", __name__)

VALUES_ON_A_PAGE = 100

_ORDERS = {"count": "Most exchanges first", "name": "A to Z"}


@facet_pages.get("/facet/<field>")
def facet(field: str) -> str:
    """All values of a facet under the other restrictions of the address."""
    if field not in FACETS:
        abort(404)
    here = asked()
    state = replace(here.state, page=1)
    order = request.args.get("order", "") if request.args.get("order") in _ORDERS else "count"
    result = site().engine.search(replace(here.on_page(1).request((field,)), size=1))
    values = _ordered(result.facets[field], order)
    page = min(here.state.page, last_page(len(values), VALUES_ON_A_PAGE))
    start = (page - 1) * VALUES_ON_A_PAGE
    return render_template(
        "facet.html",
        state=state,
        query=here.query,
        label=facet_label(field),
        choices=choices(state, field, values)[start : start + VALUES_ON_A_PAGE],
        orders=[(label, _href(state, field, each, 1), each == order) for each, label in _ORDERS.items()],
        pager=pager(page, VALUES_ON_A_PAGE, len(values), lambda page: _href(state, field, order, page)),
        selections=selections(state, site().registry),
        notice=samples_notice(site()),
        back_href=search_href(state),
    )


def _ordered(values: Sequence[FacetValue], order: str) -> list[FacetValue]:
    return (
        sorted(values, key=lambda each: (each.label.casefold(), each.value))
        if order == "name"
        else list(values)
    )


def _href(state: RequestState, field: str, order: str, page: int) -> str:
    address = replace(state, page=page).address(url_for("facet_pages.facet", field=field))
    return address if order == "count" else f"{address}{'&' if '?' in address else '?'}order={order}"
