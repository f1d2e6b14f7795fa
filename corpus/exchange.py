"""The model: one exchange is one question (or a group) with its answers.

The exchange, not the speech, is what is indexed and found: words that fall partly in the question
and partly in the answer find it, and so does the name of the one who asked.
"""

import datetime
from enum import StrEnum
from typing import Any, NamedTuple

GID_PREFIX = "uk.org.publicwhip/"
"""What ParlParse puts before every id; ours are written without it."""


class Role(StrEnum):
    """What a speech does in its exchange."""

    QUESTION = "question"
    ANSWER = "answer"


class Flag(StrEnum):
    """What a source says about an exchange as a whole."""

    WITHDRAWN = "withdrawn"
    HOLDING = "holding"
    """The answer only says that an answer will follow."""
    CORRECTED = "corrected"
    """The answer shown replaces an earlier one."""
    FICTIONAL = "fictional"
    """Written for questiontime's samples; nobody ever asked it."""


# Said once: to look a member of an enumeration up takes Python 3.11 a quarter of a microsecond.
_QUESTION, _ANSWER = Role.QUESTION, Role.ANSWER


class Speech(NamedTuple):
    """One person's text in an exchange; a tuple, as is the exchange, since very many are made."""

    role: Role
    text: str
    """Markdown; `corpus.markdown.plain_text` gives the text that is indexed and cited."""
    speaker: str | None = None
    """The name: as the source prints it, or as the people file has it. None where neither says."""
    person: str | None = None
    """``person/10001`` once resolved; before that, or without a people file, whatever id the source
    gives (``member/1850``, ``lord/100042``, ``mnis/4872``); None where it gives none."""
    party: str | None = None
    """The party's one label on the day of the speech."""
    office: str | None = None
    """The role held on that day, such as ``Mayor of London``."""
    anchor: str = ""
    """The name of this speech on its page, as TheyWorkForYou has it (``g0841.q0``)."""
    reference: str | None = None
    """The number the house gave this question (``2020/0841``, a UIN, ``S3W-28257``)."""
    url: str | None = None
    """Where this speech is published."""


class Exchange(NamedTuple):
    """One question (or group of questions) with its answers."""

    id: str
    """ParlParse's gid of the first question, without its prefix."""
    collection: str
    """The key of the collection it belongs to; see `corpus.collections`."""
    title: str
    date: datetime.date
    """The day of the answer; where there is none, the day the source is filed under."""
    speeches: tuple[Speech, ...]
    department: str | None = None
    reference: str | None = None
    asked_date: datetime.date | None = None
    url: str | None = None
    """The page of the source."""
    grouped: tuple[str, ...] = ()
    """Further numbers that the house answered together with this one: of questions that the source
    gives in one element with this (ParlParse), or as exchanges of their own (Parliament's service)."""
    flags: tuple[Flag, ...] = ()

    @property
    def questions(self) -> tuple[Speech, ...]:
        return tuple([speech for speech in self.speeches if speech.role is _QUESTION])

    @property
    def answers(self) -> tuple[Speech, ...]:
        return tuple([speech for speech in self.speeches if speech.role is _ANSWER])


def to_json(exchange: Exchange) -> dict[str, Any]:
    """The exchange as plain JSON values, in one order, leaving out what is not known."""
    speeches = [
        _without_gaps({name: getattr(speech, name) for name in Speech._fields})
        for speech in exchange.speeches
    ]
    plain = {name: getattr(exchange, name) for name in Exchange._fields}
    plain["date"] = exchange.date.isoformat()
    plain["asked_date"] = exchange.asked_date and exchange.asked_date.isoformat()
    return _without_gaps(plain | {"speeches": speeches})


_ALWAYS = ("title", "text")


def _without_gaps(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "", ()) or name in _ALWAYS}
