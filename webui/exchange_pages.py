"""The page of one exchange."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from corpus.collections import collection_title
from webui.exchange_view import (
    cited_bodies,
    collection_href,
    grouped_links,
    marks_of,
    namings,
    shown_speeches,
    shown_title,
    web_address,
)
from webui.found import badges, exchange_href, fiction_notice
from webui.site import asked, site

exchange_pages = Blueprint("exchange_pages", __name__)


@exchange_pages.get("/exchange/<path:id>")
def exchange(id: str) -> str | Response:
    """An exchange with its cited bodies, and the words of the query, marked in it."""
    cited = site().engine.exchange(id)
    if cited is None:
        abort(404)
    here = asked()
    found = cited.exchange
    if found.id != id:
        return redirect(exchange_href(found.id, here.state.text), 301)
    named = namings(cited, site().registry)
    marks = marks_of(named, site().registry)
    return render_template(
        "exchange.html",
        state=here.state,
        exchange=found,
        title=shown_title(cited, here.query.tree, marks),
        collection=collection_title(found.collection),
        collection_href=collection_href(found),
        badges=badges(found),
        notice=fiction_notice([found]),
        speeches=shown_speeches(cited, here.query.tree, marks),
        bodies=cited_bodies(cited, named, site().registry),
        grouped=grouped_links(found),
        source_href=web_address(found.url),
        canonical=exchange_href(found.id),
        json_href=url_for("api.exchange", id=found.id),
    )
