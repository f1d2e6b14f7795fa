"""For those who write programs: the description of the API, and a page that teaches it by example."""

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for

from indexer.fields import FIELD
from search.takeaway.origin import ORIGIN
from webui.overview import samples_notice
from webui.programs.described import described, json_answer
from webui.programs.openapi import openapi, operations
from webui.programs.parameters import FILTERS, SEARCH_PARAMETERS
from webui.site import asked_nothing, site
from webui.takeaway.tables import CITATION_ROWS, EXCHANGE_ROWS

developer_pages = Blueprint("developer_pages", __name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is given."""

    summary: str
    paths: dict[str, None]
    """In their order, without the ending that names a form."""
    forms: list[str]


@developer_pages.get("/api/openapi.json")
@described(json_answer({"type": "object"}))
def description() -> Response:
    """The description of every address for programs."""
    asked_nothing()
    return jsonify(openapi(current_app))


@developer_pages.get("/api")
def developers() -> str:
    """Addresses, parameters and columns, with examples to copy."""
    filters = {each.name for of_field in FILTERS.values() for each in of_field}
    return render_template(
        "developers.html",
        notice=samples_notice(site()),
        addresses=_addresses(),
        parameters=[each for each in SEARCH_PARAMETERS if each.name not in filters],
        filters=[(FIELD[field].label, of_field) for field, of_field in FILTERS.items()],
        tables=((EXCHANGE_ROWS, "/search"), (CITATION_ROWS, "/citations")),
        origin=ORIGIN,
        root=url_for("search_pages.home", _external=True).rstrip("/"),
    )


def _addresses() -> list[Address]:
    """Every address once, those of files and feeds first."""
    gathered: dict[str, Address] = {}
    for each in operations(current_app):
        forms = [f".{form}" for form in each.description.answers if form]
        address = gathered.setdefault(each.summary, Address(each.summary, {}, forms))
        stem = next((each.path.removesuffix(form) for form in forms if each.path.endswith(form)), each.path)
        address.paths[stem] = None
    return sorted(gathered.values(), key=lambda address: min(address.paths).startswith("/api/"))
