"""What was found, to take away: all its exchanges, or each citation in them, in every form."""

from collections.abc import Iterator

from flask import Blueprint, Response, stream_with_context

from search.takeaway.forms import FORMS
from search.takeaway.taking import Takeaway, citations, exchanges
from webui.choices import search_href
from webui.described import BODY_ID, described, file_answers
from webui.file_tables import CITATION_ROWS, EXCHANGE_ROWS
from webui.site import Asked, asked_exactly, known_body, site

takeaway_pages = Blueprint("takeaway_pages", __name__)

_FORM = f"<any({','.join(FORMS)}):form>"
_CHUNK = 32_768
"""Of so many characters, about: a row at a time would cost a system call each."""


@takeaway_pages.get(f"/search.{_FORM}")
@described(file_answers(EXCHANGE_ROWS), searches=True)
def exchanges_found(form: str) -> Response:
    """Every exchange that a search finds, a row each."""
    return _exchanges(asked_exactly(), form, "exchanges")


@takeaway_pages.get(f"/citations.{_FORM}")
@described(file_answers(CITATION_ROWS), searches=True)
def citations_found(form: str) -> Response:
    """Every citation in what a search finds, a row each."""
    here = asked_exactly()
    taken = citations(site().engine, here.request(), site().registry, _address(here), CITATION_ROWS)
    return _file(taken, form, "citations")


@takeaway_pages.get(f"/bodies/<id>.{_FORM}")
@described(file_answers(EXCHANGE_ROWS), searches=True, id_means=BODY_ID)
def exchanges_of_body(id: str, form: str) -> Response:
    """Every exchange that cites a body, under the parameters of a search, a row each."""
    return _exchanges(_asked_about(id), form, f"exchanges-{id}")


@takeaway_pages.get(f"/bodies/<id>/citations.{_FORM}")
@described(file_answers(CITATION_ROWS), searches=True, id_means=BODY_ID)
def citations_of_body(id: str, form: str) -> Response:
    """Every citation of a body, under the parameters of a search, a row each."""
    here = _asked_about(id)
    taken = citations(site().engine, here.request(), site().registry, _address(here), CITATION_ROWS, id)
    return _file(taken, form, f"citations-{id}")


def _asked_about(body: str) -> Asked:
    return asked_exactly().about_body(known_body(body).id)


def _exchanges(here: Asked, form: str, name: str) -> Response:
    taken = exchanges(site().engine, here.request(), site().registry, _address(here), EXCHANGE_ROWS)
    return _file(taken, form, name)


def _address(here: Asked) -> str:
    """The page of the search, where everything else about it can be had."""
    return search_href(here.on_page(1).state, external=True)


def _file(taken: Takeaway, form: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="questiontime-{name}.{form}"',
        "Link": f'<{taken.origin.address}>; rel="alternate"; type="text/html"',
    }
    chosen = FORMS[form]
    lines = stream_with_context(_chunks(chosen.lines(taken)))
    return Response(lines, mimetype=chosen.mimetype, headers=headers)


def _chunks(lines: Iterator[str]) -> Iterator[str]:
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield "".join(gathered)
            gathered, size = [], 0
    yield "".join(gathered)
