"""What may be asked at all; `webui.urls` bounds how much work one address may ask for."""

from flask import request
from werkzeug.exceptions import MethodNotAllowed, RequestEntityTooLarge, RequestURITooLarge

METHODS = ("GET", "HEAD", "OPTIONS")
"""Nothing here can be changed, so nothing is taken but questions."""

LONGEST_ADDRESS = 6_000
"""Characters of path and parameters as they are sent. Longer than any search that the parser takes whole."""


def within_limits() -> None:
    """Refuse what no page could be an answer to, before anything else is done for it."""
    if request.method not in METHODS:
        raise MethodNotAllowed(valid_methods=METHODS)
    if len(request.path) + len(request.query_string) > LONGEST_ADDRESS:
        raise RequestURITooLarge
    if request.content_length or "Transfer-Encoding" in request.headers:
        raise RequestEntityTooLarge
