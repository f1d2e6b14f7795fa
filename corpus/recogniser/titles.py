"""Titles of persons: "the Secretary of State for Health" is a person, not a department.

A title ends where its last word does: no name inside "the Secretary of State for Housing, Communities and
Local Government" counts, although an earlier department was called just "Communities and Local Government".
"""

import re
from collections.abc import Iterable, Iterator
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

_LAST_OF_TITLES = frozenset(before[-4:] for before in _BEFORE_OFFICES)
_THE = letters("the ")

ASKS = ("to ask", "asked the")
"""Words that one who is asked may follow."""

_SUBJECT = re.compile(r"(?:Department|Ministry) (?:for|of) (?:the )?(?P<subject>.+(?: and |, ).+)")
_ENDS_OF_TITLES = ("State for", "State for the", "Minister for", "Ministers for", "Secretary for")

_WORD = r"[A-Z][\w'-]*+"
_ADDRESSEE = re.compile(
    rf"(?:the )?(?:[Rr]ight )?(?:hon\. )?{_WORD}"
    rf"(?: {_WORD}| (?:and|of|for) (?:the )?{_WORD}"
    rf"|, (?:(?:and|of|for|representing) )?(?:the )?{_WORD}){{0,40}}+"
)


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


def is_in_title(letters: bytes, start: int) -> bool:
    """``the Parliamentary Under-Secretary of State, Department for Transport`` is a person."""
    last = letters[start - 4 : start]
    if last == _THE:
        start -= 4
        last = letters[start - 4 : start]
    # Looking at the last letters alone spares most of the work.
    return last in _LAST_OF_TITLES and letters.endswith(_BEFORE_OFFICES, 0, start)


def addressees(passage: Passage, asks: Iterable[int]) -> list[Addressee]:
    """The spans of those who are asked: ``To ask the Scottish Executive what …``.

    The places where somebody may be asked are in order, and so are the spans.
    """
    return [
        Addressee(
            ask,
            addressee.end() if (addressee := _ADDRESSEE.match(passage.text, begin, begin + 400)) else begin,
        )
        for ask in asks
        if (begin := _after_ask(passage, ask))
    ]


def _after_ask(passage: Passage, ask: int) -> int:
    """Where the words that say who is asked begin; 0 where there are none.

    "asked the Scottish Executive" counts only where a text begins: bodies ask each other, too.
    """
    text = passage.text
    if text.startswith("To ask ", ask):
        return ask + len("To ask ")
    if text.startswith("sked the ", ask + 1) and any(0 <= ask - start <= 10 for start in passage.starts()):
        return ask + len("asked ")
    return 0
