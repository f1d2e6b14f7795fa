"""The values of each document by its number: what sorting, filtering and counting read."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from whoosh.reading import IndexReader

from indexer.schema import VALUE_BREAK, keyword_term

Value = TypeVar("Value", int, str)


@dataclass(frozen=True, slots=True)
class Column:
    """A keyword field's values by document, as ordinals into the distinct values."""

    values: tuple[str, ...]
    """Each distinct value, in the spelling that stands in most exchanges."""
    ordinals: tuple[tuple[int, ...], ...]
    """By document number; empty where the exchange has no value, and where it is deleted."""
    lookup: dict[str, int]
    """From the folded value to its ordinal."""

    def find(self, value: str) -> int | None:
        """The ordinal of a value in any spelling; None where no exchange has it."""
        return self.lookup.get(keyword_term(value))


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything that one generation is sorted, filtered and counted by."""

    live: tuple[int, ...]
    """The numbers of the documents that are not deleted."""
    dates: tuple[int, ...]
    """By document number, as 20200312."""
    rank: tuple[int, ...]
    """By document number: its place among all, newest first, equal days by id."""
    keywords: dict[str, Column]


def load_columns(reader: IndexReader, facets: Sequence[str]) -> Columns:
    """Read the columns of an open index, once a generation."""
    live = tuple(number for number in range(reader.doc_count_all()) if not reader.is_deleted(number))
    dates = _read(reader, "date", live, int, 0)
    ids = _read(reader, "id", live, str, "")
    newest = sorted(live, key=lambda number: (-dates[number], ids[number]))
    rank = [0] * reader.doc_count_all()
    for place, number in enumerate(newest):
        rank[number] = place
    keywords = {facet: _column(_read(reader, facet, live, str, "")) for facet in facets}
    return Columns(live, tuple(dates), tuple(rank), keywords)


def _read(
    reader: IndexReader, field: str, live: Sequence[int], convert: Callable[[Any], Value], gap: Value
) -> list[Value]:
    # Segment by segment: Whoosh's reader over all of them leaves out those without the column, and
    # then gives documents the values of others.
    values = [gap] * reader.doc_count_all()
    for leaf, offset in reader.leaf_readers():
        if leaf.has_column(field):
            column = leaf.column_reader(field)
            values[offset : offset + leaf.doc_count_all()] = [
                convert(column[number]) for number in range(leaf.doc_count_all())
            ]
    alive = set(live)
    return [value if number in alive else gap for number, value in enumerate(values)]


def _column(texts: Sequence[str]) -> Column:
    spellings: dict[str, Counter[str]] = {}
    for text, count in Counter(texts).items():
        for value in text.split(VALUE_BREAK) if text else ():
            spellings.setdefault(keyword_term(value), Counter())[value] += count
    terms = sorted(spellings)
    lookup = {term: ordinal for ordinal, term in enumerate(terms)}
    values = tuple(
        min(spellings[term], key=lambda spelling: (-spellings[term][spelling], spelling)) for term in terms
    )
    # Most texts recur (a party, a year), so each distinct one is taken apart once.
    known = {"": ()} | {
        text: tuple(dict.fromkeys(lookup[keyword_term(value)] for value in text.split(VALUE_BREAK)))
        for text in set(texts) - {""}
    }
    return Column(values, tuple(known[text] for text in texts), lookup)
