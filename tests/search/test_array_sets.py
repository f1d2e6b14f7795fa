"""Sets of document numbers, and places of words, as numpy works on them and as plain Python would."""

from random import Random
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search.array_engine.arrays import (
    Ids,
    Scores,
    contained,
    each_once,
    located,
    rows_of,
    smallest,
    united,
)
from search.array_engine.compiled import Listed, Loops
from search.array_engine.matching import best_of
from search.array_engine.places import following, owners, phrase_spans, preceding
from search.array_engine.postings import Scored, by_weight

SPAN = 400
Places = NDArray[np.int64]

numbers = st.sets(st.integers(0, SPAN - 1), max_size=60)
many = st.integers(0).map(lambda seed: set(Random(seed).sample(range(SPAN), 250)))
either = st.one_of(numbers, many)


def ids(of: set[int]) -> Ids:
    return np.array(sorted(of), np.uint32)


@given(either, either)
def test_contained(wanted: set[int], among: set[int]) -> None:
    holds = contained(ids(wanted), ids(among), SPAN)
    assert ids(wanted)[holds].tolist() == sorted(wanted & among)


@given(either, either)
def test_located(some: set[int], more: set[int]) -> None:
    among = ids(some | more)
    assert among[located(ids(some), among, SPAN)].tolist() == sorted(some)


@given(st.lists(either, max_size=4))
def test_united(sets: list[set[int]]) -> None:
    assert united([ids(each) for each in sets], SPAN).tolist() == sorted(set().union(*sets))


@given(st.lists(st.integers(0, 20), max_size=30))
def test_each_once(several: list[int]) -> None:
    each, places = each_once(np.array(several, np.int64))
    assert each.tolist() == sorted(set(several))
    assert each[places].tolist() == several


@given(st.lists(st.integers(), unique=True, max_size=80), st.integers(0, 100))
def test_smallest(keys: list[int], count: int) -> None:
    array = np.array(keys, object).argsort().argsort()
    assert array[smallest(array, count)].tolist() == list(range(min(count, len(keys))))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.data())
def test_rows_of(counts: list[int], data: st.DataObject) -> None:
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)
    chosen = data.draw(st.sets(st.integers(0, len(counts) - 1)))
    rows, found = rows_of(ids(chosen), starts)
    assert rows.tolist() == [row for each in sorted(chosen) for row in range(starts[each], starts[each + 1])]
    assert found.tolist() == [counts[each] for each in sorted(chosen)]


places = st.sets(
    st.tuples(st.integers(0, 3), st.one_of(st.integers(0, 12), st.just(2**31 - 1))), max_size=20
).map(lambda found: np.array(sorted(document << 32 | place for document, place in found), np.int64))


@given(places, places, st.one_of(st.integers(1, 4), st.just(2**40)))
def test_what_comes_after_and_before(some: Places, others: Places, distance: int) -> None:
    pairs = [
        (here, there)
        for here in some.tolist()
        for there in others.tolist()
        if here >> 32 == there >> 32 and 0 < abs(here - there) <= distance
    ]
    assert following(some, others, distance).tolist() == sorted({a for a, b in pairs if b < a})
    assert preceding(some, others, distance).tolist() == sorted({a for a, b in pairs if b > a})


def test_a_phrase_begins_and_ends_where_the_whole_of_it_stands() -> None:
    """``a b c`` stands in ``a a b x c`` with one word between, and ``a b`` alone does not count."""
    a, b, c = (np.array(each, np.int64) for each in ([0, 1, 9], [2, 10], [4]))
    spans = phrase_spans([a, b, c], 2)
    assert (spans.starts.tolist(), spans.ends.tolist()) == ([0, 1], [4])
    assert phrase_spans([a, b, c], 1).ends.tolist() == []


def test_owners_are_given_once() -> None:
    assert owners(np.array([3, 4, 1 << 32, 5 << 32, (5 << 32) + 1])).tolist() == [0, 1, 5]


WORTH = (0.1, 0.2, 0.7, 1.0, 3.0)
posted = st.dictionaries(st.integers(0, 199), st.sampled_from(WORTH), min_size=1, max_size=120)
documents = st.one_of(st.none(), st.sets(st.integers(0, 199), max_size=150))


@given(
    st.lists(st.tuples(posted, st.sampled_from(WORTH)), max_size=4),
    documents,
    st.integers(1, 30),
)
def test_the_best_are_found_without_adding_everything_up(
    loops: Loops | None,
    words: list[tuple[dict[int, float], float]],
    among: set[int] | None,
    count: int,
) -> None:
    """The same documents as by sorting all sums, with the same scores to the last bit, and all that tie."""
    postings = [Given(scores, weight) for scores, weight in words]
    lists = by_weight(cast(list[Scored], postings))
    sums: dict[int, float] = dict.fromkeys(among or (), 0.0)
    for each in cast(list[Given], lists):
        for number, score in each.known.items():
            if among is None or number in among:
                sums[number] = sums.get(number, 0.0) + score
    found, scores = best_of(lists, None if among is None else ids(among).astype(np.int64), count, 200, loops)
    given = dict(zip(found.tolist(), scores.tolist(), strict=True))
    assert given.items() <= sums.items()
    least = sorted(sums.values(), reverse=True)[:count]
    assert {number for number, score in sums.items() if least and score >= least[-1]} <= given.keys()


@pytest.mark.parametrize("among", [None, {1, 3, 5}])
def test_as_many_may_be_wanted_as_no_memory_holds(loops: Loops | None, among: set[int] | None) -> None:
    """Whoever asks for a page far behind the last one is told that nothing is there."""
    lists = cast(list[Scored], [Given({1: 1.0, 2: 3.0, 3: 0.2}, 1.0)])
    allowed = None if among is None else ids(among).astype(np.int64)
    found, scores = best_of(lists, allowed, 10**30, 200, loops)
    expected = {1: 1.0, 2: 3.0, 3: 0.2} if among is None else {1: 1.0, 3: 0.2, 5: 0.0}
    assert dict(zip(found.tolist(), scores.tolist(), strict=True)) == expected


class Given:
    """Postings whose scores are given."""

    def __init__(self, known: dict[int, float], weight: float) -> None:
        self.known = {number: score * weight for number, score in sorted(known.items())}
        self.ids = ids(set(known))
        self.size = len(known)
        self.weight = weight
        self.bound = max(self.known.values())

    def listed(self) -> Listed:
        return self.ids.astype(np.int64), self.scores(), 1.0, self.bound

    def scores(self) -> Scores:
        return np.array(list(self.known.values()))

    def scores_of(self, ids: Ids, span: int) -> Scores:
        every: Scores = np.bincount(self.ids, self.scores(), span).astype(np.float64)
        return every.take(ids)
