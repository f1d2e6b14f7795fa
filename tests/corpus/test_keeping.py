"""What is loaded to stay is not looked through for garbage."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from corpus.keeping import keep_everything, kept


class Own:
    """What only the collector can let go of."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


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


def test_a_process_that_keeps_everything_looks_for_garbage_among_what_comes_after() -> None:
    keep_everything()
    own = Own()
    gone = ref(own)
    del own
    gc.collect()
    assert gone() is None


def test_what_was_kept_before_is_let_go_of_when_everything_is_kept_again() -> None:
    own = Own()
    keep_everything()
    gone = ref(own)
    del own
    gc.collect()
    assert gone() is not None
    keep_everything()
    assert gone() is None
