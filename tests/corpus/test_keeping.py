"""What is loaded to stay is not looked through for garbage."""

import gc

import pytest

from corpus.keeping import kept


@pytest.fixture(autouse=True)
def unfrozen() -> object:
    yield
    gc.unfreeze()


def test_what_is_made_meanwhile_is_left_out_of_the_rounds() -> None:
    with kept():
        assert not gc.isenabled()
        made = [[number] for number in range(1_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(made)


def test_a_failure_leaves_the_collector_at_work() -> None:
    with pytest.raises(LookupError), kept():
        raise LookupError
    assert gc.isenabled()
