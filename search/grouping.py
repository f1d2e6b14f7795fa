"""What was found, by what it has in common: how many of the exchanges have each value of a field.

A facet counts what choosing another value would give; groups count what was found, so that a choice among
their own field's values stays in force.
"""

from msgspec import Struct

from indexer.fields import FIELD
from indexer.schema import keyword_term
from search.request import Request
from search.result import FacetValue, Hit


class Group(Struct, frozen=True):
    """The exchanges found that have one value of the field."""

    value: FacetValue
    hits: tuple[Hit, ...]
    """The first of them, without marks and passages."""


class Groups(Struct, frozen=True):
    """The exchanges found, in groups; one that has several values of the field is in several."""

    total: int
    """How many exchanges were found."""
    count: int
    """How many groups there are."""
    outside: int
    """How many of the exchanges are in no group."""
    shown: tuple[Group, ...]
    """The groups on one page, the largest first, equal ones by label."""


def only_groups(request: Request, field: str) -> frozenset[str]:
    """The folded values that alone are groups; where there are none of these, each value is one.

    Where several values of the field are chosen of which any may hold, these are the groups: there is no
    search for one of them together with a value that is not.
    """
    for each in request.filters:
        if each.field == field and len(each.values) > 1 and not (each.every or each.exclude):
            return frozenset(keyword_term(FIELD[field].canonical(value)) for value in each.values)
    return frozenset()
