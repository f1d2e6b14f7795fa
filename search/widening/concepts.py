"""The things that a query asks for, and what else each of them may be called in an exchange."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from search.query.joining import any_of
from search.query.tree import Query


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


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which an exchange can hold a concept."""

    query: Query
    why: Why
    said: str
    """As a person is told of it."""


@dataclass(frozen=True, slots=True)
class Concept:
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

    @property
    def any_way(self) -> Query:
        """The concept in any of its ways."""
        return _known(any_of(each.query for each in self.alternatives))


def any_in_any_way(concepts: Iterable[Concept]) -> Query:
    """What holds at least one concept, in any of its ways."""
    return _known(any_of(concept.any_way for concept in concepts))


def _known(query: Query | None) -> Query:
    if query is None:
        raise ValueError("there is no query of no parts")
    return query
