"""Every error that a user can cause or mend, under one root.

::

    QuestionTimeError
    ├── SourceError       a file that could not be read, with its line and the reason
    │   ├── RegistryError a row of the registry of bodies that breaks its rules
    │   └── PeopleError   a people file that is not Popolo
    └── IndexFolderError  an index that is missing, damaged, busy or of another version

The command line shows one line of text and exit code 1, the web a page or a JSON problem.
Any other exception is a bug, and keeps its traceback.
"""

from pathlib import Path


class QuestionTimeError(Exception):
    """The root: its text is written for the person who meets it."""


class SourceError(QuestionTimeError):
    """A file that could not be read: which one, where, and why."""

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.reason = reason
        self.line = line


class RegistryError(SourceError):
    """A row of the registry of public bodies that breaks the registry's rules."""


class PeopleError(SourceError):
    """A people file that is not Popolo as ParlParse publishes it."""


class IndexFolderError(QuestionTimeError):
    """An index folder that cannot be used: missing, damaged, busy, or of another version."""
