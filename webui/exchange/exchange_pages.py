"""The page of one exchange, and its entries for bibliographies."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.citation import CitedExchange
from corpus.collections import collection_title
from corpus.exchange import Exchange
from webui.exchange.bibliography import Entry, bibtex, entry_of, plain, ris
from webui.exchange.exchange_view import (
    cited_bodies,
    collection_href,
    day_href,
    grouped_links,
    marks_of,
    namings,
    same_day_href,
    shown_speeches,
    shown_title,
    web_address,
)
from webui.exchange.neighbours import in_results, on_its_day
from webui.exchange.reading import Reading, reading
from webui.exchange.related import related
from webui.found import badges, exchange_href, fiction_notice
from webui.paths import path_to
from webui.site import site
from webui.urls import RequestState

exchange_pages = Blueprint("exchange_pages", __name__)

_FORMATS = {
    "bib": (bibtex, "application/x-bibtex"),
    "ris": (ris, "application/x-research-info-systems"),
}
"""The formats for bibliographies, by the end of the address."""


@exchange_pages.get("/exchange/<path:id>")
def exchange(id: str) -> str | AnyResponse:
    """An exchange with its cited bodies, and the words of the query, marked in it."""
    here = reading()
    cited = _found(id)
    if cited.exchange.id != id:
        return redirect(here.href(cited.exchange.id, here.at), 301)
    return render_template("exchange.html", **_texts(cited, here), **_around(cited.exchange, here))


@exchange_pages.get("/exchange/<path:id>/cite.<any(bib, ris):format>")
def cite(id: str, format: str) -> Response:
    """The entry of an exchange for a bibliography, as a file."""
    entry = _entry(_found(id).exchange)
    write, mimetype = _FORMATS[format]
    headers = {"Content-Disposition": f'attachment; filename="{entry.key}.{format}"'}
    return Response(write(entry), content_type=f"{mimetype}; charset=utf-8", headers=headers)


def _found(id: str) -> CitedExchange:
    return site().engine.exchange(id) or abort(404)


def _texts(cited: CitedExchange, here: Reading) -> dict[str, object]:
    """The speeches with their marks, what they cite, and what belongs with them."""
    registry, tree = site().registry, here.marked_query
    named, beside = namings(cited, registry), related(cited, site())
    offered = marks_of(named, beside.pointers, registry)
    marks = offered if here.marking.citations else {}
    return {
        "exchange": cited.exchange,
        "markable": bool(offered) or bool(here.asked.state.text),
        "title": shown_title(cited, tree, marks),
        "speeches": shown_speeches(cited, tree, marks),
        "bodies": cited_bodies(cited, named, registry),
        "related": beside.lists,
    }


def _around(found: Exchange, here: Reading) -> dict[str, object]:
    """Where an exchange stands, and where to go from it."""
    return {
        "state": RequestState(here.asked.state.text),
        "collection": collection_title(found.collection),
        "collection_href": collection_href(found),
        "badges": badges(found),
        "notice": fiction_notice([found]),
        "grouped": grouped_links(found),
        "source_href": web_address(found.url),
        "canonical": exchange_href(found.id),
        "json_href": path_to("api.exchange", id=found.id),
        "markings": here.marking_links(found.id),
        "in_results": in_results(here, found, site()),
        "on_its_day": on_its_day(found, site().engine, same_day_href(found)),
        "day_href": day_href(found),
        "citing": plain(_entry(found)),
        "bib_href": path_to("exchange_pages.cite", id=found.id, format="bib"),
        "ris_href": path_to("exchange_pages.cite", id=found.id, format="ris"),
    }


def _entry(found: Exchange) -> Entry:
    address = url_for("exchange_pages.exchange", id=found.id, _external=True)
    return entry_of(found, web_address(found.url) or address)
