"""Where a search page leads on to: other searches, nearly all of which differ from its own in one value.

A page has ninety such links. What those of a kind have in common is written once, and no state is made of
each: that took a quarter of what such a page costs.
"""

from collections.abc import Callable
from typing import Protocol

from webui.addresses import NAMES, Parameters, address_of, encoded, one_value, quoted
from webui.urls import RequestState

_PLACES = {name: place for place, name in enumerate(NAMES)}


class Links(Protocol):
    """How a page leads on: by addresses, or by what its buttons change."""

    def to(self, state: RequestState) -> str:
        """To another search."""
        ...

    def with_one(self, state: RequestState, name: str) -> Callable[[str], str]:
        """To the searches with one value of a parameter in the place of a state's own, from the first page.

        An empty value is none: of what is no filter, the usual one.
        """
        ...


class Addresses:
    """Links to searches on a path."""

    def __init__(self, path: str) -> None:
        self._path = path

    def to(self, state: RequestState) -> str:
        return state.address(self._path)

    def with_one(self, state: RequestState, name: str) -> Callable[[str], str]:
        before, after = map(encoded, around(state, name))
        start, end = address_of(self._path, before, f"{name}="), f"&{after}" if after else ""
        without = address_of(self._path, before, after)

        def address(value: str) -> str:
            one = quoted(one_value(value))
            return f"{start}{one}{end}" if one else without

        return address


def around(state: RequestState, name: str) -> tuple[Parameters, Parameters]:
    """The parameters of a state before and after one, but for its page."""
    place = _PLACES[name]
    kept = [each for each in state.parameters() if each[0] not in (name, "page")]
    before = [each for each in kept if _PLACES[each[0]] < place]
    return before, kept[len(before) :]
