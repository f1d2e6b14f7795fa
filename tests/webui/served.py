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
    command = [sys.executable, "-c", f"{before}\n{SERVE}", "--port", "0", "--index", str(index), *options]
    settings = os.environ | environment | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=settings) as server:
        try:
            assert server.stderr
            said = server.stderr.readline()
            where = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert where, said
            yield where[0]
        finally:
            server.terminate()
        assert server.wait(timeout=30) == 0
