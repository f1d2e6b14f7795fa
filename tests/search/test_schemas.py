"""Schemas that are read off records: what they allow, and what they do not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from corpus.exchange import Exchange, to_json
from search.schemas import Schema, listed, or_null, schema_of
from tests.search.small_index import exchange_of


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    left: int
    right: int = 0


@dataclass(frozen=True)
class Record:
    name: str
    day: date
    colour: Colour
    pairs: tuple[Pair, ...]
    alias: str | None = None


WHOLE = {
    "name": "x",
    "day": "2031-05-14",
    "colour": "red",
    "pairs": [{"left": 1, "right": 2}],
    "alias": None,
}


def fits(value: object, schema: Schema) -> bool:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).is_valid(value)


def test_what_a_record_has_fits() -> None:
    assert fits(WHOLE, schema_of(Record))
    assert fits(WHOLE | {"alias": "y"}, schema_of(Record))


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"day": "yesterday"},
        {"colour": "blue"},
        {"pairs": [{"left": 1}]},
        {"pairs": [{"left": -1, "right": 1}]},
        {"more": 1},
    ],
)
def test_what_it_cannot_have_does_not(change: dict[str, object]) -> None:
    assert not fits(WHOLE | change, schema_of(Record))


def test_gaps_are_left_out_where_nothing_is_to_be_said() -> None:
    schema = schema_of(Record, gaps=False)
    assert fits({name: value for name, value in WHOLE.items() if name != "alias"}, schema)
    assert not fits(WHOLE, schema)
    exchange = exchange_of(1, "Title", "Question", "Answer").exchange
    assert fits(to_json(exchange), schema_of(Exchange, gaps=False))


def test_what_is_told_beside_a_record() -> None:
    schema = schema_of(Pair, others=or_null(listed(schema_of(Pair))))
    assert fits({"left": 1, "right": 2, "others": None}, schema)
    assert not fits({"left": 1, "right": 2}, schema)


def test_a_type_without_a_schema_is_a_mistake_of_ours() -> None:
    @dataclass
    class Odd:
        what: complex

    with pytest.raises(TypeError, match="complex"):
        schema_of(Odd)
