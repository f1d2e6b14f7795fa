"""What is said when a request cannot be answered: to a person a page, to a program a problem (RFC 9457)."""

import json
import logging

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from corpus.errors import QuestionTimeError
from search.schemas import TEXT, Schema, closed
from search.takeaway.forms import FORMS
from webui.failures import failure
from webui.overview import samples_notice
from webui.site import site
from webui.urls import RequestState

PROBLEM_TYPE = "application/problem+json"
PROBLEM: Schema = closed(
    {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT},
)

_LOG = logging.getLogger(__name__)

_ENDINGS = frozenset((*FORMS, "atom"))
_KEPT_HEADERS = frozenset(("Allow", "Retry-After"))


def handle_problems(app: Flask) -> None:
    """Answer every error, of the request or of ours, so that no trace of it is shown."""
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(QuestionTimeError, _unavailable)


def is_for_programs(path: str) -> bool:
    """Whether an address is of the API, of a file or of a feed."""
    return path.startswith("/api/") or path.rpartition(".")[2] in _ENDINGS


def _unknown_host(error: SecurityError) -> Response:
    """No page: its links would lead to the host that was named."""
    return Response("This server does not answer to the name it was called by.\n", 400, mimetype="text/plain")


def _refused(error: HTTPException) -> Response:
    """An error of the request, or a bug, whose trace is in the log and nowhere else."""
    code = error.code or 500
    reason = error.description if error.description != type(error).description and code < 500 else None
    response = _said(code, error.name, reason or failure(code).text)
    for name, value in error.get_headers():
        if name in _KEPT_HEADERS:
            response.headers[name] = value
    return response


def _unavailable(error: QuestionTimeError) -> Response:
    """The index cannot be used for a while; why is for the operator, since it names paths."""
    _LOG.error("%s", error)
    return _said(503, "Service Unavailable", "The index cannot be read right now.")


def _said(code: int, title: str, detail: str) -> Response:
    if is_for_programs(request.path):
        problem = {"type": "about:blank", "title": title, "status": code, "detail": detail}
        return Response(json.dumps(problem, ensure_ascii=False), code, mimetype=PROBLEM_TYPE)
    # What was refused, or failed, must not ask the engine for more.
    notice = samples_notice(site()) if code == 404 else None
    page = render_template("error.html", failure=failure(code), state=RequestState(), notice=notice)
    return Response(page, code)
