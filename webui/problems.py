"""What is said when a request cannot be answered: to a person a page, to a program a problem (RFC 9457)."""

import json

from flask import Response, render_template, request
from werkzeug.exceptions import HTTPException

from search.takeaway.columns import TEXT, Schema, closed
from search.takeaway.forms import FORMS
from webui.overview import samples_notice
from webui.site import site
from webui.urls import RequestState

PROBLEM_TYPE = "application/problem+json"
PROBLEM: Schema = closed(
    {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT},
)

_ENDINGS = frozenset((*FORMS, "atom"))
_KEPT_HEADERS = frozenset(("Allow", "Retry-After"))


def refused(error: HTTPException) -> Response:
    """An error of the request, or a bug, whose trace is in the log and nowhere else."""
    code = error.code or 500
    detail = error.description or error.name
    response = _said(code, error.name, detail if code < 500 else "The mistake is ours, and it is noted.")
    for name, value in error.get_headers():
        if name in _KEPT_HEADERS:
            response.headers[name] = value
    return response


def unavailable() -> Response:
    """The index cannot be used for a while."""
    return _said(503, "Service Unavailable", "The index cannot be read right now.")


def is_for_programs(path: str) -> bool:
    """Whether an address is of the API, of a file or of a feed."""
    return path.startswith("/api/") or path.rpartition(".")[2] in _ENDINGS


def _said(code: int, title: str, detail: str) -> Response:
    if is_for_programs(request.path):
        problem = {"type": "about:blank", "title": title, "status": code, "detail": detail}
        return Response(json.dumps(problem, ensure_ascii=False), code, mimetype=PROBLEM_TYPE)
    notice = samples_notice(site()) if code < 500 else None
    page = render_template("error.html", code=code, name=title, state=RequestState(), notice=notice)
    return Response(page, code)
