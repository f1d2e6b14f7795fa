"""Values are grouped as a dict of lists would group them."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.recogniser.grouping import Grouped


@given(st.lists(st.sampled_from([b"a", b"b", b"c", b"d"])))
def test_every_key_has_its_values_in_order(keys: list[bytes]) -> None:
    values = [f"value {number}" for number in range(len(keys))]
    grouped = Grouped(keys, values)
    expected: dict[bytes, list[str]] = {}
    for key, value in zip(keys, values, strict=True):
        expected.setdefault(key, []).append(value)
    assert {key: grouped.of(key) for key in grouped} == expected
    assert list(grouped) == list(expected)
    assert grouped.of(b"e") == []
    assert b"e" not in grouped
