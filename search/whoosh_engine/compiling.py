"""A query tree as Whoosh's queries."""

from collections.abc import Callable
from typing import assert_never

from whoosh import query as whoosh
from whoosh.matching import FilterMatcher
from whoosh.query import spans
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher

from indexer.analysis import stem
from indexer.fields import FIELD, TEXT_FIELDS, Field
from indexer.identity import identity_key
from indexer.schema import exact_name, keyword_term
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


def compiled(tree: Query, reader: IndexReader) -> whoosh.Query:
    """The Whoosh query of a tree, for the index that it is to be asked of.

    Words are scored by BM25F in each text field and summed, the fields weighted by the table of
    fields. What only restricts (keywords, dates, everything) scores nothing.
    """
    match tree:
        case Everything():
            return _unscored(whoosh.Every())
        case Term() | Phrase() | Prefix():
            return _in_fields(tree.field, lambda field: _leaf(tree, field))
        case Near():
            return _in_fields(tree.left.field or tree.right.field, lambda field: _near(tree, field))
        case Keyword(field=name, value=value, score=score):
            terms = _values(FIELD[name], value, reader)
            return whoosh.ConstantScoreQuery(whoosh.Or([whoosh.Term(name, term) for term in terms]), score)
        case Dates():
            return _unscored(_date_range(tree))
        case Identity(id=id):
            return _unscored(whoosh.Term("key", keyword_term(identity_key(id))))
        case Or(parts=parts):
            return whoosh.Or([compiled(part, reader) for part in parts])
        case Not():
            return _conjunction((tree,), reader)
        case And(parts=parts):
            return _conjunction(parts, reader)
        case _:
            assert_never(tree)


def _values(field: Field, value: str, reader: IndexReader) -> list[str]:
    """The value itself; where no exchange has it, those that hold its words, if the field allows that."""
    wanted = keyword_term(field.canonical(value))
    if not field.by_words or (field.name, wanted) in reader:
        return [wanted]
    return [term for term in reader.field_terms(field.name) if f" {wanted} " in f" {term} "]


class _SpanNear(spans.SpanNear):
    """Whoosh's own, with the estimates that it lacks and that a conjunction asks every part for."""

    def estimate_size(self, reader: IndexReader) -> int:
        return int(self.q.estimate_size(reader))

    def estimate_min_size(self, reader: IndexReader) -> int:
        return 0


class _AndNot(whoosh.AndNot):
    """Whoosh's own, with the excluded documents as a set.

    Its own matcher compares its parts' first documents without bringing them level, and so lets through a
    first document that the second part excludes, where that part has others before it.
    """

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> FilterMatcher:
        excluded = frozenset(self.b.matcher(searcher, searcher.boolean_context()).all_ids())
        return FilterMatcher(self.a.matcher(searcher, context), excluded, exclude=True)


def _conjunction(parts: tuple[Query, ...], reader: IndexReader) -> whoosh.Query:
    wanted = [compiled(part, reader) for part in parts if not isinstance(part, Not)]
    unwanted = [compiled(part.part, reader) for part in parts if isinstance(part, Not)]
    positive = whoosh.And(wanted) if wanted else _unscored(whoosh.Every())
    return _AndNot(positive, whoosh.Or(unwanted)) if unwanted else positive


def _in_fields(name: str | None, leaf: Callable[[Field], whoosh.Query]) -> whoosh.Query:
    asked = (FIELD[name],) if name else TEXT_FIELDS
    return whoosh.Or([leaf(field) for field in asked])


def _leaf(tree: Term | Phrase | Prefix, field: Field) -> whoosh.Query:
    match tree:
        case Term(word=word):
            return whoosh.Term(field.name, stem(word), boost=field.weight)
        case Phrase(words=(word,)):
            return whoosh.Term(exact_name(field.name), word, boost=field.weight)
        case Phrase(words=words, slop=slop):
            return whoosh.Phrase(exact_name(field.name), list(words), slop=slop, boost=field.weight)
        case Prefix(start=start):
            return whoosh.Prefix(exact_name(field.name), start, boost=field.weight)
        case _:
            assert_never(tree)


def _near(tree: Near, field: Field) -> whoosh.Query:
    # A field and its unstemmed twin number their words alike, so a phrase can stand near a stem.
    left, right = _leaf(tree.left, field), _leaf(tree.right, field)
    return _SpanNear(left, right, slop=tree.distance, ordered=False)


def _date_range(dates: Dates) -> whoosh.Query:
    since, until = (day and int(day.strftime("%Y%m%d")) for day in (dates.since, dates.until))
    return whoosh.NumericRange("date", since, until)


def _unscored(query: whoosh.Query) -> whoosh.Query:
    return whoosh.ConstantScoreQuery(query, 0.0)
