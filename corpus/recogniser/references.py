"""Definite references: "the Commission", after the one commission that the exchange names."""

import re
from collections.abc import Callable, Collection, Mapping

from corpus.body import Body
from corpus.registry import Registry

NOUNS = (
    "Agency", "Authority", "Board", "Commission", "Commissioner", "Committee", "Corporation", "Council",
    "Inquiry", "Inspectorate", "Ombudsman", "Panel", "Regulator", "Tribunal", "Trust",
)  # fmt: skip
"""What a body is called for short once it has been named. Not "the Department", "the Office", "the Service",
"the Executive" or "the Court": those mean the asker's own, or any."""

SMALL_NOUNS = {"inquiry": "Inquiry"}
"""Those that texts write small as well, where no other of their kind is spoken of."""

_HEAD = re.compile(r"(?P<noun>\w+) (?:of|for|on|to|in|into) ")
_OF_ITS_OWN = re.compile(r" (?:of|for|on|into) (?:the )?[A-Z][\w'-]*")
_OPENING = "(\"'“‘["
_LONGEST_WORD = 60
_SMALL_GOES_ON = re.compile(r" (?:into|of|by|for|held|conducted|under) ")
_GOES_ON = re.compile(r" (?:(?:on|for|of|into) (?:the )?)?[A-Z]")


class Nouns:
    """What each body may be called for short; worked out once it is asked for."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[str, frozenset[str]] = {}

    def of(self, id: str) -> frozenset[str]:
        if id not in self._known:
            body = self._registry.body(id)
            self._known[id] = nouns_of(body) if body else frozenset()
        return self._known[id]


class References:
    """What the definite references of one exchange refer to."""

    def __init__(
        self, text: str, nouns: Nouns, named: Mapping[str, int], surfaces: Callable[[], Collection[str]]
    ) -> None:
        self._text = text
        self._nouns = nouns
        self._named = named
        self._surfaces = surfaces
        self._others: dict[str, int] = {}

    def body(self, noun: str, start: int, end: int, listed: Collection[str]) -> str | None:
        """The one body that has been named before and may be called so, by its name or the registry.

        None where several may, where a commission of another name stands before, and where the words go
        on: "the Commission for Racial Equality", "the Council Tax".
        """
        if small := SMALL_NOUNS.get(noun):
            if _SMALL_GOES_ON.match(self._text, end) or self._first_other(noun) < start:
                return None
            noun = small
        before = [
            body
            for body, first in self._named.items()
            if first < start and (body in listed or noun in self._nouns.of(body))
        ]
        if len(before) != 1 or _GOES_ON.match(self._text, end) or self._first_other(noun) < start:
            return None
        return before[0]

    def _first_other(self, noun: str) -> int:
        """Where a "… Commission" that is none of the known ones first stands; the text's end if nowhere."""
        if noun not in self._others:
            first = _first_other(self._text, noun, self._surfaces())
            self._others[noun] = min(first, _first_small(self._text, noun)) if noun in SMALL_NOUNS else first
        return self._others[noun]


def nouns_of(body: Body) -> frozenset[str]:
    """What a body may be called for short: of each name the noun before "of" or "for", or the last."""
    names = [body.name, *(name.text for name in body.names)]
    if body.kind == "regulator":
        # "The Commissioner" is the institution, where the institution is an office; elsewhere a person.
        names += body.offices
    return frozenset(map(_noun, names)).intersection(NOUNS)


def _noun(name: str) -> str:
    heads = (head["noun"] for head in _HEAD.finditer(name))
    return next((noun for noun in heads if noun in NOUNS), name.rpartition(" ")[2])


def _first_small(text: str, noun: str) -> int:
    """Where "an inquiry", "a planning inquiry" or the like first stands."""
    at = text.find(noun)
    while at >= 0 and (text.endswith(("the ", "The "), 0, at) or _name_around(text, at, noun)):
        at = text.find(noun, at + 1)
    return at if at >= 0 else len(text)


def _first_other(text: str, noun: str, names: Collection[str]) -> int:
    at = text.find(noun)
    while at >= 0:
        name = _name_around(text, at, noun)
        if name and not any(name in other for other in names):
            return at
        at = text.find(noun, at + 1)
    return len(text)


def _name_around(text: str, at: int, noun: str) -> str | None:
    """``Fundraising Commission`` or ``Commission for Racial Equality``, where that stands here."""
    end = at + len(noun)
    if text[end].isalnum():
        return None
    before = text[max(0, at - _LONGEST_WORD) : at].removesuffix(" ").rpartition(" ")[2].lstrip(_OPENING)
    if text[at - 1] == " " and before[:1].isupper() and before != "The":
        return f"{before} {noun}"
    after = _OF_ITS_OWN.match(text, end)
    return f"{noun}{after[0]}" if after else None
