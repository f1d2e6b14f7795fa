"""How a search is written in an address: its parameters in their one order, its values cut and quoted."""

from functools import lru_cache
from urllib.parse import quote_plus

from corpus.folding import fold
from indexer.fields import FACETS

Parameters = list[tuple[str, str]]

NAMES = (
    "q",
    *(name for field in FACETS for name in (field, f"every_{field}", f"not_{field}")),
    *("from", "to", "sort", "group", "size", "page"),
)
"""Of all parameters, in the order in which an address has them."""

VALUE_LIMIT = 200
"""How many characters of a facet's value are kept."""


def one_value(typed: str) -> str:
    """As much of a value as is kept; nothing of one that has neither letter nor digit."""
    value = typed.strip()[:VALUE_LIMIT].strip()
    return value if fold(value) else ""


def address_of(path: str, *parameters: str) -> str:
    """A path with parameters that are encoded already, if there are any."""
    there = "&".join(filter(None, parameters))
    return f"{path}?{there}" if there else path


def encoded(parameters: Parameters) -> str:
    """Parameters as an address has them; their names need no quoting."""
    return "&".join([f"{name}={quoted(value)}" for name, value in parameters])


# A page has hundreds of values in its addresses, and nearly all are those of many pages.
quoted = lru_cache(maxsize=4_096)(quote_plus)
