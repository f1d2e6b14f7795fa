"""Where a name does not name the body: in laws and schemes, and for bodies abroad."""

import re

from corpus.recogniser.abroad import FOREIGN_WORDS

_LAW = re.compile(
    r"(?! (?:and|of|for|&) )(?: \([^()]{1,60}\)| (?:[A-Z][\w'-]*,?|and|of|for|&)){0,6}? "
    r"(?:Act|Bill|Regulations?|Directive|Convention|Treaty|Scheme|Resolutions?(?= \d)|Order (?:19|20)\d\d)\b"
)


def is_part_of_law(text: str, end: int) -> bool:
    """``the Greater London Authority Act 1999`` is a law, ``the EU Settlement Scheme`` a programme."""
    return (
        text[end] == " "
        and ((first := text[end + 1]).isupper() or first == "(")
        and _LAW.match(text, end, end + 160) is not None
    )


def is_abroad(text: str, start: int, end: int) -> bool:
    """``the Israeli Supreme Court``, ``the Supreme Court of India``."""
    before = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
    if (
        before in FOREIGN_WORDS
        and text[start - 1] == " "
        and not text.endswith("Northern Ireland", 0, start - 1)
    ):
        return True
    if text.startswith(" of ", end):
        after = text[end + 4 : end + 40].removeprefix("the ").split(" ", 1)[0]
        return after.rstrip(".,;:?)'") in FOREIGN_WORDS
    return False
