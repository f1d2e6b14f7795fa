"""The start page and the search."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from werkzeug import Response

from search.result import Answer
from webui.choices import ASKED_SIZE, PANELS, TIMES, panels, search_href, search_links, selections
from webui.found import fiction_notice, found
from webui.links import Links
from webui.options import groupings, orders, sizes
from webui.overview import overview, samples_notice
from webui.paging import Pager, last_page, pager
from webui.paths import path_to
from webui.places.compare_pages import compared_search_href
from webui.results.changes import CHANGE, Changes, changed, is_held
from webui.results.chosen_bodies import chosen_bodies
from webui.results.groups import GroupedHits, grouped_hits
from webui.results.histogram import histogram
from webui.results.meant import answered_when, did_you_mean, meant, speakers
from webui.results.offers import as_filters, named, related
from webui.results.relaxing import suggestions
from webui.site import Asked, asked, site
from webui.takeaway.links import takeaways
from webui.urls import RequestState

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
def search() -> str | Response:
    """What was found, and what it can be narrowed by."""
    if CHANGE in request.args:
        return redirect(search_href(changed(request.args)))
    shown = _found(asked())
    state = shown.here.state
    held = is_held(state)
    links: Links = Changes(state) if held else search_links()
    return render_template(
        "search.html",
        state=state,
        held=held,
        query=shown.here.query,
        result=shown.answer.result,
        canonical=search_href(state),
        notice=samples_notice(site()) or fiction_notice(hit.cited.exchange for hit in shown.answer.hits),
        **_listed(shown, links),
        **_narrowing(shown, links),
        **_meaning(shown),
        **_taking_away(state),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search page shows."""

    here: Asked
    """What was asked for; past the last page, the last page and a warning."""
    answer: Answer
    groups: GroupedHits | None = None
    """In the place of hits, where they are grouped."""

    @property
    def length(self) -> int:
        """How many things there are to page through."""
        return self.groups.count if self.groups else self.answer.length


Context = dict[str, object]


def _listed(shown: _Found, links: Links) -> Context:
    """What was found, and the other ways to list it."""
    state, result, wider = shown.here.state, shown.answer.result, shown.answer.wider
    registry, first = site().registry, _first(state)
    return {
        "groups": shown.groups,
        "hits": found(result.hits, state, registry, first),
        "wider": wider,
        "wider_hits": found(wider.hits, state, registry, first + len(result.hits)) if wider else (),
        "orders": orders(state, links),
        "groupings": groupings(state, links),
        "sizes": sizes(state, links),
        "pager": _pager(state, shown.length, links),
    }


def _narrowing(shown: _Found, links: Links) -> Context:
    """What it is narrowed by, and what it can be."""
    here, state, result = shown.here, shown.here.state, shown.answer.result
    timed = result.total or state.narrowed
    return {
        "histogram": histogram(here, result.facets["year"], links) if timed else None,
        "panels": panels(state, shown.answer.facets, links),
        "selections": selections(state, site().registry, links.to),
        "cleared_href": search_href(state.cleared()),
    }


def _meaning(shown: _Found) -> Context:
    """What else may have been meant, and what could be asked for besides or instead."""
    here, state, registry = shown.here, shown.here.state, site().registry
    chosen = chosen_bodies(here, shown.answer.facets["cites"])
    certain, bodies = speakers(here), named(state, registry)
    less = not shown.answer.result.total
    return {
        "chosen_bodies": chosen,
        "named": as_filters(state, bodies),
        "related": related(here, registry, chosen, bodies),
        "speakers": meant(here, certain),
        "answered_when": answered_when(here),
        "meant": did_you_mean(here, shown.answer, certain),
        "suggestions": suggestions(state, site(), words_too=not shown.answer.wider) if less else (),
    }


def _taking_away(state: RequestState) -> Context:
    """What it can be compared with, and the forms in which it can be had."""
    return {
        "compare_href": compared_search_href(state),
        "json_href": state.ungrouped().address(path_to("api.search")),
        "takeaways": takeaways(state.ungrouped()),
    }


def _found(here: Asked) -> _Found:
    state = here.state
    filtered = (each.field for each in state.filters if each.field not in TIMES)
    facets = tuple(dict.fromkeys((*PANELS, "year", *filtered)))
    if state.group and (groups := grouped_hits(here, state.group)).total:
        counted = site().engine.search(here.request(facets, ASKED_SIZE).counted())
        there = here if groups.page == state.page else _on_last(here, groups.page)
        return _Found(there, Answer(counted), groups)
    answer = site().answerer.answer(here.request(facets, ASKED_SIZE))
    last = last_page(answer.length, state.size)
    if state.page <= last:
        return _Found(here, answer)
    there = _on_last(here, last)
    return _Found(there, site().answerer.answer(there.request(facets, ASKED_SIZE)))


def _on_last(here: Asked, last: int) -> Asked:
    pages = "is one page" if last == 1 else f"are {last:,} pages"
    return here.on_page(last).warned(f"There {pages}; this is the last.")


def _pager(state: RequestState, total: int, links: Links) -> Pager:
    to = links.with_one(state, "page")
    return pager(state.page, state.size, total, lambda page: to(str(page) if page > 1 else ""))


def _first(state: RequestState) -> int:
    """The place of a page's first hit among all."""
    return (state.page - 1) * state.size + 1
