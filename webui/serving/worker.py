"""A worker of gunicorn's whose threads no reader can hold by being slow."""

from contextlib import suppress
from socket import SHUT_RDWR
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped] # it has no types

WHOLE_REQUEST = 10.0
"""Seconds in which a request must have come, from its first byte to its last."""
WHOLE_ANSWER = 600.0
"""Seconds in which an answer must have been taken: enough for a download of everything over a slow line."""


class PatientWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """Threads with an end to their patience.

    gunicorn's threads wait for ever for the rest of a request that has begun, and for a reader that takes an
    answer a byte at a time. Here the loop that runs once a second anyway hangs up on both.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._ends: dict[Any, float] = {}
        """By connection that a thread is busy with: when that has to be over."""

    def handle(self, conn: Any) -> Any:
        self._ends[conn] = monotonic() + WHOLE_REQUEST
        try:
            return super().handle(conn)
        finally:
            self._ends.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        self._ends[conn] = monotonic() + WHOLE_ANSWER
        return super().handle_request(req, conn)

    def murder_keepalived(self, *arguments: Any, **named: Any) -> None:
        super().murder_keepalived(*arguments, **named)
        now = monotonic()
        for conn, end in list(self._ends.items()):
            if end < now:
                _hang_up(conn.sock)


def _hang_up(sock: Any) -> None:
    """What the thread waits for fails at once, and it closes the connection itself."""
    with suppress(OSError):  # It may have gone meanwhile.
        sock.shutdown(SHUT_RDWR)
