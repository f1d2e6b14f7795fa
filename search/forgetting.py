"""What is worked out of very many things, each once, until all of it is forgotten."""

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Forgetting(dict[_Key, _Value]):
    """By thing, what a function makes of it; emptied when so many are known, as there is no end to words.

    None is moved when it is looked up, as in a cache of the latest: that touches more memory than finding it.
    """

    def __init__(self, make: Callable[[_Key], _Value], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, thing: _Key) -> _Value:
        if len(self) >= self._most:
            self.clear()
        made = self[thing] = self._make(thing)
        return made
