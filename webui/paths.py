"""The paths of pages, each built once: a search page has seventy of them, and building one takes 20 µs."""

from functools import lru_cache
from typing import Any

from flask import request, url_for

_KEPT = 5_000
"""How many are kept: those of all lists and places, and of the exchanges that are shown now."""


def path_to(endpoint: str, **values: Any) -> str:
    """The path of a page of this site, as Flask builds it."""
    return _built(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=_KEPT)
def _built(root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    """It begins with the root that a proxy has the application under, which is why that is told apart."""
    return url_for(endpoint, **dict(values))
