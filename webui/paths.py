"""The paths of pages, each built once: a search page has sixty of them, and building one takes 20 µs."""

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request

_KEPT = 5_000
"""How many are kept: those of all lists and places, and of the exchanges that are shown now."""


class RememberingFlask(Flask):
    """An application that remembers which path an endpoint has with which values."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._path = lru_cache(maxsize=_KEPT)(self._built)

    def url_for(
        self,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        """As Flask does it; whole addresses, and what depends on the page at hand, are built each time."""
        if (
            _anchor
            or _method
            or _scheme
            or _external
            or endpoint.startswith(".")
            or not has_request_context()
        ):
            return super().url_for(
                endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values
            )
        return self._path(request.script_root, endpoint, tuple(values.items()))

    def _built(self, root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        """The path: it begins with the root that a proxy has the application under."""
        return super().url_for(endpoint, **dict(values))
