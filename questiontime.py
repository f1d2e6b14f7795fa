"""``questiontime``: the one command, assembled from each package's own."""

import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import click

from corpus.commands import bodies
from corpus.errors import QuestionTimeError
from indexer.candidates_command import candidates
from indexer.commands import index, rebuild
from search.commands import search
from webui.commands import serve


class _OneLineErrors(click.Group):
    """Shows an error that the user can mend as one line, with exit code 1; a bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuestionTimeError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="questiontime", message="questiontime %(version)s")
def questiontime() -> None:
    """Search the questions that representatives ask, the answers, and the public bodies they cite."""


@questiontime.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def demo(ctx: click.Context, host: str, port: int) -> None:
    """Build an index of the fictional samples, serve it, and say where."""
    samples_folder = resources.as_file(resources.files("corpus") / "samples")
    with tempfile.TemporaryDirectory(prefix="questiontime-demo-") as folder, samples_folder as samples:
        ctx.invoke(rebuild, sources=(samples,), index=Path(folder))
        ctx.invoke(serve, index=Path(folder), host=host, port=port, workers=1)


bodies.add_command(candidates)
for command in (index, search, bodies, serve):
    questiontime.add_command(command)


def main() -> None:
    """Entry point; every option can be set as ``QUESTIONTIME_<COMMAND>_<OPTION>`` too."""
    questiontime(auto_envvar_prefix="QUESTIONTIME")


if __name__ == "__main__":
    main()
