"""The files that pages need beside their own HTML: styles, the script, the icon."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, url_for

_YEAR = 365 * 24 * 3600


def serve_static_files(app: Flask) -> None:
    """Let templates name a file by ``static_href``, and browsers keep it for ever.

    A file that has changed has a new address, which holds its fingerprint.
    """
    fingerprints = _fingerprints(Path(app.root_path, "static"))

    def static_href(name: str) -> str:
        return url_for("static", filename=name, v=fingerprints[name])

    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR
    app.jinja_env.globals["static_href"] = static_href


def _fingerprints(folder: Path) -> Mapping[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in folder.iterdir()}
