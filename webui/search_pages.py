"""The start page and the search."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, url_for

from search.answering import Answer, Wider
from search.request import Sort
from webui.choices import ASKED_SIZE, PANELS, panels, search_href, selections
from webui.chosen_bodies import chosen_bodies
from webui.found import fiction_notice, found
from webui.offers import named, related
from webui.overview import overview, samples_notice
from webui.paging import Pager, last_page, pager
from webui.relaxing import suggestions
from webui.site import Asked, asked, site
from webui.takeaways import takeaways
from webui.urls import SIZES, RequestState

search_pages = Blueprint("search_pages", __name__)

EXAMPLES = ("facial recognition", '"air quality" regulat*', "cites:ico data protection")
MOST_CITED = 12


@search_pages.get("/")
def home() -> str:
    """The start page."""
    shown = overview(site())
    empty = RequestState()
    return render_template(
        "home.html",
        overview=shown,
        state=empty,
        hits=found(shown.latest, empty, site().registry),
        cited=shown.cited[:MOST_CITED],
        collections=[
            (each, search_href(empty.choosing("collection", each.value))) for each in shown.collections
        ],
        examples=[RequestState(text) for text in EXAMPLES],
        notice=samples_notice(site()) or fiction_notice(hit.cited.exchange for hit in shown.latest),
    )


@search_pages.get("/search")
def search() -> str:
    """What was found, and what it can be narrowed by."""
    here = asked()
    shown, answer = _answer(here)
    result, wider = answer.result, answer.wider
    state, registry = shown.state, site().registry
    chosen = chosen_bodies(shown, result.facets["cites"])
    return render_template(
        "search.html",
        state=state,
        query=shown.query,
        result=result,
        hits=found(result.hits, state, registry, _first(state)),
        wider=wider,
        wider_hits=found(wider.hits, state, registry, _first(state) + len(result.hits)) if wider else (),
        meant_href=_meant_href(state, wider),
        panels=panels(state, result.facets),
        selections=selections(state, registry),
        cleared_href=search_href(state.cleared()),
        orders=_orders(state),
        sizes=_sizes(state),
        pager=_pager(state, answer.length),
        chosen_bodies=chosen,
        named=named(state, registry),
        related=related(shown, registry, chosen),
        suggestions=() if result.total else suggestions(state, site(), words_too=not wider),
        notice=samples_notice(site()) or fiction_notice(hit.cited.exchange for hit in answer.hits),
        canonical=search_href(state),
        json_href=state.address(url_for("api.search")),
        takeaways=takeaways(state),
    )


@dataclass(frozen=True, slots=True)
class _Option:
    """One order of hits, or number of them on a page, to choose from."""

    label: str
    href: str
    current: bool


def _meant_href(state: RequestState, wider: Wider | None) -> str | None:
    """Where the query leads in its likelier spelling."""
    meant = wider and wider.did_you_mean
    return search_href(replace(state, text=meant.text, page=1)) if meant else None


def _answer(here: Asked) -> tuple[Asked, Answer]:
    """What was found; past the last page, the last page and a warning."""
    shown = (*PANELS, *(each.field for each in here.state.filters if each.field not in PANELS))
    facets = tuple(dict.fromkeys(shown))
    answer = site().answerer.answer(here.request(facets, ASKED_SIZE))
    last = last_page(answer.length, here.state.size)
    if here.state.page <= last:
        return here, answer
    there = here.on_page(last).warned(f"There is no page {here.state.page:,}, so this is the last.")
    return there, site().answerer.answer(there.request(facets, ASKED_SIZE))


def _pager(state: RequestState, total: int) -> Pager:
    return pager(state.page, state.size, total, lambda page: search_href(replace(state, page=page)))


def _first(state: RequestState) -> int:
    """The place of a page's first hit among all."""
    return (state.page - 1) * state.size + 1


def _sizes(state: RequestState) -> list[_Option]:
    return [
        _Option(str(size), search_href(replace(state, size=size, page=1)), size == state.size)
        for size in SIZES
    ]


def _orders(state: RequestState) -> list[_Option]:
    """The orders of hits; without a query nothing is more relevant than anything else."""
    usual = replace(state, sort=None).order
    offered = [sort for sort in Sort if state.text or sort is not Sort.RELEVANCE]
    return [
        _Option(
            sort.value.capitalize(),
            search_href(replace(state, sort=None if sort is usual else sort, page=1)),
            sort is state.order,
        )
        for sort in offered
    ]
