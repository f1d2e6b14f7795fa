"""The ways in which a page lets its reader take away, or follow, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import url_for

from search.takeaway.forms import FORMS
from webui.feed_pages import feed_href
from webui.found import Label
from webui.urls import RequestState


@dataclass(frozen=True, slots=True)
class Takeaways:
    """What a page offers."""

    files: dict[str, list[Label]]
    """By what the rows are: a link for each form."""
    feed_href: str


def takeaways(state: RequestState) -> Takeaways:
    """All that a search finds."""
    everything = replace(state, page=1)

    def forms(endpoint: str) -> list[Label]:
        return _forms(lambda form: everything.address(url_for(f"takeaway_pages.{endpoint}", form=form)))

    return Takeaways(
        {"Exchanges": forms("exchanges_found"), "Citations": forms("citations_found")}, feed_href(state)
    )


def takeaways_of_body(id: str) -> Takeaways:
    """All that cites a body."""

    def forms(endpoint: str) -> list[Label]:
        return _forms(lambda form: url_for(f"takeaway_pages.{endpoint}", id=id, form=form))

    return Takeaways(
        {"Exchanges": forms("exchanges_of_body"), "Citations": forms("citations_of_body")},
        url_for("feed_pages.of_body", id=id),
    )


def _forms(href: Callable[[str], str]) -> list[Label]:
    return [Label(form.label, href(form.name)) for form in FORMS.values()]
