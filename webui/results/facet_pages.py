"""The whole of one facet: every value, to choose from or to leave out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from flask import Blueprint, abort, render_template

from indexer.fields import FACETS
from search.result import FacetValue
from webui.choices import (
    choices,
    chosen_first,
    facet_label,
    search_href,
    search_links,
    selections,
    switch_href,
)
from webui.listing import VALUES_ON_A_PAGE, Listing, listing_of
from webui.overview import samples_notice
from webui.paging import last_page, pager
from webui.paths import path_to
from webui.site import Asked, asked, site
from webui.urls import RequestState

facet_pages = Blueprint("facet_pages", __name__)


@facet_pages.get("/facet/<field>")
def facet(field: str) -> str:
    """All values of a facet under the other restrictions of the address."""
    if field not in FACETS:
        abort(404)
    here, listing = asked(), listing_of(field)
    counted = site().answerer.counted(here.request((field,)))
    state = here.state.from_the_first()
    return render_template(
        "facet.html",
        state=state,
        query=here.query,
        field=field,
        label=facet_label(field),
        total=counted.total,
        all_values=len(counted.facets[field]),
        listing=listing,
        notice=samples_notice(site()),
        results_href=search_href(state),
        **_values(here, listing, counted.facets[field]),
        **_changing(state, listing),
    )


def _values(here: Asked, listing: Listing, counted: Sequence[FacetValue]) -> dict[str, object]:
    """Those on this page of the list, and the way to its others."""
    state, stay = here.state.from_the_first(), partial(_href, listing)
    values = chosen_first(state, listing.field, listing.values(counted, site().registry))
    page = min(here.state.page, last_page(len(values), VALUES_ON_A_PAGE))
    shown = values[(page - 1) * VALUES_ON_A_PAGE : page * VALUES_ON_A_PAGE]
    return {
        "choices": choices(state, listing.field, shown, search_links(), stay),
        "pager": pager(page, VALUES_ON_A_PAGE, len(values), lambda page: stay(replace(state, page=page))),
    }


def _changing(state: RequestState, listing: Listing) -> dict[str, object]:
    """The ways to list otherwise, and what restricts the search."""
    stay = partial(_href, listing)
    return {
        "orders": listing.orders(lambda other: _href(other, state)),
        "all_href": _href(replace(listing, typed=""), state),
        "selections": selections(state, site().registry, stay),
        "switch_href": switch_href(state, listing.field, stay),
        "every": state.wants_every(listing.field),
    }


def _href(listing: Listing, state: RequestState) -> str:
    """The address of a list under a state, whose page is that of the list."""
    return state.address(path_to("facet_pages.facet", field=listing.field), **listing.parameters)
