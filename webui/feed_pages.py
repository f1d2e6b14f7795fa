"""What to subscribe to: a feed of every search and of every body."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Response, abort, url_for

from search.request import Sort
from search.schemas import TEXT
from search.takeaway.origin import in_words
from webui.choices import search_href
from webui.described import BODY_ID, Answer, described
from webui.feeds import ATOM_TYPE, FEED_SIZE, Feed, feed_document
from webui.paging import last_page
from webui.site import Asked, asked_exactly, known_body, site
from webui.urls import SIZES, RequestState

feed_pages = Blueprint("feed_pages", __name__)


_FEED = {"": Answer(ATOM_TYPE, {**TEXT, "description": "Newest first, whatever the sort and the size."})}


@feed_pages.get("/search.atom")
@described(_FEED, searches=True)
def found() -> Response:
    """What a search finds, the newest first."""
    here = asked_exactly()
    return _answered(here, lambda page: feed_href(here.state, page, external=True))


@feed_pages.get("/bodies/<id>.atom")
@described(_FEED, searches=True, id_means=BODY_ID)
def of_body(id: str) -> Response:
    """What cites a body, the newest first, under the parameters of a search."""
    known_body(id)
    here = asked_exactly()
    others = here.state.without_any("cites")
    return _answered(
        here.about_body(id).on_page(here.state.page),
        lambda page: _on_page(others, page).address(url_for("feed_pages.of_body", id=id, _external=True)),
    )


def feed_href(state: RequestState, page: int = 1, external: bool = False) -> str:
    """The feed of a search."""
    return _on_page(state, page).address(url_for("feed_pages.found", _external=external))


def _on_page(state: RequestState, page: int) -> RequestState:
    """A feed has one order and one size, so its address has none."""
    return replace(state, sort=None, size=SIZES[0], page=page)


def _answered(here: Asked, href: Callable[[int], str]) -> Response:
    request = replace(here.request(), sort=Sort.NEWEST, size=FEED_SIZE)
    result = site().engine.search(request)
    pages = last_page(result.total, FEED_SIZE)
    if request.page > pages:
        abort(404, f"The feed ends at page {pages}.")
    feed = Feed(
        feed_href(_on_page(here.state, 1)),
        in_words(request, site().registry),
        result,
        request.page,
        pages,
        href,
        search_href(_on_page(here.state, 1), external=True),
    )
    return Response(feed_document(feed, site().registry), mimetype=ATOM_TYPE)
