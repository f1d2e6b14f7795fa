"""Citations to take away, a row for each place in which a body is named."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, stream_with_context

from search.citation_rows import Row, citation_csv, citation_json, citation_rows
from webui.site import asked, site

citation_pages = Blueprint("citation_pages", __name__)


@citation_pages.get("/citations.csv")
def citations_csv() -> Response:
    """The citations in everything that a search finds, as CSV."""
    return _download(citation_csv(_rows()), "text/csv", "citations.csv")


@citation_pages.get("/citations.json")
def citations_json() -> Response:
    """The same as JSON."""
    return _download(citation_json(_rows()), "application/json", "citations.json")


@citation_pages.get("/bodies/<id>/citations.csv")
def citations_of_body_csv(id: str) -> Response:
    """The citations of one body, under the parameters of a search, as CSV."""
    return _download(citation_csv(_rows(id)), "text/csv", f"citations-{id}.csv")


@citation_pages.get("/bodies/<id>/citations.json")
def citations_of_body_json(id: str) -> Response:
    """The same as JSON."""
    return _download(citation_json(_rows(id)), "application/json", f"citations-{id}.json")


def _rows(body: str | None = None) -> Iterator[Row]:
    if body is None:
        return citation_rows(site().engine, asked().request(), site().registry)
    if site().registry.body(body) is None:
        abort(404)
    rows = citation_rows(site().engine, asked().about_body(body).request(), site().registry)
    return (row for row in rows if row["body"] == body)


def _download(lines: Iterator[str], mimetype: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(stream_with_context(lines), mimetype=mimetype, headers=headers)
