"""Logs that programs read: a line of JSON for each thing that happened, shared by all workers."""

import json
import sys
from datetime import UTC, datetime
from logging import INFO, Logger, StreamHandler
from logging.handlers import WatchedFileHandler
from pathlib import Path

STDOUT = Path("-")


class LineLog:
    """A file that lines are added to; opened anew where it was moved away, as logrotate does it.

    Each line is one write to a file that is open for appending, so that those of several processes do not
    mix. An `OSError` where it cannot be opened.
    Everything but ASCII is escaped: whoever reads the file in a terminal sees no control characters of a
    stranger's, and a line stays a line.
    """

    def __init__(self, path: Path) -> None:
        self._logger = Logger("questiontime.lines", INFO)
        stdout = path == STDOUT
        handler = StreamHandler(sys.stdout) if stdout else WatchedFileHandler(path, encoding="ascii")
        self._logger.addHandler(handler)

    def add(self, line: dict[str, object]) -> None:
        """Add a line, with the time in UTC as its first value."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
        self._logger.info("%s", json.dumps({"time": now} | line, separators=(",", ":")))
