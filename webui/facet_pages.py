"""The whole of one facet: every value, to choose from or to leave out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, render_template, request, url_for

from corpus.folding import fold
from corpus.registry import Registry
from indexer.fields import FACETS, FIELD
from search.result import FacetValue
from webui.choices import TIMES, choices, chosen_first, facet_label, search_href, selections, switch_href
from webui.options import Option
from webui.overview import samples_notice
from webui.paging import last_page, pager
from webui.site import asked, site
from webui.urls import RequestState

facet_pages = Blueprint("facet_pages", __name__)

VALUES_ON_A_PAGE = 100

TYPED_LIMIT = 100
"""How much of what a person types to find values is read."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """Which values of a facet are listed, and in which order, besides the state of the search."""

    field: str
    order: str
    """``count``, or ``name`` for A to Z; a time's values are never listed by name but by time."""
    typed: str
    """What the names of the values listed hold."""

    def href(self, state: RequestState) -> str:
        """Its address under another state; the state's page is that of the listing."""
        more = {"find": self.typed or None, "order": None if self.order == "count" else self.order}
        return state.address(url_for("facet_pages.facet", field=self.field), **more)

    def values(self, values: Sequence[FacetValue], registry: Registry) -> list[FacetValue]:
        """Those to list, in their order."""
        listed = [each for each in values if not self.typed or self._holds(each, registry)]
        if self.order == "count":
            return listed
        if self.field in TIMES:
            return sorted(listed, key=lambda each: each.value, reverse=True)
        return sorted(listed, key=lambda each: (fold(each.label), each.value))

    def orders(self, state: RequestState) -> list[Option]:
        """The orders to choose from."""
        by_name = "Latest first" if self.field in TIMES else "A to Z"
        return [
            Option(label, replace(self, order=order).href(state), order == self.order)
            for order, label in (("count", "Most exchanges first"), ("name", by_name))
        ]

    def _holds(self, value: FacetValue, registry: Registry) -> bool:
        """Whether each word typed begins a word of the name, or a body's other name begins with all of it."""
        typed, name = fold(self.typed), fold(value.label)
        body = registry.body(value.value) if FIELD[self.field].sides else None
        return all(f" {word}" in f" {name}" for word in typed.split()) or (
            body is not None and any(fold(each).startswith(typed) for each in body.aliases)
        )


@facet_pages.get("/facet/<field>")
def facet(field: str) -> str:
    """All values of a facet under the other restrictions of the address."""
    if field not in FACETS:
        abort(404)
    here, registry = asked(), site().registry
    state = replace(here.state, page=1)
    listing = _listing(field)
    result = site().engine.search(replace(here.on_page(1).request((field,)), size=0))
    values = chosen_first(state, field, listing.values(result.facets[field], registry))
    page = min(here.state.page, last_page(len(values), VALUES_ON_A_PAGE))
    start = (page - 1) * VALUES_ON_A_PAGE
    return render_template(
        "facet.html",
        state=state,
        query=here.query,
        field=field,
        listing=listing,
        label=facet_label(field),
        total=result.total,
        all_values=len(result.facets[field]),
        choices=choices(state, field, values[start : start + VALUES_ON_A_PAGE], listing.href),
        orders=listing.orders(state),
        pager=pager(
            page, VALUES_ON_A_PAGE, len(values), lambda page: listing.href(replace(state, page=page))
        ),
        all_href=replace(listing, typed="").href(state),
        selections=selections(state, registry, listing.href),
        switch_href=switch_href(state, field, listing.href),
        every=state.wants_every(field),
        notice=samples_notice(site()),
        results_href=search_href(state),
    )


def _listing(field: str) -> _Listing:
    """As the address at hand asks for it."""
    order = "name" if request.args.get("order") == "name" else "count"
    typed = request.args.get("find", "").strip()[:TYPED_LIMIT]
    return _Listing(field, order, typed)
