"""Which citations does a request ask for? What a snippet shows, and what an export of citations holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from msgspec import Struct, field

from corpus.citation import Citation, Side
from corpus.folding import fold
from corpus.registry import Registry
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

_ANYWHERE = frozenset(Side)


class AskedFor(Struct, frozen=True):
    """The bodies that a request asks for, by filters or in its query, and where they are to be cited."""

    sides: Mapping[str, frozenset[Side]] = field(default_factory=dict)
    """By the folded id of the body."""

    @classmethod
    def by(cls, request: Request) -> "AskedFor":
        """A body that is asked for wherever it is cited, and then on a side, is asked for on that side."""
        sides: dict[str, frozenset[Side]] = {}
        # Each once: a query in which neighbours count says the same several times.
        wanted = dict.fromkeys(_wanted(request))
        for name, value in sorted(wanted, key=lambda each: -len(FIELD[each[0]].sides)):
            if FIELD[name].sides:
                body, on = fold(value), frozenset(FIELD[name].sides)
                before = sides.get(body, _ANYWHERE)
                sides[body] = on if before == _ANYWHERE else before | on
        return cls(sides)

    @classmethod
    def by_kind(cls, request: Request, registry: Registry) -> "AskedFor":
        """Every body of the kinds that a request asks for, wherever it is cited."""
        kinds = {fold(value) for name, value in _wanted(request) if name == "body_kind"}
        bodies = (body.id for body in registry.bodies if fold(body.kind) in kinds)
        return cls(dict.fromkeys(map(fold, bodies), _ANYWHERE))

    def __bool__(self) -> bool:
        return bool(self.sides)

    def among(self, citations: Iterable[Citation]) -> Iterator[Citation]:
        """Those of the citations that are asked for."""
        return (row for row in citations if row.side in self.sides.get(fold(row.body), ()))


def _wanted(request: Request) -> Iterator[tuple[str, str]]:
    """The keyword fields and values that a request asks for."""
    for each in request.filters:
        if not each.exclude:
            yield from ((each.field, value) for value in each.values)
    yield from _keywords(request.query.tree)


def _keywords(tree: Query) -> Iterator[tuple[str, str]]:
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
