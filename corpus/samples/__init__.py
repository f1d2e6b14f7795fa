"""Fictional exchanges, written for this project: an invented assembly that cites real public bodies."""

from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path


def samples_folder() -> AbstractContextManager[Path]:
    """The folder of the samples as a path, wherever the package is installed."""
    return resources.as_file(resources.files("corpus.samples"))
