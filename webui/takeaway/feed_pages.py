"""What to subscribe to: a feed of every search, body, member, party and collection."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, url_for
from msgspec.structs import replace

from search.request import Sort
from search.restating import in_words
from search.schemas import TEXT
from webui.choices import search_href
from webui.paging import last_page
from webui.places.asked import asked_of, id_means
from webui.places.kinds import BODIES, COLLECTIONS, MEMBERS, PARTIES, Place
from webui.programs.described import Answer, described
from webui.site import Asked, asked_exactly, site
from webui.takeaway.feeds import ATOM_TYPE, FEED_SIZE, Feed, feed_document
from webui.takeaway.links import feed_href, in_feed

feed_pages = Blueprint("feed_pages", __name__)

_FEED = {"": Answer(ATOM_TYPE, {**TEXT, "description": "Newest first, whatever the sort and the size."})}


@feed_pages.get("/search.atom")
@described(_FEED, searches=True)
def found() -> Response:
    """What a search finds, the newest first."""
    here = asked_exactly()
    return _answered(here, lambda page: feed_href(here.state, page, external=True))


def _of(place: Place) -> Callable[[str], Response]:
    def of_one(id: str) -> Response:
        """What is new of one of them, under the parameters of a search."""
        here = asked_of(place, id)
        others = here.state.without_any(place.field)
        path = url_for(f"feed_pages.of_{place.path}", id=id, _external=True)
        return _answered(here, lambda page: in_feed(others, page).address(path))

    return described(_FEED, searches=True, id_means=id_means(place))(of_one)


for _place in (BODIES, MEMBERS, PARTIES, COLLECTIONS):
    feed_pages.add_url_rule(f"/{_place.path}/<id>.atom", f"of_{_place.path}", _of(_place))


def _answered(here: Asked, href: Callable[[int], str]) -> Response:
    request = replace(here.request(), sort=Sort.NEWEST, size=FEED_SIZE)
    result = site().engine.search(request)
    pages = last_page(result.total, FEED_SIZE)
    if request.page > pages:
        abort(404, f"The feed ends at page {pages}.")
    feed = Feed(
        feed_href(here.state),
        in_words(request, site().registry),
        result,
        request.page,
        pages,
        href,
        search_href(in_feed(here.state, 1), external=True),
    )
    return Response(feed_document(feed, site().registry), mimetype=ATOM_TYPE)
