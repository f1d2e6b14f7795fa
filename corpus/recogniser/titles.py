"""Titles of persons: "the Secretary of State for Health" is a person, not a department.

A title ends where its last word does: no name inside "the Secretary of State for Housing, Communities and
Local Government" counts, although an earlier department was called just "Communities and Local Government".
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from corpus.body import Body
from corpus.recogniser.passage import Passage, letters
from corpus.recogniser.spans import Span

_TITLES = ("minister", "minister of state", "ministers of state", "secretary of state", "secretary")
_JOINTS = ("for", "of", "with responsibility for", "responsible for")
_OF_PERSONS = ("of state", "parliamentary secretary", "parliamentary under secretary")
BEFORE_OFFICES = tuple(
    letters(before)
    for before in (
        *(f"{title} {joint} " for title in _TITLES for joint in _JOINTS),
        "secretary to ",
        *(f"{title}{joint}" for title in _OF_PERSONS for joint in (", ", " (")),
    )
)
"""A title that goes on with a department's name: "the Minister for the Cabinet Office" is a person, but a
minister "at the Home Office" names the department."""

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


Addressee = tuple[int, int]
"""The span of one who is asked."""


def titles_of(body: Body) -> Iterator[str]:
    """Ends of the titles of a department's ministers, where another name may stand inside them."""
    if body.kind != "department":
        return
    for name in (body.name, *(name.text for name in body.names)):
        if named := _SUBJECT.fullmatch(name):
            yield from (f"{end} {named['subject']}" for end in _ENDS_OF_TITLES)


def reaching(text: str, asks: Iterable[int], names: Sequence[Span]) -> list[int]:
    """The places where one of these names, which are in order, may be asked: none is behind "what"."""
    return [
        ask
        for ask in asks
        if (following := bisect_left(names, (ask,))) < len(names)
        and text.find(" wh", ask, names[following][0]) < 0
    ]


def addressees(passage: Passage, asks: Iterable[int]) -> list[Addressee]:
    """The spans of those who are asked: ``To ask the Scottish Executive what …``.

    The places where somebody may be asked are in order, and so are the spans.
    """
    text = passage.text
    return [
        (ask, addressee.end() if (addressee := _ADDRESSEE.match(text, begin, begin + 400)) else begin)
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
