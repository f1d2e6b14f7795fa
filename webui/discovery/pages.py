"""What browsers and crawlers look for: how to search here, what to leave alone, and which pages there are."""

import json

from flask import Blueprint, Response, abort, stream_with_context, url_for

from search.request import ParsedQuery
from search.schemas import TEXT, Schema, listed
from search.takeaway.forms import FORMS
from webui.choices import search_href
from webui.discovery.sitemaps import sitemap, sitemap_index
from webui.programs.described import Answer, described
from webui.results.meant import completed
from webui.site import asked_exactly, site
from webui.takeaway.feeds import ATOM_TYPE
from webui.wording import exchanges
from webui.xml_documents import Vocabulary, element

discovery_pages = Blueprint("discovery_pages", __name__)

_OPEN_SEARCH = Vocabulary("http://a9.com/-/spec/opensearch/1.1/")
_OPEN_SEARCH_TYPE = "application/opensearchdescription+xml"
_SUGGESTIONS_TYPE = "application/x-suggestions+json"
_SUGGESTIONS: Schema = {
    "type": "array",
    "items": {"anyOf": [TEXT, listed(TEXT)]},
    "minItems": 4,
    "maxItems": 4,
    "description": "What was typed; how it could go on; what each finds; where.",
}

_NOT_FOR_CRAWLERS = (
    "/search",
    "/facet/",
    "/compare?",
    "/api/",
    "/citations",
    "/*/citations",
    *(f"/*.{name}" for name in (*FORMS, "atom")),
)
"""Endless combinations of filters, and files of what the pages show."""


@discovery_pages.get("/robots.txt")
def robots() -> Response:
    """Pages are for all; the rest would only keep crawlers busy."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _NOT_FOR_CRAWLERS),
        f"Sitemap: {url_for('discovery_pages.all_sitemaps', _external=True)}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@discovery_pages.get("/sitemap.xml")
def all_sitemaps() -> Response:
    """Where the addresses of all pages are."""
    return Response(stream_with_context(sitemap_index()), mimetype="application/xml")


@discovery_pages.get("/sitemaps/<name>.xml")
def one_sitemap(name: str) -> Response:
    """The addresses of some pages."""
    written = sitemap(name)
    if written is None:
        abort(404)
    return Response(stream_with_context(written), mimetype="application/xml")


@discovery_pages.get("/opensearch.xml")
def open_search() -> Response:
    """How a browser searches here (OpenSearch 1.1)."""
    document = _OPEN_SEARCH.document(
        "OpenSearchDescription",
        element("ShortName", "questiontime"),
        element("Description", "Questions that elected representatives ask, and the answers they get."),
        element("InputEncoding", "UTF-8"),
        element(
            "Image",
            url_for("static", filename="icon.svg", _external=True),
            type="image/svg+xml",
            width="16",
            height="16",
        ),
        element("Url", type="text/html", template=_template("search_pages.search")),
        element("Url", type=ATOM_TYPE, template=_template("feed_pages.found")),
        element("Url", type="application/json", template=_template("api.search")),
        element("Url", type=_SUGGESTIONS_TYPE, template=_template("discovery_pages.suggestions")),
        element("Url", type=_OPEN_SEARCH_TYPE, rel="self", template=url_for(".open_search", _external=True)),
    )
    return Response(document, mimetype=_OPEN_SEARCH_TYPE)


@discovery_pages.get("/suggestions.json")
@described({"": Answer(_SUGGESTIONS_TYPE, _SUGGESTIONS)}, searches=True)
def suggestions() -> Response:
    """How a query could go on, as browsers want it (OpenSearch Suggestions)."""
    state = asked_exactly().state
    found = site().completer.complete(state.text, state.request(ParsedQuery()))
    # A browser has no filters: it is offered the name of a body or of a member as words.
    texts = [each.text if each.filter is None else f"{each.text} {each.label}".strip() for each in found]
    counts = [exchanges(each.count) for each in found]
    hrefs = [search_href(completed(state, each), external=True) for each in found]
    answer = [state.text, texts, counts, hrefs]
    return Response(json.dumps(answer, ensure_ascii=False), mimetype=_SUGGESTIONS_TYPE)


def _template(endpoint: str) -> str:
    return f"{url_for(endpoint, _external=True)}?q={{searchTerms}}"
