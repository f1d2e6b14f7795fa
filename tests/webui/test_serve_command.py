"""``serve`` says where it is, answers there, and refuses an index that cannot be used."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from corpus.errors import IndexFolderError
from webui.commands import serve

SERVE = [sys.executable, "-c", "from webui.commands import serve; serve()"]


def test_it_says_where_it_is_and_answers_there(index_folder: Path) -> None:
    environment = os.environ | {"QUESTIONTIME_INDEX": str(index_folder), "PYTHONUNBUFFERED": "1"}
    command = [*SERVE, "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stderr
            said = server.stderr.readline()
            where = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert where, said
            with urlopen(f"{where[0]}healthz", timeout=30) as answer:
                assert b'"status":"ok"' in answer.read()
        finally:
            server.terminate()
        assert server.wait(timeout=30) == 0


def test_an_index_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, ["--index", str(tmp_path / "none")])
    assert isinstance(result.exception, IndexFolderError)


@pytest.mark.parametrize("arguments", [["--port", "99999"], ["--workers", "0"]])
def test_impossible_options_are_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(serve, arguments).exit_code == 2
