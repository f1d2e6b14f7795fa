"""A query restated, and the parts of it that are marked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.registry import Body, Registry
from indexer.fields import FIELDS, TEXT_FIELDS, Kind
from search.fillers import JOINING
from search.query.parser import parse
from search.query.terms import positive_parts
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
from search.query.words import in_words

REGISTRY = Registry(
    [
        Body("ico", "Information Commissioner's Office", "regulator", abbreviations=("ICO",)),
        Body("ofgem", "Office of Gas and Electricity Markets", "regulator", abbreviations=("Ofgem",)),
    ]
)

TABLE = Path(__file__).with_name("restated_queries.txt").read_text(encoding="utf-8")
RESTATED = [row.split("\n    ") for row in TABLE.strip().split("\n\n")[1:]]


@pytest.mark.parametrize(("typed", "said"), RESTATED)
def test_a_query_is_restated(typed: str, said: str) -> None:
    assert parse(typed, REGISTRY).words == said


def test_nothing_typed_is_everything() -> None:
    assert parse("", REGISTRY).words == "everything"


def test_the_whole_of_a_long_query_is_restated() -> None:
    typed = (
        'facial recognition cites:"Information Commissioner’s Office" by:"Siân Berry" 2019..2020 '
        "-party:Labour -cites:ofgem"
    )
    assert parse(typed, REGISTRY).words == (
        "Exchanges with “facial” and “recognition”, citing Information Commissioner's Office, "
        "asked by Siân Berry, from 1 January 2019 to 31 December 2020, but not asked by Labour members "
        "and not citing Office of Gas and Electricity Markets"
    )


WORD = st.text("abcdefghij", min_size=1, max_size=6)
TEXT_FIELD = st.sampled_from([None, *(field.name for field in TEXT_FIELDS)])
TERM = st.builds(Term, WORD, TEXT_FIELD)
PHRASE = st.builds(Phrase, st.lists(WORD, min_size=1, max_size=4).map(tuple), TEXT_FIELD, st.integers(1, 3))
KEYWORD = st.builds(
    Keyword, st.sampled_from([field.name for field in FIELDS if field.kind is Kind.KEYWORD]), WORD
)
DAY = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
LEAF = st.one_of(
    TERM,
    PHRASE,
    KEYWORD,
    st.builds(Prefix, WORD, TEXT_FIELD),
    st.builds(Near, TERM | PHRASE, TERM | PHRASE, st.integers(1, 20)),
    st.builds(Dates, DAY, DAY),
    st.builds(Identity, WORD),
    st.just(Everything()),
)
TREE = st.recursive(
    LEAF,
    lambda part: st.one_of(
        st.builds(And, st.lists(part, min_size=1, max_size=4).map(tuple)),
        st.builds(Or, st.lists(part, min_size=1, max_size=4).map(tuple)),
        st.builds(Not, part),
    ),
    max_leaves=12,
)


@given(TREE)
def test_the_words_of_any_query_mention_each_of_its_words(tree: Query) -> None:
    said = in_words(tree, REGISTRY)
    for word in _mentioned(tree):
        assert word.casefold() in said.casefold()
    assert said.count("(") == said.count(")")


@given(TREE)
def test_the_parts_to_mark_are_those_outside_exclusions(tree: Query) -> None:
    asked_for = list(_asked_for(tree))
    telling = [each for each in asked_for if not isinstance(each, Term) or each.word not in JOINING]
    assert list(positive_parts(tree)) == (telling or asked_for)


def _mentioned(tree: Query) -> Iterator[str]:
    match tree:
        case Term(word=word) | Prefix(start=word) | Identity(id=word):
            yield word
        case Keyword(value=value):
            yield value
        case Phrase(words=words):
            yield " ".join(words)
        case Dates(since=since, until=until):
            yield from (str(day.year) for day in (since, until) if day)
        case Near(left=left, right=right):
            yield from (*_mentioned(left), *_mentioned(right))
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _mentioned(part)
        case Not(part=part):
            yield from _mentioned(part)


def _asked_for(tree: Query) -> Iterator[Query]:
    match tree:
        case Term() | Phrase() | Prefix():
            yield tree
        case Near(left=left, right=right):
            yield from (left, right)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _asked_for(part)


def test_what_is_excluded_or_asked_of_a_keyword_is_not_marked() -> None:
    tree = parse('damp "black mould" -housing regulat* party:Green flood NEAR river', REGISTRY).tree
    assert list(positive_parts(tree)) == [
        Term("damp"),
        Phrase(("black", "mould")),
        Prefix("regulat"),
        Term("flood"),
        Term("river"),
    ]


@pytest.mark.parametrize(
    ("typed", "marked"),
    {
        "crimes NEAR of": [Term("crimes")],
        "cost of living": [Term("cost"), Term("living")],
        '"board of trade" in the': [Phrase(("board", "of", "trade"))],
        "of the": [Term("of"), Term("the")],
    }.items(),
)
def test_what_only_joins_other_words_is_marked_only_where_there_are_none(
    typed: str, marked: list[Query]
) -> None:
    assert list(positive_parts(parse(typed, REGISTRY).tree)) == marked
