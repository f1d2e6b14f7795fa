"""Words that were typed side by side count for more where an exchange has them side by side.

Who asks for ``border force`` means the Border Force, and not all that is done by force at some border. What
is found stays the same, since it has both words anyway; only the order of the best changes. An engine's own
scores do the weighing: a pair is rarer than either of its words, and is worth more.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from search.fillers import FILLERS
from search.query.joining import all_of, any_of
from search.query.tree import And, Near, Query, Term
from search.request import Request, Sort

LONGEST = 8
"""In longer queries neighbours do not count: hardly anything has all of their words, and each pair costs."""


def near_first(request: Request) -> Request:
    """The same, but that neighbours count; where nobody sees which are the best, it is the same."""
    if request.sort is not Sort.RELEVANCE or not request.size:
        return request
    return replace(request, query=replace(request.query, tree=nearness_counts(request.query.tree)))


def nearness_counts(tree: Query) -> Query:
    """A query that finds what this one finds, and in which neighbours of it that are neighbours there count.

    All of it, or all of it with two words side by side, is where all of it is; but where both are, both are
    scored. An engine takes this form with the fewest passes over positions.
    """
    if not isinstance(tree, And) or len(tree.parts) > LONGEST:
        return tree
    return any_of((tree, *_with_neighbours(tree.parts))) or tree


def _with_neighbours(parts: tuple[Query, ...]) -> Iterator[Query | None]:
    for at, (left, right) in enumerate(pairwise(parts)):
        if near := _side_by_side(left, right):
            yield all_of((near, *parts[:at], *parts[at + 2 :]))


def _side_by_side(left: Query, right: Query) -> Near | None:
    """Two words that say something, in the same field: "of the" says nothing."""
    match left, right:
        case Term(word=first, field=field), Term(word=second, field=other) if field == other:
            return None if FILLERS.intersection((first, second)) else Near(left, right, 1)
        case _:
            return None
