"""What was found, by what it has in common: how many of the exchanges have each value of a field.

A facet counts what choosing another value would give; groups count what was found, so that a choice among
their own field's values stays in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.folding import fold
from indexer.fields import FIELD
from search.engine import Engine
from search.query.joining import all_of, any_of
from search.query.tree import Everything, Keyword
from search.request import Filter, Request
from search.result import FacetValue


@dataclass(frozen=True, slots=True)
class Groups:
    """The exchanges found, in groups; one that has several values of the field is in several."""

    total: int
    """How many exchanges were found."""
    values: tuple[FacetValue, ...]
    """All groups, the largest first, equal ones by label."""
    outside: int
    """How many of the exchanges are in no group."""


def grouped(engine: Engine, request: Request, field: str) -> Groups:
    """The groups of everything that a request finds, whatever its page.

    Where several values of the field are chosen of which any may hold, these are the groups: there is no
    search for one of them together with a value that is not.
    """
    chosen = _any_of(request, field)
    found = replace(_choice_in_query(request, field, chosen), page=1, size=0, facets=(), facet_size=None)
    result = engine.search(replace(found, facets=(field,)))
    values = [each for each in result.facets[field] if each.count]
    if len(chosen) > 1:
        folded = {fold(FIELD[field].canonical(value)) for value in chosen}
        values = [each for each in values if fold(each.value) in folded]
    # With a choice that is in force, whatever is found has one of the values.
    outside = 0 if chosen else _outside(engine, found, field, values)
    return Groups(result.total, tuple(values), outside)


def _outside(engine: Engine, found: Request, field: str, values: Sequence[FacetValue]) -> int:
    none_of_them = Filter(field, tuple(each.value for each in values), exclude=True)
    return engine.search(replace(found, filters=(*found.filters, none_of_them))).total


def _any_of(request: Request, field: str) -> tuple[str, ...]:
    """The values of a field that are chosen and any of which may hold."""
    return next(
        (each.values for each in request.filters if each.field == field and not (each.every or each.exclude)),
        (),
    )


def _choice_in_query(request: Request, field: str, chosen: Sequence[str]) -> Request:
    """The same request with the choice in its query, where it restricts the field's own counts too."""
    if not chosen:
        return request
    tree = all_of((request.query.tree, any_of(Keyword(field, value) for value in chosen) or Everything()))
    others = (each for each in request.filters if each.field != field or each.every or each.exclude)
    query = replace(request.query, tree=tree or Everything())
    return replace(request, query=query, filters=tuple(others))
