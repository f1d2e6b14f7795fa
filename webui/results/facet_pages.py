"""The whole of one facet: every value, to choose from or to leave out."""

from dataclasses import replace

from flask import Blueprint, abort, render_template

from indexer.fields import FACETS
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
from webui.site import asked, site
from webui.urls import RequestState

facet_pages = Blueprint("facet_pages", __name__)


@facet_pages.get("/facet/<field>")
def facet(field: str) -> str:
    """All values of a facet under the other restrictions of the address."""
    if field not in FACETS:
        abort(404)
    here, registry = asked(), site().registry
    state = here.state.from_the_first()
    listing = listing_of(field)
    counted = site().answerer.counted(here.request((field,)))
    values = chosen_first(state, field, listing.values(counted.facets[field], registry))
    page = min(here.state.page, last_page(len(values), VALUES_ON_A_PAGE))
    start = (page - 1) * VALUES_ON_A_PAGE

    def stay(state: RequestState) -> str:
        return _href(listing, state)

    return render_template(
        "facet.html",
        state=state,
        query=here.query,
        field=field,
        listing=listing,
        label=facet_label(field),
        total=counted.total,
        all_values=len(counted.facets[field]),
        choices=choices(state, field, values[start : start + VALUES_ON_A_PAGE], search_links(), stay),
        orders=listing.orders(lambda other: _href(other, state)),
        pager=pager(page, VALUES_ON_A_PAGE, len(values), lambda page: stay(replace(state, page=page))),
        all_href=_href(replace(listing, typed=""), state),
        selections=selections(state, registry, stay),
        switch_href=switch_href(state, field, stay),
        every=state.wants_every(field),
        notice=samples_notice(site()),
        results_href=search_href(state),
    )


def _href(listing: Listing, state: RequestState) -> str:
    """The address of a list under a state, whose page is that of the list."""
    return state.address(path_to("facet_pages.facet", field=listing.field), **listing.parameters)
