"""A page that its reader has already is not made again.

What a page says follows from the generation, its address and the code alone, so its validator is known before
anything is asked of the engine: a request that brings it back is answered with 304 and nothing else.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, g, request

from webui.site import site

UNKEPT = ("operators",)
"""Blueprints whose answers are of the moment."""

_PACKAGES = ("corpus", "indexer", "search", "webui")
_SOURCES = (".py", ".html", ".csv", ".css", ".js", ".svg")


def install_validators(app: Flask) -> None:
    """Answer repeated requests, and give every other answer the validator to repeat it with."""
    code_version()  # Of the code that is loaded now, whatever is installed over it later.
    app.before_request(_known_already)
    app.after_request(_validated)


@cache
def code_version() -> str:
    """What stands for everything but the index that a page is made from.

    The content of the files, not a number: a page that was mended without a release is another page.
    """
    root, digest = Path(__file__).parents[2], sha256()
    for package in _PACKAGES:
        for path in sorted(root.joinpath(package).rglob("*")):
            if path.suffix in _SOURCES:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _validator() -> str:
    """Weak, since a page also says in how many milliseconds it was answered, and may come compressed."""
    address = request.host_url, request.script_root, request.path
    g.generation = site().engine.generation
    parts = code_version(), g.generation, *address
    digest = sha256("\0".join(parts).encode(errors="backslashreplace"))
    digest.update(b"\0" + request.query_string)
    return digest.hexdigest()[:24]


def _known_already() -> Response | None:
    if request.blueprint in UNKEPT or request.endpoint in (None, "static"):
        return None
    g.validator = _validator()
    # Not `*`: whether there is a page at all is not known yet.
    brought = request.if_none_match.as_set(include_weak=True)
    return Response(status=304) if g.validator in brought else None


def _validated(response: Response) -> Response:
    if response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    # Not where a newer generation came in between: of which of the two the answer is, is not known.
    elif response.status_code in (200, 304) and "validator" in g and g.generation == site().engine.generation:
        response.set_etag(g.validator, weak=True)
        response.headers["Cache-Control"] = "public, no-cache"
    return response
