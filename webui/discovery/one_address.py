"""A page has one address; with a slash at its end it leads there."""

from urllib.parse import quote

from flask import redirect, request
from werkzeug.wrappers import Response


def lead_to_one_address() -> Response | None:
    """Take the slash off that people and programs put at the end of an address.

    The new address begins with one slash and is quoted anew, so it cannot lead to another host.
    """
    path = request.path.strip("/")
    if not path or not request.path.endswith("/"):
        return None
    parameters = request.query_string.decode("latin-1")
    return redirect(f"{request.script_root}/{quote(path)}{'?' if parameters else ''}{parameters}", 301)
