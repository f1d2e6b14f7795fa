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
