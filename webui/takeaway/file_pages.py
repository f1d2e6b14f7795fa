"""What was found, to take away: all its exchanges, or each citation in them, in every form."""

from collections.abc import Callable

from flask import Blueprint, Response

from search.takeaway.taking import citations, exchanges
from webui.choices import search_href
from webui.places.asked import asked_of, id_means
from webui.places.kinds import BODIES, COLLECTIONS, DAYS, MEMBERS, PARTIES, Place
from webui.programs.described import described, file_answers
from webui.site import Asked, asked_exactly, known_body, site
from webui.takeaway.sending import ANY_FORM, sent
from webui.takeaway.tables import CITATION_ROWS, EXCHANGE_ROWS

takeaway_pages = Blueprint("takeaway_pages", __name__)


@takeaway_pages.get(f"/search.{ANY_FORM}")
@described(file_answers(EXCHANGE_ROWS), searches=True)
def exchanges_found(form: str) -> Response:
    """Every exchange that a search finds, a row each."""
    return _exchanges(asked_exactly(), form, "exchanges")


@takeaway_pages.get(f"/citations.{ANY_FORM}")
@described(file_answers(CITATION_ROWS), searches=True)
def citations_found(form: str) -> Response:
    """Every citation in what a search finds, a row each."""
    return _citations(asked_exactly(), form, "citations")


def _exchanges_of(place: Place) -> Callable[[str, str], Response]:
    def exchanges_of_one(id: str, form: str) -> Response:
        """Every exchange of one of them, under the parameters of a search, a row each."""
        return _exchanges(asked_of(place, id), form, f"exchanges-{id}")

    return described(file_answers(EXCHANGE_ROWS), searches=True, id_means=id_means(place))(exchanges_of_one)


def _citations_of(place: Place) -> Callable[[str, str], Response]:
    def citations_of_one(id: str, form: str) -> Response:
        """Every citation in those exchanges, a row each; of a body, only its own."""
        here = asked_of(place, id)
        return _citations(here, form, f"citations-{id}", known_body(id).id if place is BODIES else None)

    return described(file_answers(CITATION_ROWS), searches=True, id_means=id_means(place))(citations_of_one)


for _place in (BODIES, MEMBERS, PARTIES, COLLECTIONS, DAYS):
    _path = f"/{_place.path}/<id>"
    takeaway_pages.add_url_rule(f"{_path}.{ANY_FORM}", f"exchanges_of_{_place.path}", _exchanges_of(_place))
    takeaway_pages.add_url_rule(
        f"{_path}/citations.{ANY_FORM}", f"citations_of_{_place.path}", _citations_of(_place)
    )


def _exchanges(here: Asked, form: str, name: str) -> Response:
    taken = exchanges(site().answerer, here.request(), site().registry, _address(here), EXCHANGE_ROWS)
    return sent(taken, form, name)


def _citations(here: Asked, form: str, name: str, body: str | None = None) -> Response:
    taken = citations(site().answerer, here.request(), site().registry, _address(here), CITATION_ROWS, body)
    return sent(taken, form, name)


def _address(here: Asked) -> str:
    """The page of the search, where everything else about it can be had."""
    return search_href(here.on_page(1).state, external=True)
