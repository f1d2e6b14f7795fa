"""Is the process alive, and does it answer from the index that it should?"""

from typing import Any

from flask import Blueprint, Response, jsonify

from corpus.errors import QuestionTimeError
from webui.site import site

operators = Blueprint("operators", __name__)
"""What is of the moment, and for those who run the site."""


@operators.after_request
def _of_the_moment(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@operators.get("/healthz")
def healthz() -> Response:
    """That the process answers; nothing is asked of the index, so that a bad one gets no process killed."""
    return jsonify({"status": "ok"})


@operators.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Whether pages are answered, from which generation, and whether that is the one that should answer.

    ``degraded`` is still 200: pages are answered, and taking the last server away helps nobody.
    """
    standing, code = _standing()
    return jsonify(standing), code


def _standing() -> tuple[dict[str, Any], int]:
    try:
        standing = site().standing()
    except QuestionTimeError:
        return {"status": "unavailable"}, 503
    status: dict[str, Any] = {
        "status": "degraded" if standing.trouble else "ready",
        "generation": standing.generation,
        "exchanges": standing.exchanges,
        "registry": site().registry.version,
    }
    return status | ({"trouble": standing.trouble} if standing.trouble else {}), 200
