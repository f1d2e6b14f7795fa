"""The ways in which a page lets its reader take away, or follow, what it shows."""

from collections.abc import Callable
from dataclasses import replace

from flask import url_for
from msgspec import Struct

from search.takeaway.forms import FORMS
from webui.found import Label
from webui.paths import path_to
from webui.places.kinds import Place
from webui.urls import SIZES, RequestState


class Takeaways(Struct, frozen=True):
    """What a page offers."""

    files: dict[str, list[Label]]
    """By what the rows are: a link for each form."""
    feed_href: str | None


def takeaways(state: RequestState) -> Takeaways:
    """All that a search finds."""
    everything = state.from_the_first()

    def forms(endpoint: str) -> list[Label]:
        return _forms(lambda form: everything.address(path_to(f"takeaway_pages.{endpoint}", form=form)))

    return Takeaways(
        {"Exchanges": forms("exchanges_found"), "Citations": forms("citations_found")}, feed_href(state)
    )


def takeaways_of(place: Place, value: str) -> Takeaways:
    """All exchanges of a place. Nothing new comes to a time that is over: it has no feed."""
    id = place.id_of(value)

    def forms(what: str) -> list[Label]:
        return _forms(lambda form: path_to(f"takeaway_pages.{what}_of_{place.path}", id=id, form=form))

    return Takeaways(
        {"Exchanges": forms("exchanges"), "Citations": forms("citations")},
        None if place.unit else path_to(f"feed_pages.of_{place.path}", id=id),
    )


def list_files(place: Place) -> list[Label]:
    """The list of all of a kind."""
    return _forms(lambda form: path_to(f"list_pages.{place.path}", form=form))


def feed_href(state: RequestState, page: int = 1, external: bool = False) -> str:
    """The feed of a search."""
    path = url_for("feed_pages.found", _external=True) if external else path_to("feed_pages.found")
    return in_feed(state, page).address(path)


def in_feed(state: RequestState, page: int) -> RequestState:
    """A feed has one order and one size, so its address has none."""
    return replace(state, sort=None, size=SIZES[0], page=page)


def _forms(href: Callable[[str], str]) -> list[Label]:
    return [Label(form.label, href(form.name)) for form in FORMS.values()]
