"""Which generation answers? An engine moves over to a newer one by itself, between two requests."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from msgspec import Struct

from corpus.errors import IndexFolderError
from indexer.generations import Generation, IndexFolder
from search.engine import Standing

Opened = TypeVar("Opened")


class _Served(Struct, Generic[Opened], frozen=True):
    """What answers, replaced as one, so that no request sees one generation by the name of another."""

    generation: Generation
    opened: Opened


class Staying(Generic[Opened]):
    """One generation, whatever becomes of its folder's pointer: for those who move over in their own time."""

    def __init__(self, generation: Generation, opened: Opened) -> None:
        self._served = _Served(generation, opened)

    def current(self) -> Opened:
        """The generation as it is opened."""
        return self._served.opened

    def standing(self) -> Standing:
        """Which generation it is; of another one nothing is known here."""
        generation = self._served.generation
        return Standing(generation.name, generation.manifest.counts.exchanges, None)


class Moving(Generic[Opened]):
    """The current generation of an index folder, as an engine has opened it.

    Raises `IndexFolderError` where there is none that can be trusted to begin with. A later one that cannot
    be trusted is refused, told in the log, and the one before it goes on answering.
    """

    def __init__(self, folder: Path, opens: Callable[[Generation], Opened]) -> None:
        self._folder = IndexFolder(folder)
        self._opens = opens
        self._lock = Lock()
        self._mark = self._folder.current_mark()
        generation = self._folder.open_current()
        self._served = _Served(generation, opens(generation))
        self._seen: str | None = generation.name
        """The name that the folder's pointer last had, whatever came of it."""
        self._trouble: str | None = None

    def current(self) -> Opened:
        """The current generation, opened anew where it has changed.

        One request opens it; those that come meanwhile are answered from the one before, without waiting.
        """
        if self._lock.acquire(blocking=False):
            try:
                self._move()
            finally:
                self._lock.release()
        return self._served.opened

    def standing(self) -> Standing:
        """Which generation answers, and whether it is the one that should."""
        self.current()
        generation = self._served.generation
        return Standing(generation.name, generation.manifest.counts.exchanges, self._trouble)

    def _move(self) -> None:
        mark = self._folder.current_mark()
        if mark == self._mark:
            return
        self._mark = mark
        name: str | None = None
        try:
            name = self._folder.current_name()
            if name == self._seen:
                return
            if name != self._served.generation.name:
                generation = self._folder.open_current()
                self._served = _Served(generation, self._opens(generation))
                name = generation.name
            self._trouble = None
        except IndexFolderError as error:
            trouble = f"generation {name} cannot be opened" if name else "no generation is current"
            if trouble != self._trouble:
                _tell(f"{trouble}, and {self._served.generation.name} goes on answering: {error}")
            self._trouble = trouble
        self._seen = name


def _tell(trouble: str) -> None:
    import logging  # noqa: PLC0415 (a search from the command line has ended before anything moves)

    logging.getLogger(__name__).error(trouble)
