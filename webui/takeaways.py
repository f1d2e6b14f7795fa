"""The ways in which a page lets its reader take away what it shows."""

from collections.abc import Callable
from dataclasses import replace

from flask import url_for

from search.takeaway.forms import FORMS
from webui.found import Label
from webui.urls import RequestState

Takeaways = dict[str, list[Label]]
"""By what the rows are: a link for each form."""


def takeaways(state: RequestState) -> Takeaways:
    """All that a search finds."""
    everything = replace(state, page=1)
    return {
        "Exchanges": _forms(
            lambda form: everything.address(url_for("takeaway_pages.exchanges_found", form=form))
        ),
        "Citations": _forms(
            lambda form: everything.address(url_for("takeaway_pages.citations_found", form=form))
        ),
    }


def takeaways_of_body(id: str) -> Takeaways:
    """All that cites a body."""
    return {
        "Exchanges": _forms(lambda form: url_for("takeaway_pages.exchanges_of_body", id=id, form=form)),
        "Citations": _forms(lambda form: url_for("takeaway_pages.citations_of_body", id=id, form=form)),
    }


def _forms(href: Callable[[str], str]) -> list[Label]:
    return [Label(form.label, href(form.name)) for form in FORMS.values()]
