"""``questiontime demo``: the samples, indexed and served."""

import tempfile
from importlib import resources
from pathlib import Path

import click

from indexer.commands import rebuild
from webui.commands import serve


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def demo(ctx: click.Context, host: str, port: int) -> None:
    """Build an index of the fictional samples, serve it, and say where."""
    samples_folder = resources.as_file(resources.files("corpus") / "samples")
    with tempfile.TemporaryDirectory(prefix="questiontime-demo-") as folder, samples_folder as samples:
        ctx.invoke(rebuild, sources=(samples,), index=Path(folder))
        ctx.invoke(serve, index=Path(folder), host=host, port=port, workers=1)
