"""Which citations does a request ask for? What a snippet shows, and what an export of citations holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import assert_never

from corpus.citation import Citation, Side
from corpus.folding import fold
from indexer.fields import FIELD
from search.query.tree import (
    And,
    Dates,
    Everything,
    Identity,
    Keyword,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search.request import Request


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The bodies that a request asks for, by filters or in its query, and where they are to be cited."""

    sides: Mapping[str, frozenset[Side]] = field(default_factory=dict)
    """By the folded id of the body."""

    @classmethod
    def by(cls, request: Request) -> "AskedFor":
        """A body that is excluded is not asked for; one asked for on two sides is, on both."""
        sides: dict[str, frozenset[Side]] = {}
        filtered = (
            (each.field, value) for each in request.filters if not each.exclude for value in each.values
        )
        for name, value in (*filtered, *_keywords(request.query.tree)):
            if FIELD[name].sides:
                body = fold(value)
                sides[body] = sides.get(body, frozenset()) | frozenset(FIELD[name].sides)
        return cls(sides)

    def __bool__(self) -> bool:
        return bool(self.sides)

    def among(self, citations: Iterable[Citation]) -> Iterator[Citation]:
        """Those of the citations that are asked for."""
        return (row for row in citations if row.side in self.sides.get(_folded(row.body), ()))


@lru_cache(maxsize=8192)
def _folded(body: str) -> str:
    return fold(body)


def _keywords(tree: Query) -> Iterator[tuple[str, str]]:
    """The fields and values that a query asks for."""
    match tree:
        case Keyword(field=name, value=value):
            yield name, value
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _keywords(part)
        case Everything() | Term() | Phrase() | Prefix() | Near() | Dates() | Identity() | Not():
            return
        case _:
            assert_never(tree)
