"""Where a name does not name the body: in titles of persons, in laws and schemes, and for bodies abroad."""

import re

from corpus.recogniser.abroad import FOREIGN_WORDS
from corpus.recogniser.passage import letters
from corpus.recogniser.patterns import Pattern
from corpus.recogniser.titles import BEFORE_OFFICES

_THE = letters("the ")
_LAST = 4
"""Looking at so many letters before a name, and at the next sign behind it, spares most of the work."""
_LAST_OF_TITLES = frozenset(before[-_LAST:] for before in BEFORE_OFFICES)
_LAST_OF_COUNTRIES = frozenset(letters(f" {word} ")[-_LAST:] for word in FOREIGN_WORDS)

_LAW = re.compile(
    r"(?! (?:and|of|for|&) )(?: \([^()]{1,60}\)| (?:[A-Z][\w'-]*,?|and|of|for|&)){0,6}? "
    r"(?:Act|Bill|Regulations?|Directive|Convention|Treaty|Scheme|Resolutions?(?= \d)|Order (?:19|20)\d\d)\b"
)


def is_elsewhere(text: str, letters: bytes, start: int, end: int, pattern: Pattern) -> bool:
    """Whether a name is part of something that is not the body.

    ``the Parliamentary Under-Secretary of State, Department for Transport`` is a person, ``the Greater London
    Authority Act 1999`` a law, ``the EU Settlement Scheme`` a programme.
    """
    title = start
    if (last := letters[title - _LAST : title]) == _THE:
        title -= _LAST
        last = letters[title - _LAST : title]
    if last in _LAST_OF_TITLES and letters.endswith(BEFORE_OFFICES, 0, title):
        return True
    if last in _LAST_OF_COUNTRIES and _is_behind_country(text, start) and not pattern.is_international:
        return True
    if text[end] != " ":
        return False
    following = text[end + 1]
    if following == "o":
        return _is_of_country(text, end) and not pattern.is_international
    return (following.isupper() or following == "(") and _LAW.match(text, end, end + 160) is not None


def _is_behind_country(text: str, start: int) -> bool:
    """``the Israeli Supreme Court``."""
    before = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
    return (
        before in FOREIGN_WORDS
        and text[start - 1] == " "
        and not text.endswith("Northern Ireland", 0, start - 1)
    )


def _is_of_country(text: str, end: int) -> bool:
    """``the Supreme Court of India``."""
    if not text.startswith(" of ", end):
        return False
    after = text[end + 4 : end + 40].removeprefix("the ").split(" ", 1)[0]
    return after.rstrip(".,;:?)'") in FOREIGN_WORDS
