"""Words that were typed side by side count for more where an exchange has them side by side.

Who asks for ``border force`` means the Border Force, and not all that is done by force at some border. What
is found stays the same, since it has both words anyway; only the order of the best changes. An engine's own
scores do the weighing: a pair is rarer than either of its words, and is worth more.

In the same way it counts where an exchange cites a body that a query names: what is about the MHRA need not
have its letters, and what has them may only mention it.
"""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from search.fillers import FILLERS
from search.query.joining import all_of, any_of
from search.query.tree import And, Keyword, Near, Or, Query, Term
from search.request import Request, Sort

LONGEST = 8
"""In longer queries neighbours do not count: hardly anything has all of their words, and each pair costs."""

CITED = {"question_cites": 60.0, "answer_cites": 6.0}
"""What it counts for each word of its name that a body is cited which a query names.

In a question or title that is more than letters count in a title (45 to 100 rank alike), in an answer as much
as letters do there. A name of ordinary words (Homes England) is more than each of them, which stand in many
titles.
"""


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
    match tree:
        case And(parts=parts):
            counting = And(tuple(map(_citations_count, parts)))
            near = _with_neighbours(counting.parts) if len(parts) <= LONGEST else ()
            return any_of((counting, *near)) or tree
        case _:
            return _citations_count(tree)


def _citations_count(part: Query) -> Query:
    """Of words that name a body, or a citation of it: the citation says as much as the words do."""
    match part:
        case Or(parts=parts) if not all(isinstance(each, Keyword) for each in parts):
            longest = max(len(each.parts) if isinstance(each, And) else 1 for each in parts)
            return any_of(each for other in parts for each in _counting(other, longest)) or part
        case _:
            return part


def _counting(part: Query, words: int) -> Iterator[Query]:
    match part:
        case Keyword(field="cites", value=body):
            yield from (Keyword(field, body, words * score) for field, score in CITED.items())
        case _:
            yield nearness_counts(part)


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
