"""Regular expressions that are compiled when they are first used: each takes up to a millisecond, and most
commands use few.
"""

import re
from typing import cast


def awaited(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """An expression, to be used as if it were compiled."""
    return cast("re.Pattern[str]", _Awaited(pattern, flags))


class _Awaited:
    """Becomes what it stands for, one method after another, so that only a first call takes longer."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._what = pattern, flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(*self._what), name)  # Python keeps what it compiled.
        setattr(self, name, found)
        return found
