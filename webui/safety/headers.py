"""What every response says to the browser about how far to trust it.

The headers that the OWASP Application Security Verification Standard 5 asks of a site that only shows things
(sections 3.4 and 3.5). What a page may load is named; everything else is refused.
"""

from flask import request
from werkzeug.wrappers import Response

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=63072000"}
"""Only said where the reader came by https: a browser that hears it insists on https for two years."""


def secured(response: Response) -> Response:
    """The response with its headers; only files of this site may run."""
    for name, value in (HEADERS | HTTPS_ONLY if request.is_secure else HEADERS).items():
        response.headers.setdefault(name, value)
    return response
