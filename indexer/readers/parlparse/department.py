"""A heading in capitals becomes the name of a department."""

import re

_DAY = re.compile(r"Written Answers?\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset(("and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_ABBREVIATIONS = frozenset(("BBC", "COP", "EU", "HM", "NHS", "UK", "UN", "US"))


def department_of(heading: str) -> str | None:
    """The department that a heading names; None for those that give only the day.

    >>> department_of("LEADER OF THE HOUSE"), department_of("Written Answers Monday 26 October 2009")
    ('Leader of the House', None)
    """
    if not heading or _DAY.match(heading):
        return None
    return _WORD.sub(_readable, heading) if heading.isupper() else heading


def _readable(word: re.Match[str]) -> str:
    if word[0] in _ABBREVIATIONS:
        return word[0]
    small = word.start() > 0 and word[0].lower() in _SMALL
    return word[0].lower() if small else word[0].capitalize()
