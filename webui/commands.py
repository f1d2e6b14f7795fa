"""``questiontime serve``: the pages behind a production server."""

from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped] # it has no types

from corpus.registry import Registry
from search.opening import open_engine
from webui.app import create_app


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
def serve(index: Path, host: str, port: int, workers: int) -> None:
    """Serve the pages of an index."""
    # Opened once here, so that an index that cannot be is one clear message and not a failed worker's.
    open_engine(index, Registry.load()).close()
    _Server(index, f"{'[' + host + ']' if ':' in host else host}:{port}", workers).run()


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """gunicorn, configured by values; each of its workers opens the index for itself."""

    def __init__(self, index: Path, address: str, workers: int) -> None:
        self._index = index
        self._settings = {
            "bind": address,
            "workers": workers,
            "timeout": 60,
            "loglevel": "warning",
            "when_ready": _announce,
            # Newer gunicorns open a socket in the home folder to be controlled by; signals are enough.
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        registry = Registry.load()
        return create_app(open_engine(self._index, registry), registry)


def _announce(server: Any) -> None:
    where = ", ".join(str(listener) for listener in server.LISTENERS)
    click.echo(f"questiontime answers at {where}/ (Ctrl+C stops it)", err=True)
