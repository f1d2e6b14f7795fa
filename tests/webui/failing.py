"""An engine that cannot answer."""

from corpus.citation import CitedExchange
from search.engine import Standing
from search.request import Request
from search.result import Result


class Failing:
    """An engine that fails in one way whatever it is asked."""

    generation = "none"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def search(self, request: Request) -> Result:
        raise self._error

    def every(self, request: Request) -> Result:
        raise self._error

    def exchange(self, id: str) -> CitedExchange | None:
        raise self._error

    def standing(self) -> Standing:
        raise self._error

    def close(self) -> None: ...
