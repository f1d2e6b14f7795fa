"""What TheyWorkForYou's pages of questions have in common, whether saved as HTML or as plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from corpus.collections import COMMONS, LONDON, LORDS, SCOTLAND, Collection
from corpus.exchange import Role

GID_FOLDERS = {LONDON: "london-mayors-questions", COMMONS: "wrans", LORDS: "wrans", SCOTLAND: "spwa"}
"""What the ids of a collection begin with; both Houses of Parliament share one."""

_LONGEST_LEAD = 400
_LEAD = re.compile(
    r"(?P<what>.*?) ?[–—-] answered\b[^.]*?\bon (?P<day>\d{1,2})(?:st|nd|rd|th)? "
    r"(?P<month>[A-Z][a-z]+) (?P<year>\d{4})"
)
_WRITTEN = re.compile(r"^(?P<department>.*?) ?(?:[–—-] )?\bwritten question$")
_SCOTTISH = re.compile(r"^(?P<department>.*?) ?(?:[–—-] )?Scottish Parliament written question$")
_SCOTTISH_DAY = re.compile(r"^Written Answers\b")
_PART = re.compile(r"^Part of (?:the )?")
_ASKING = re.compile(r"(?:To ask|asked)\b")


@dataclass(frozen=True, slots=True)
class Lead:
    """The line under a page's title: "Home Office written question – answered at on 4 June 2020."."""

    collection: Collection
    day: date
    """The day of the answer."""
    department: str | None = None
    part: bool = False
    """Whether the page shows one speech out of an exchange."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a speech before its role is."""

    speaker: str | None
    office: str | None
    text: str


def lead_of(line: str) -> Lead | None:
    """Read the line under a title; None where it is anything else."""
    words = " ".join(line[: _LONGEST_LEAD + 1].split())
    found = _LEAD.match(words) if len(words) <= _LONGEST_LEAD else None
    if not found:
        return None
    day = _day(found["day"], found["month"], found["year"])
    what = _PART.sub("", found["what"])
    part = what != found["what"]
    if day and "Mayor of London" in what:
        return Lead(LONDON, day, part=part)
    if day and (scottish := _SCOTTISH.match(what)):
        return Lead(SCOTLAND, day, _department(scottish["department"]), part)
    if day and (written := _WRITTEN.match(what)):
        return _westminster(written["department"], day, part)
    return None


def roles_of(speeches: Iterable[Heard]) -> list[Role]:
    """Who asks and who answers, where the page does not say so itself.

    The first speech asks. A later one answers, unless it opens as questions do ("To ask the …") or
    its speaker has asked before; one by a speaker without an office answers only if nobody else does.
    """
    heard = list(speeches)
    roles: list[Role] = []
    askers: set[str] = set()
    for at, speech in enumerate(heard):
        unanswered = at == len(heard) - 1 and Role.ANSWER not in roles
        again = speech.speaker in askers or bool(_ASKING.match(speech.text))
        answers = at > 0 and not again and (speech.office is not None or unanswered)
        roles.append(Role.ANSWER if answers else Role.QUESTION)
        if speech.speaker and not answers:
            askers.add(speech.speaker)
    return roles


def _westminster(department: str, day: date, part: bool) -> Lead:
    if department == "House of Lords":
        return Lead(LORDS, day, part=part)
    return Lead(COMMONS, day, department or None, part)


def _department(printed: str) -> str | None:
    """The Scottish Parliament's pages have the day's own heading in the place of the department."""
    return None if _SCOTTISH_DAY.match(printed) else printed or None


def _day(day: str, month: str, year: str) -> date | None:
    for form in ("%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(f"{day} {month} {year}", form).date()
        except ValueError:
            continue
    return None
