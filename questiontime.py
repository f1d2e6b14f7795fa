"""``questiontime``: the one command, assembled from each package's own."""

import atexit
import os
import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any

from corpus.keeping import kept

with kept():
    import click

    from corpus.errors import QuestionTimeError

_COMMANDS = {
    "bodies": "indexer.bodies_command:bodies",
    "demo": "webui.demo_command:demo",
    "index": "indexer.commands:index",
    "search": "search.commands:search",
    "serve": "webui.commands:serve",
}
"""Where each command is; only the one that is called is imported: a search needs no readers, no pages."""


class _Commands(click.Group):
    """Shows an error that the user can mend as one line, with exit code 1; a bug keeps its traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command: click.Command = getattr(_imported(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuestionTimeError as error:
            raise click.ClickException(str(error)) from error


def _imported(module: str) -> ModuleType:
    """A command's module, without what its imports would do for nothing.

    numpy's linear algebra starts a thread a processor, and nothing here multiplies matrices.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with kept():
        return import_module(module)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="questiontime", message="questiontime %(version)s")
def questiontime() -> None:
    """Search the questions that representatives ask, the answers, and the public bodies they cite."""


def main() -> None:
    """Entry point; every option can be set as ``QUESTIONTIME_<COMMAND>_<OPTION>`` too."""
    codes: list[int] = []
    atexit.register(_leave, codes)
    try:
        questiontime(auto_envvar_prefix="QUESTIONTIME")
    except SystemExit as ended:
        codes += [ended.code] if isinstance(ended.code, int) else []
        raise


def _leave(codes: list[int]) -> None:
    """End at once, once all else that is to be done at the end is done: what was registered first comes last.

    Python would take every module and object to pieces, one by one, before the system takes it all back.
    Where there is no code to end with, or where not all can be written out, it ends as Python does.
    """
    with suppress(OSError, ValueError):
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        for code in codes:
            os._exit(code)


if __name__ == "__main__":
    main()
