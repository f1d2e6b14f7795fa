"""Which generation answers? An engine moves over to a newer one by itself, between two requests."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from corpus.errors import IndexFolderError
from indexer.generations import Generation, IndexFolder

Opened = TypeVar("Opened")

_LOG = logging.getLogger(__name__)


class Moving(Generic[Opened]):
    """The current generation of an index folder, as an engine has opened it.

    Raises `IndexFolderError` where there is none that can be trusted to begin with. A later one that cannot
    be trusted is refused, told in the log, and the one before it goes on answering.
    """

    def __init__(self, folder: Path, opens: Callable[[Generation], Opened]) -> None:
        self._folder = IndexFolder(folder)
        self._opens = opens
        self._lock = Lock()
        self._refused: str | None = None
        generation = self._folder.open_current()
        self._name = generation.name
        self._opened = opens(generation)

    def current(self) -> Opened:
        """The current generation, opened anew where it has changed."""
        with self._lock:
            name = self._folder.current_name()
            if name not in (None, self._name, self._refused):
                try:
                    generation = self._folder.open_current()
                    self._opened, self._name = self._opens(generation), generation.name
                except IndexFolderError as error:
                    self._refused = name
                    _LOG.error("generation %s is not served: %s", name, error)
            return self._opened
