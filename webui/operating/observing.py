"""Every answer, told to whoever keeps count; not to whom it was given, and not what they searched for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from flask import Flask, Response, g, request


@dataclass(frozen=True, slots=True)
class Answered:
    """One request and what came of it."""

    method: str
    path: str
    """Without its parameters: those are what somebody searched for."""
    endpoint: str | None
    """The kind of page; None where there is no such page."""
    status: int
    size: int | None
    """Bytes of the body; None of a stream."""
    seconds: float
    """From the first look at the request until the last byte had been handed on."""
    generation: str | None


Observer = Callable[[Answered], None]


def observe(app: Flask, observers: Sequence[Observer]) -> None:
    """Tell them of every answer when it is over; to be called before all else that requests pass through."""

    def _begin() -> None:
        g.began = perf_counter()

    def _tell_at_the_end(response: Response) -> Response:
        began, generation = g.began, g.get("generation")
        method, path, endpoint = request.method, request.path, request.endpoint

        def _tell() -> None:
            seconds = perf_counter() - began
            size = response.content_length
            answered = Answered(method, path, endpoint, response.status_code, size, seconds, generation)
            for observer in observers:
                observer(answered)

        response.call_on_close(_tell)
        return response

    app.before_request(_begin)
    app.after_request(_tell_at_the_end)
