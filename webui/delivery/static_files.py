"""The files that pages need beside their own HTML: styles, the script, the icon.

Each has an address that changes with its content, so browsers keep it for ever.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request

from webui.paths import path_to

_YEAR = 365 * 24 * 3600


def serve_static_files(app: Flask) -> None:
    """Give templates ``static_href(name)``, and each file as long a life as its address allows."""
    assert app.static_folder
    prints = fingerprints(Path(app.static_folder))
    app.jinja_env.globals["static_href"] = lambda name: path_to("static", filename=name, v=prints[name])
    app.after_request(lambda response: _lasting(response, prints))


def fingerprints(folder: Path) -> dict[str, str]:
    """What stands for the content of each file in its address."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def _lasting(response: Response, prints: Mapping[str, str]) -> Response:
    """For a year under the fingerprint of what it holds; under any other address to be asked for again."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        name = (request.view_args or {}).get("filename", "")
        if request.args.get("v") == prints.get(name):
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        else:
            response.headers["Cache-Control"] = "public, no-cache"
    return response
