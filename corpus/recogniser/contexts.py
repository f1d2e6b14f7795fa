"""Where a name does not name the body: in titles of persons, in laws and schemes, for bodies abroad."""

import re
from collections.abc import Collection

from corpus.recogniser.abroad import FOREIGN_WORDS
from corpus.recogniser.passage import Passage

_TITLES = ("minister", "minister of state", "ministers of state", "secretary of state", "secretary")
_JOINTS = ("for", "of", "to", "with responsibility for", "responsible for")
_OF_PERSONS = ("of state", "parliamentary secretary", "parliamentary under-secretary")
_BEFORE_OFFICES = (
    *(f"{title} {joint} {the}" for title in _TITLES for joint in _JOINTS for the in ("", "the ")),
    *(f"{title}{joint}" for title in _OF_PERSONS for joint in (", ", " (")),
)
"""A title that goes on with a department's name: "the Minister for the Cabinet Office" is a person, but a
minister "at the Home Office" names the department."""

_LAW = re.compile(
    r"(?! (?:and|of|for|&) )(?: \([^()]{1,60}\)| (?:[A-Z][\w'-]*,?|and|of|for|&)){0,6}? "
    r"(?:Act|Bill|Regulations?|Directive|Convention|Treaty|Scheme|Order (?:19|20)\d\d)\b"
)
_GOES_ON = re.compile(r" (?:on|for|of|into) (?:the )?[A-Z]")


def is_addressed(passage: Passage, start: int) -> bool:
    """The one who is asked: ``To ask the Scottish Executive what …``."""
    text = passage.text
    if text.endswith(("To ask ", "To ask the ", ", representing the "), 0, start):
        return True
    # "asked the Scottish Executive" only where the text begins: bodies ask each other, too.
    return text.endswith(("sked ", "sked the "), 0, start) and start - passage.start_of_section(start) <= 10


def is_part_of_office(passage: Passage, start: int) -> bool:
    """``the Parliamentary Under-Secretary of State, Department for Transport`` is a person."""
    return passage.lower.endswith(_BEFORE_OFFICES, 0, start)


def is_part_of_law(passage: Passage, end: int) -> bool:
    """``the Greater London Authority Act 1999`` is a law, ``the EU Settlement Scheme`` a programme."""
    return _LAW.match(passage.text, end, end + 160) is not None


def is_abroad(passage: Passage, start: int, end: int) -> bool:
    """``the Israeli Supreme Court``, ``the Supreme Court of India``."""
    text = passage.text
    if text[start - 1] == " " and text[start - 2].isalpha():
        before = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
        if before in FOREIGN_WORDS and not text.endswith("Northern Ireland", 0, start - 1):
            return True
    if text.startswith(" of ", end):
        after = text[end + 4 : end + 40].removeprefix("the ").split(" ", 1)[0]
        return after.rstrip(".,;:?)'") in FOREIGN_WORDS
    return False


def points_back(passage: Passage, end: int) -> bool:
    """``the Commission`` on its own, and not ``the Commission for Racial Equality``."""
    return _GOES_ON.match(passage.text, end) is None


def first_other(passage: Passage, noun: str, names: Collection[str]) -> int:
    """Where a "… Commission" that is none of these names first stands; the text's end if nowhere."""
    for found in re.finditer(rf"(?P<first>[A-Z][\w'-]*) {re.escape(noun)}\b", passage.text):
        if found["first"] != "The" and not any(found[0] in name for name in names):
            return found.start()
    return len(passage.text)
