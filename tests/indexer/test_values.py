"""The values of a keyword field are numbered alike with the compiled loop and in Python."""

from collections.abc import Callable, Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.codec.batch import Column, Inverted
from indexer.codec.compiled import VALUES
from indexer.codec.inverting_keywords import InternedValues, Values, inverted_keywords
from indexer.schema import VALUE_BREAK

MAKERS: dict[str, Callable[[], Values] | None] = {"compiled": VALUES, "in Python": InternedValues}
VALUE = st.text("aAé ’" + VALUE_BREAK, max_size=3)
DOCUMENT = st.lists(VALUE, max_size=3) | st.tuples(VALUE) | st.dictionaries(VALUE, st.none(), max_size=3)


@pytest.fixture(params=list(MAKERS.values()), ids=list(MAKERS))
def values(request: pytest.FixtureRequest) -> Values:
    if request.param is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    return request.param()


def test_each_distinct_value_is_a_number_in_whatever_it_comes(values: Values) -> None:
    values.add((["b", "a"], ("b",)))
    values.add(({"c": None, "a": None}, ()))
    numbers, counts = values.taken()
    assert (numbers.tolist(), counts.tolist()) == ([0, 1, 0, 2, 1], [2, 1, 2, 0])
    assert values.known == {"b": 0, "a": 1, "c": 2}
    assert [each.tolist() for each in values.taken()] == [[], []], "what was taken is gone"


def test_values_are_in_the_order_of_their_terms(values: Values) -> None:
    values.add((("Zoë", "Ada"), (f"ada{VALUE_BREAK}Bo",)))
    column, inverted = inverted_keywords(values, folding=True)
    assert column.spellings == [b"Ada", b"ada", b"Bo", "Zoë".encode()]
    assert (column.terms, inverted.terms) == ([b"ada", b"ada", b"bo", b"zoe"], [b"ada", b"bo", b"zoe"])
    assert (column.spelled.tolist(), column.counts.tolist()) == ([3, 0, 1, 2], [2, 2])
    assert (inverted.starts.tolist(), inverted.ids.tolist()) == ([0, 2, 3, 4], [0, 1, 1, 0])


@given(batches=st.lists(st.lists(DOCUMENT, max_size=5), max_size=3), folding=st.booleans())
def test_both_ways_give_the_same(batches: list[list[Collection[str]]], folding: bool) -> None:
    if VALUES is None:
        pytest.skip("the compiled loop could not be built here: is there a C compiler?")
    both: list[Values] = [VALUES(), InternedValues()]
    for values in both:
        for documents in batches:
            values.add(tuple(documents))
    assert both[0].known == both[1].known
    compiled, plain = (_plain(inverted_keywords(values, folding)) for values in both)
    assert compiled == plain


def _plain(made: tuple[Column, Inverted]) -> list[object]:
    column, inverted = made
    numbers = [column.spelled, column.counts, inverted.starts, inverted.ids]
    return [column.spellings, column.terms, inverted.terms, *[each.tolist() for each in numbers]]
