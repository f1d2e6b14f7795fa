"""A citation: one place where an exchange names a public body."""

from enum import StrEnum
from typing import NamedTuple

from corpus.exchange import Exchange


class Side(StrEnum):
    """Which part of the exchange names the body."""

    TITLE = "title"
    QUESTION = "question"
    ANSWER = "answer"


class How(StrEnum):
    """How the body is named; the reason that a page shows beside the mark."""

    NAME = "name"
    ALIAS = "alias"
    ABBREVIATION = "abbreviation"
    OFFICE_HOLDER = "office-holder"
    LINK = "link"


class Citation(NamedTuple):
    """One place where an exchange names a public body; a tuple, since many are made."""

    body: str
    """The registry's id of the body, e.g. ``ofgem``."""
    side: Side
    speech: int | None
    """Which of the exchange's speeches, from 0; None for the title."""
    start: int
    end: int
    """Characters of the plain text of that speech (`corpus.markdown.plain_text`) or of the title."""
    surface: str
    how: How


class CitedExchange(NamedTuple):
    """An exchange with what it cites, in the order of the text: what is indexed and shown."""

    exchange: Exchange
    citations: tuple[Citation, ...] = ()
