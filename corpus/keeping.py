"""What is loaded to stay, without being looked through for garbage meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept() -> Iterator[None]:
    """Leave all that is made within out of the garbage collector's rounds, then and later.

    While very much is made that stays, those rounds go through it again and again, and find nothing: of an
    update of one exchange they were a third.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep_everything() -> None:
    """Have all that is there left out of the garbage collector's rounds: each stopped every answer for 90 ms.

    What was kept before is let go of first, so that an older generation goes when the next one comes. What
    is kept from then on is little, and mostly what the collector has no need to look at (records without
    cycles, arrays, numbers); next to nothing of the rest is garbage, so rounds are rare.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, *_ROUNDS)


_NEW = 10_000
"""How many new objects there are for each round through them. Python's own 700 took 4% of a page's time."""
_ROUNDS = (10, 10)
"""How many rounds through what is new for each through what is less so, and of these for each through all."""
