"""Titles of persons: "the Secretary of State for Health" is a person, not a department.

A title ends where its last word does: no name inside "the Secretary of State for Housing, Communities and
Local Government" counts, although an earlier department was called just "Communities and Local Government".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.body import Body
from corpus.recogniser.passage import Passage, letters

_TITLES = ("minister", "minister of state", "ministers of state", "secretary of state", "secretary")
_JOINTS = ("for", "of", "with responsibility for", "responsible for")
_OF_PERSONS = ("of state", "parliamentary secretary", "parliamentary under secretary")
_BEFORE_OFFICES = tuple(
    letters(before)
    for before in (
        *(f"{title} {joint} " for title in _TITLES for joint in _JOINTS),
        "secretary to ",
        *(f"{title}{joint}" for title in _OF_PERSONS for joint in (", ", " (")),
    )
)
"""A title that goes on with a department's name: "the Minister for the Cabinet Office" is a person, but a
minister "at the Home Office" names the department."""

_LAST_OF_TITLES = tuple({before[-4:] for before in _BEFORE_OFFICES})
_THE = letters("the ")

_SUBJECT = re.compile(r"(?:Department|Ministry) (?:for|of) (?:the )?(?P<subject>.+(?: and |, ).+)")
_ENDS_OF_TITLES = ("State for", "State for the", "Minister for", "Ministers for", "Secretary for")

_WORD = r"[A-Z][\w'-]*+"
_ADDRESSEE = re.compile(
    rf"(?:the )?(?:[Rr]ight )?(?:hon\. )?{_WORD}"
    rf"(?: (?:(?:and|of|for) (?:the )?)?{_WORD}|, (?:(?:and|of|for|representing) )?(?:the )?{_WORD}){{0,40}}"
)
_TO_ASK = "To ask "
_ASKED = "sked the "


class Addressee(NamedTuple):
    """The span of one who is asked."""

    start: int
    end: int


def titles_of(body: Body) -> Iterator[str]:
    """Ends of the titles of a department's ministers, where another name may stand inside them."""
    if body.kind != "department":
        return
    for name in (body.name, *(name.text for name in body.names)):
        if named := _SUBJECT.fullmatch(name):
            yield from (f"{end} {named['subject']}" for end in _ENDS_OF_TITLES)


def is_in_title(passage: Passage, start: int) -> bool:
    """``the Parliamentary Under-Secretary of State, Department for Transport`` is a person."""
    end = start - len(_THE) if passage.letters.endswith(_THE, 0, start) else start
    if not passage.letters.endswith(_LAST_OF_TITLES, 0, end):
        return False
    return passage.letters.endswith(_BEFORE_OFFICES, 0, end)


def addressees(passage: Passage) -> list[Addressee]:
    """The spans of those who are asked, in order: ``To ask the Scottish Executive what …``."""
    # "asked the Scottish Executive" only where a text begins: bodies ask each other, too.
    text = passage.text
    found = [
        _addressee(text, at, at + len(_ASKED))
        for start in passage.starts()
        if (at := text.find(_ASKED, start, start + 20)) >= 0
    ]
    at = text.find(_TO_ASK)
    while at >= 0:
        found.append(_addressee(text, at, at + len(_TO_ASK)))
        at = text.find(_TO_ASK, found[-1].end)
    return sorted(found) if len(found) > 1 else found


def _addressee(text: str, start: int, begin: int) -> Addressee:
    addressee = _ADDRESSEE.match(text, begin, begin + 400)
    return Addressee(start, addressee.end() if addressee else begin)
