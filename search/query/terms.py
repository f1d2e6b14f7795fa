"""Which words of a query are to be marked in what it found, and as which terms does an index have them?"""

from collections.abc import Iterator
from typing import assert_never

from indexer.analysis import stem
from indexer.schema import exact_name
from search.fillers import JOINING
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

    What is excluded stands in no hit, or stands there by chance: it is not marked. Nor are words that only
    join others, such as "of": by themselves they stand everywhere, and "cost of living" would mark each.
    """
    parts = list(_asked_for(tree))
    yield from [each for each in parts if not _only_joins(each)] or parts


def _asked_for(tree: Query) -> Iterator[Term | Phrase | Prefix]:
    match tree:
        case Term() | Phrase() | Prefix():
            yield tree
        case Near(left=left, right=right):
            yield from (left, right)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _asked_for(part)
        case Everything() | Keyword() | Dates() | Identity() | Not():
            return
        case _:
            assert_never(tree)


def _only_joins(part: Term | Phrase | Prefix) -> bool:
    return isinstance(part, Term) and part.word in JOINING


Sought = Term | Phrase | Near | And
"""What a text may hold, in places that can be counted; all of several parts are words near each other."""


def is_of_pairs(tree: And) -> bool:
    """Whether it is a phrase in any form of its words: each near the next."""
    return all(isinstance(part, Near) for part in tree.parts)


def indexed_words(tree: Sought, field: str) -> list[tuple[str, str]]:
    """The words of something in a text field as terms, each with the name under which the index has them."""
    match tree:
        case Term(word=word):
            return [(field, stem(word))]
        case Phrase(words=words):
            return [(exact_name(field), word) for word in words]
        case Near(left=left, right=right):
            return [*indexed_words(left, field), *indexed_words(right, field)]
        case And(parts=parts):
            return [word for part in parts if isinstance(part, Near) for word in indexed_words(part, field)]
        case _:
            assert_never(tree)
