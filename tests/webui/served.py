"""A real server in a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVE = "from webui.commands import serve; serve(auto_envvar_prefix='QUESTIONTIME_SERVE')"


@contextmanager
def served(index: Path, *options: str, before: str = "", **environment: str) -> Iterator[str]:
    """The address of a server that runs meanwhile, and that stops when it is asked to."""
    with serving(index, *options, code=f"{before}\n{SERVE}", **environment) as (where, _):
        yield where


@contextmanager
def serving(
    index: Path, *options: str, code: str = SERVE, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same, with its process."""
    command = [sys.executable, "-c", code, "--port", "0", "--index", str(index), *options]
    settings = os.environ | environment | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=settings) as server:
        try:
            assert server.stderr
            said = server.stderr.readline()
            where = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert where, said
            yield where[0], server
        finally:
            server.terminate()
        assert server.wait(timeout=30) == 0
