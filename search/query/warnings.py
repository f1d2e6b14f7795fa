"""What a person is told about a query: a few short sentences, each once."""

LIMIT = 8
"""How many warnings one query gives at the most; more would hide the results."""

_SHOWN = 40


class Warnings:
    """Collects sentences; called with each."""

    def __init__(self) -> None:
        self._texts: dict[str, None] = {}

    def __call__(self, text: str) -> None:
        if len(self._texts) < LIMIT:
            self._texts[text] = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self._texts)


def cited(typed: str) -> str:
    """What somebody typed, in quotation marks and not too long."""
    return f"“{typed}”" if len(typed) <= _SHOWN else f"“{typed[:_SHOWN].rstrip()}…”"
