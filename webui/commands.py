"""``questiontime serve``: the pages behind a production server."""

from pathlib import Path

import click

from corpus.registry import Registry
from search.opening import open_engine
from webui.safety.rates import Allowances
from webui.serving.server import Server
from webui.serving.settings import Settings


@click.command()
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    default=Path("index"),
    envvar="QUESTIONTIME_INDEX",
    show_default=True,
    help="The folder of the index.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="How many processes answer."
)
@click.option(
    "--trusted-host",
    multiple=True,
    help="A name that the site answers to, such as example.org, or .example.org for all below it; can be "
    "given several times. Without it, any.",
)
@click.option(
    "--proxies",
    type=click.IntRange(0, 8),
    default=0,
    show_default=True,
    help="How many proxies in front tell the reader's address and scheme (X-Forwarded-For and -Proto).",
)
@click.option(
    "--rate",
    type=click.IntRange(0, 100_000),
    default=0,
    show_default=True,
    help="How many requests a minute one address may make, all workers together; 0 for any number.",
)
def serve(
    index: Path, host: str, port: int, workers: int, trusted_host: tuple[str, ...], proxies: int, rate: int
) -> None:
    """Serve the pages of an index."""
    # Opened once here, so that an index that cannot be is one clear message and not a failed worker's.
    open_engine(index, Registry.load()).close()
    settings = Settings(trusted_host, proxies, Allowances(rate) if rate else None)
    Server(index, f"{'[' + host + ']' if ':' in host else host}:{port}", workers, settings).run()
