"""Some at a time, and none before its turn."""

from itertools import chain, count

from hypothesis import given
from hypothesis import strategies as st

from indexer.together import together


@given(st.lists(st.integers(), max_size=200))
def test_all_come_in_their_order_and_none_alone_that_need_not(each: list[int]) -> None:
    groups = list(together(each))
    assert list(chain.from_iterable(groups)) == each
    assert len({len(group) for group in groups[:-1]}) <= 1


def test_none_is_asked_for_before_its_turn() -> None:
    endless = count()
    first = next(together(endless))
    assert next(endless) == len(first)
