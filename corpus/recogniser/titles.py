"""Titles of persons: "the Secretary of State for Health" is a person, not a department.

A title ends where its last word does: no name inside "the Secretary of State for Housing, Communities and
Local Government" counts, although an earlier department was called just "Communities and Local Government".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.body import Body
from corpus.recogniser.passage import Passage

_TITLES = ("minister", "minister of state", "ministers of state", "secretary of state", "secretary")
_JOINTS = ("for", "of", "to", "with responsibility for", "responsible for")
_OF_PERSONS = ("of state", "parliamentary secretary", "parliamentary under secretary")
_BEFORE_OFFICES = (
    *(f"{title} {joint} {the}" for title in _TITLES for joint in _JOINTS for the in ("", "the ")),
    *(f"{title}{joint}" for title in _OF_PERSONS for joint in (", ", " (")),
)
"""A title that goes on with a department's name: "the Minister for the Cabinet Office" is a person, but a
minister "at the Home Office" names the department."""

_SUBJECT = re.compile(r"(?:Department|Ministry) (?:for|of) (?:the )?(?P<subject>.+(?: and |, ).+)")
_ENDS_OF_TITLES = ("State for", "State for the", "Minister for", "Ministers for", "Secretary for")

_WORD = r"[A-Z][\w'-]*"
_JOINT = r"(?:(?:,? and|,? of|,? for|,)(?: the)?|, representing the|)"
_ADDRESSEE = re.compile(rf"(?:the )?(?:[Rr]ight )?(?:hon\. )?{_WORD}(?:{_JOINT} {_WORD}){{0,40}}")
_FORMULAS = ("To ask ", "sked the ")


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
    return passage.lower.endswith(_BEFORE_OFFICES, 0, start)


def addressees(passage: Passage) -> list[Addressee]:
    """The spans of those who are asked: ``To ask the Scottish Executive what …``."""
    text = passage.text
    found = []
    for formula in _FORMULAS:
        at = text.find(formula)
        while at >= 0:
            end = at + len(formula)
            # "asked the Scottish Executive" only where a text begins: bodies ask each other, too.
            if formula == "To ask " or at - passage.start_of_section(at) <= 10:
                addressee = _ADDRESSEE.match(text, end, end + 400)
                end = addressee.end() if addressee else end
                found.append(Addressee(at, end))
            at = text.find(formula, end)
    return found
