"""The things that a query asks for, and what else each of them may be called in an exchange."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec
from msgspec import Struct

from search.query.joining import any_of
from search.query.tree import Keyword, Or, Query


class Why(StrEnum):
    """Why an alternative is looked for; the text goes on from "also looked for:"."""

    TYPED = "as typed"
    NAMED = "by name"
    """What a name in the query names: a speaker, a house, a public body, a time."""
    JOINED = "written together or apart"
    SYNONYM = "another word for it"
    RELATED = "a related word"
    SPELLING = "the spelling"


STRENGTH = {
    Why.TYPED: 1.0,
    Why.NAMED: 1.0,
    Why.JOINED: 0.95,
    Why.SPELLING: 0.95,
    Why.SYNONYM: 0.9,
    Why.RELATED: 0.5,
}
"""How much a place of an alternative counts beside a place of what was typed."""


SPOKEN = 40.0
"""What it counts among candidates that somebody spoke who is named: as much as rare words in a title.

Else what they said of a thing in passing stands behind all that is called so, and is not looked at.
"""


class Alternative(Struct, frozen=True, gc=False):
    """One way in which an exchange can hold a concept."""

    query: Query
    why: Why
    said: str
    """As a person is told of it."""

    @property
    def is_the_same(self) -> bool:
        """Whether it means the same as what was typed, and is not only related."""
        return self.why is not Why.RELATED


class Concept(Struct, frozen=True, gc=False):
    """One thing that a query asks for, in one word or several."""

    typed: str
    alternatives: tuple[Alternative, ...]
    """What was typed comes first."""
    is_cut: bool = False
    """Whether there are more, which are not looked for: there is a limit."""
    common: tuple[str, ...] = ()
    """Phrases that are not looked for either, since all of their words are common."""

    @property
    def own(self) -> Query:
        """What was typed, as it was typed."""
        return self.alternatives[0].query

    def frequency(self, counts: Iterable[int]) -> int:
        """In about how many exchanges it is found, given the counts of its ways.

        As in the most frequent one that means the same: to ask for all together would cost a search.
        """
        counted = zip(self.alternatives, counts, strict=True)
        return max(count for way, count in counted if way.is_the_same)


def any_in_any_way(concepts: Iterable[Concept]) -> Query:
    """What holds at least one concept, in any of its ways."""
    return _known(any_of(_counting(way.query) for concept in concepts for way in concept.alternatives))


def _counting(query: Query) -> Query | None:
    """The same, but that it counts who spoke."""
    match query:
        case Keyword(field="member"):
            return msgspec.structs.replace(query, score=SPOKEN)
        case Or(parts=parts):
            return any_of(map(_counting, parts))
        case _:
            return query


def _known(query: Query | None) -> Query:
    if query is None:
        raise ValueError("there is no query of no parts")
    return query
