"""On what, and of which versions, something was measured."""

import os
import platform
import sqlite3
import subprocess
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_DISTRIBUTIONS = ("whoosh", "numpy", "tantivy")
_PROJECT = Path(__file__).parents[2]


def machine() -> dict[str, str]:
    """The machine and the versions, as a note under a table needs them."""
    known = {name: _version(name) for name in _DISTRIBUTIONS}
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
        "compiled loops": loops(),
        "sqlite": sqlite3.sqlite_version,
        "xapian": _xapian(),
        **known,
    }


def loops(project: Path = _PROJECT) -> str:
    """Whether the optional loops are there and made from their sources as they are; else which are not.

    Without them, all gives the same answers and takes longer: figures would be those of another program.
    """
    not_made = [source.stem for source in sorted(project.glob("*/*/compiled/*.pyx")) if _stale(source)]
    return f"missing or older than their source: {', '.join(not_made)}" if not_made else "all"


def _stale(source: Path) -> bool:
    made = source.with_suffix(EXTENSION_SUFFIXES[0])
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )


def _xapian() -> str:
    command = ["/usr/bin/python3", "-c", "import xapian; print(xapian.version_string())"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "not installed"
