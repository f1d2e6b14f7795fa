"""``questiontime serve``: the pages behind a production server."""

from pathlib import Path
from tempfile import mkdtemp

import click

from corpus.registry import Registry
from search.opening import open_engine
from webui.operating.line_log import LineLog
from webui.operating.metrics import MetricsPlace, can_be_counted
from webui.safety.rates import Allowances
from webui.serving.server import Server
from webui.serving.settings import Settings

_LOG = click.Path(path_type=Path, dir_okay=False)


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
@click.option(
    "--access-log", type=_LOG, help="Add a line of JSON for each answer to this file; - for stdout."
)
@click.option(
    "--failed-searches", type=_LOG, help="Add a line of JSON for each search that found nothing to this file."
)
@click.option(
    "--metrics", metavar="ADDRESS:PORT", help="Give numbers for Prometheus at /metrics of this other address."
)
def serve(
    index: Path,
    host: str,
    port: int,
    workers: int,
    trusted_host: tuple[str, ...],
    proxies: int,
    rate: int,
    access_log: Path | None,
    failed_searches: Path | None,
    metrics: str | None,
) -> None:
    """Serve the pages of an index."""
    # Opened once here, so that an index that cannot be is one clear message and not a failed worker's.
    open_engine(index, Registry.load()).close()
    settings = Settings(
        trusted_host,
        proxies,
        Allowances(rate) if rate else None,
        _log(access_log, "--access-log"),
        _log(failed_searches, "--failed-searches"),
        _metrics_place(metrics, port) if metrics else None,
    )
    Server(index, f"{'[' + host + ']' if ':' in host else host}:{port}", workers, settings).run()


def _log(path: Path | None, option: str) -> LineLog | None:
    try:
        return LineLog(path) if path else None
    except OSError as error:
        raise click.BadParameter(f"{path} cannot be written: {error.strerror}", param_hint=option) from error


def _metrics_place(typed: str, pages_port: int) -> MetricsPlace:
    host, _, port = typed.rpartition(":")
    number = int(port) if port.isascii() and port.isdigit() and len(port) <= 5 else 0
    if not host or number in (0, pages_port):
        raise click.BadParameter(
            "takes an address with a port other than that of the pages, such as 127.0.0.1:9108",
            param_hint="--metrics",
        )
    if not can_be_counted():
        raise click.UsageError('--metrics needs prometheus_client: pip install "questiontime[metrics]"')
    return MetricsPlace(host, number, Path(mkdtemp(prefix="questiontime-metrics-")))
