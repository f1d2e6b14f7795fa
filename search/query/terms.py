"""Which words of a query to mark in what it found?"""

from collections.abc import Iterator
from typing import assert_never

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


def positive_parts(tree: Query) -> Iterator[Term | Phrase | Prefix]:
    """The words, phrases and prefixes that are asked for, in the order of the query.

    What is excluded stands in no hit, or stands there by chance: it is not marked.
    """
    match tree:
        case Term() | Phrase() | Prefix():
            yield tree
        case Near(left=left, right=right):
            yield from (left, right)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from positive_parts(part)
        case Everything() | Keyword() | Dates() | Identity() | Not():
            return
        case _:
            assert_never(tree)
