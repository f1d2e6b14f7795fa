"""What collections are called, and which one an exchange belongs to."""

import pytest

from corpus.collections import COLLECTIONS, collection_called, collection_of, collections_of_section


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("lmqs", "london-mayors-questions"),
        ("London Assembly", "london-mayors-questions"),
        ("Questions to the Mayor of London", "london-mayors-questions"),
        ("commons", "wrans"),
        ("House of Lords", "lordswrans"),
        ("SPWRANS", "spwa"),
    ],
)
def test_a_collection_goes_by_many_names(name: str, key: str) -> None:
    called = collection_called(name)
    assert called is not None
    assert called.key == key


def test_no_name_means_two_collections() -> None:
    names = [name for each in COLLECTIONS.values() for name in each.names]
    assert len(names) == len(set(names))


def test_theyworkforyou_has_the_written_answers_of_both_houses_in_one_section() -> None:
    assert [each.key for each in collections_of_section("wrans")] == ["wrans", "lordswrans"]
    assert [each.key for each in collections_of_section("lmqs")] == ["london-mayors-questions"]
    assert collections_of_section("debates") == ()


@pytest.mark.parametrize(
    ("key", "id", "found"),
    [
        ("wrans", "lmq/2020/1", "wrans"),
        ("", "lmq/2020/1", "london-mayors-questions"),
        ("", "wrans/2009-10-28.1.q0", "wrans"),
        ("", "twfy/2019-10-28.6267.h", "wrans"),
        ("my-own", "seed/1", None),
        ("", "", None),
    ],
)
def test_an_exchange_belongs_to_the_collection_of_its_key_or_else_of_its_id(
    key: str, id: str, found: str | None
) -> None:
    collection = collection_of(key, id)
    assert (collection.key if collection else None) == found
