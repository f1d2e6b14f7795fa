"""What a button changes in the search that its form holds.

Each link of a page repeats the whole search, so where that is long, a page weighs what its links do. There,
what chooses, takes back, sorts, groups or turns the page is a button of one form that holds the search once.
What it changes is written as parameters: ``party=Green`` stands for all that the search then has of this
name, ``party=`` leaves none, and ``-party=Green`` takes out one of several. Whoever presses it is sent on to
the address of the search that comes of it, the same that a link would have had.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from webui.addresses import Parameters, one_value
from webui.choices import search_href
from webui.links import around
from webui.urls import RequestState, read_state

CHANGE = "change"
"""The parameter that says what a button changes."""

LONG = range(150, 1_300)
"""How many characters the address of a search has that a form holds. What may be sent at all
(`webui.safety.limits`) has room for the longest, for its values again in a change, quoted twice, and for the
longest value that comes to them."""

_NONE = "page="
"""The search as it is held, from its first page."""

_QUOTED = str.maketrans({"%": "%25", "&": "%26", "+": "%2B"})
"""The browser quotes the rest, once; what is quoted twice is three times as long."""


def is_held(state: RequestState) -> bool:
    """Whether the page of this search holds it in a form."""
    return len(search_href(state)) in LONG


class Changes:
    """What makes other searches of one, which the form holds from its first page."""

    def __init__(self, state: RequestState) -> None:
        self._held = state.from_the_first().parameters()

    def to(self, state: RequestState) -> str:
        return self._change(state.parameters())

    def with_one(self, state: RequestState, name: str) -> Callable[[str], str]:
        before, after = around(state, name)

        def change(value: str) -> str:
            one = one_value(value)
            return self._change([*before, *([(name, one)] if one else []), *after])

        return change

    def _change(self, wanted: Parameters) -> str:
        among_held, among_wanted = frozenset(self._held), frozenset(wanted)
        gone = [each for each in self._held if each not in among_wanted]
        come = [each for each in wanted if each not in among_held]
        return _written(gone, come, wanted) or _NONE


def changed(args: MultiDict[str, str]) -> RequestState:
    """The search that comes of a change to the one that an address holds beside it."""
    kept = args.copy()
    written = parse_qsl(args.get(CHANGE, ""), keep_blank_values=True)
    for name, values in MultiDict(written).lists():
        if name.startswith("-"):
            kept.setlist(name[1:], [each for each in kept.getlist(name[1:]) if each not in values])
        else:
            kept.setlist(name, list(filter(None, values)))
    return read_state(kept)[0]


def _written(gone: Parameters, come: Parameters, wanted: Parameters) -> str:
    """Where values of a name go and others of it stay, those that go; else all that it has then."""
    fresh, staying = {name for name, _ in come}, {name for name, _ in wanted}
    changes: Parameters = []
    for name in dict.fromkeys([name for name, _ in (*gone, *come)]):
        if name in staying and name not in fresh:
            changes += [(f"-{name}", value) for other, value in gone if other == name]
        elif name in staying:
            changes += [(name, value) for other, value in wanted if other == name]
        else:
            changes.append((name, ""))
    return "&".join([f"{name}={value.translate(_QUOTED)}" for name, value in changes])
