"""What TheyWorkForYou prints under a speaker's name: a party, with or without a constituency, or offices.

An office is shown instead of the party, and nothing in the page says which of the two it is. So the
parties are listed here as the site prints them; whatever is not a party is an office.
"""

import re
from dataclasses import dataclass

from corpus.folding import fold

PARTIES = (
    # United Kingdom
    "Labour", "Labour/Co-operative", "Lab/Co-op", "Labour Co-operative", "Conservative", "Liberal Democrat",
    "Liberal Democrats", "Green", "Green Party", "Reform UK", "Reform", "UKIP", "UK Independence Party",
    "Brexit Party", "The Brexit Party", "Brexit Alliance Group", "British National Party", "BNP", "Respect",
    "Res", "Reclaim", "Change UK", "The Independent Group", "The Independent Group for Change",
    "Workers Party", "Workers Party of Britain", "Your Party", "Restore Britain", "Referendum",
    "Social Democrat", "Liberal",
    # Scotland and Wales
    "Scottish National Party", "SNP", "Alba", "Alba Party", "Scottish Green", "Scottish Socialist Party",
    "Solidarity", "Scottish Senior Citizens Unity Party", "Plaid Cymru",
    # Northern Ireland
    "DUP", "UUP", "UKUP", "Alliance", "Social Democratic and Labour Party", "SDLP", "Sinn Féin",
    "Traditional Unionist Voice", "TUV", "NI21", "People Before Profit Alliance",
    "Northern Ireland Women's Coalition", "Progressive Unionist Party", "United Unionist Coalition",
    # London
    "City Hall Conservatives", "GLA Conservatives", "One London",
    # Members without a party, and what the site calls them
    "Independent", "Independent Labour", "Independent Conservative", "Independent Liberal Democrat",
    "Independent Social Democrat", "Independent Ulster Unionist", "Independent SNP", "Independent Unionist",
    "Ind Con", "Ind Lab", "Ind UU", "Non-affiliated", "Crossbench", "Cross bench", "Bishop", "Bishops",
    "Judge", "Other",
)  # fmt: skip

_FOLDED = frozenset(map(fold, PARTIES))
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
    if fold(party) in _FOLDED:
        return Position(party=party)
    return Position(office=_without_repeat(words) or None)


def _without_repeat(words: str) -> str:
    """An office that the site prints twice, for two terms of it, once."""
    first = words[: len(words) // 2 - 1]
    return first if words == f"{first}, {first}" else words
