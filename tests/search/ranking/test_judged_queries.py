"""The judged queries are well formed, and the measure taken by them is the one it says it is."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collections import COLLECTIONS
from tests.benchmarks.headings import read_written
from tests.benchmarks.ranking import DEPTH, SETS, Judged, ndcg, read_judged

KINDS = {"topic", "body", "person-or-place", "phrase", "question", "everyday", "misspelling", "known-item"}

JUDGED = {name: read_judged(name) for name in SETS}
ALL = [judged for judged_set in JUDGED.values() for judged in judged_set]

GRADES = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 3), max_size=30)


@pytest.mark.parametrize("name", SETS[:2])
def test_every_kind_of_query_is_asked_several_times(name: str) -> None:
    kinds = Counter(judged.kind for judged in JUDGED[name])
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 6


def test_no_query_is_asked_twice() -> None:
    assert len({judged.query for judged in ALL}) == len(ALL) >= 100


@pytest.mark.parametrize("judged", ALL, ids=lambda judged: judged.query)
def test_a_query_has_something_that_is_wanted_first(judged: Judged) -> None:
    assert {3} <= set(judged.grades.values()) <= {0, 1, 2, 3}
    assert {id.split("/")[0] for id in judged.grades} <= set(COLLECTIONS)


def test_one_remembered_exchange_is_wanted_first() -> None:
    wanted = [list(judged.grades.values()).count(3) for judged in ALL if judged.kind == "known-item"]
    assert wanted == [1] * len(wanted)


def test_an_ideal_order_scores_one_and_a_later_place_scores_less() -> None:
    grades = {"first": 3, "second": 1}
    assert ndcg(["first", "second"], grades) == 1
    assert ndcg(["other", "first"], grades) == pytest.approx(7 / math.log2(3) / (7 + 1 / math.log2(3)))
    assert ndcg(["other"], grades) == 0


@given(GRADES)
def test_the_order_of_grades_is_the_best_there_is(grades: dict[str, int]) -> None:
    best = sorted(grades, key=lambda each: -grades[each])
    assert ndcg(best, grades) == pytest.approx(1 if any(grades.values()) else 0)
    assert 0 <= ndcg(best[::-1], grades) <= ndcg(best, grades) + 1e-9


@given(GRADES)
def test_what_stands_below_the_page_does_not_count(grades: dict[str, int]) -> None:
    ranking = sorted(grades)
    assert ndcg(ranking, grades) == ndcg(ranking[:DEPTH], grades)


def test_every_written_query_is_after_a_heading_and_about_half_are_kept_back() -> None:
    written = read_written()
    assert len({each.query for each in written}) == len(written) >= 2_000
    assert all(each.query.strip() and all(each.exchanges) for each in written)
    assert 0.45 < sum(each.is_kept_back for each in written) / len(written) < 0.55
