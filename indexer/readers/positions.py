"""What TheyWorkForYou prints under a speaker's name: a party, with or without a constituency, or offices.

An office is shown instead of the party, and nothing in the page says which of the two it is. So what
the table of parties (``corpus/parties.csv``) does not know is an office.
"""

import re
from dataclasses import dataclass

from corpus.parties import is_party

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Position:
    """A speaker's party or office; never both, for the site shows but one."""

    party: str | None = None
    office: str | None = None


def position_of(printed: str) -> Position:
    """Tell a party from an office; the constituency after a party is dropped.

    >>> position_of("Labour, Birmingham, Hall Green")
    Position(party='Labour', office=None)
    >>> position_of("Chair, Treasury Committee, Chair, Treasury Committee")
    Position(party=None, office='Chair, Treasury Committee')
    """
    words = _SPACES.sub(" ", printed).strip(" ,")
    party = words.split(",", 1)[0].strip()
    if is_party(party):
        return Position(party=party)
    return Position(office=_without_repeat(words) or None)


def _without_repeat(words: str) -> str:
    """An office that the site prints twice, for two terms of it, once."""
    first = words[: len(words) // 2 - 1]
    return first if words == f"{first}, {first}" else words
