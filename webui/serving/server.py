"""gunicorn, configured by values; each of its workers opens the index for itself."""

import os
import socket
import sys
from pathlib import Path
from shutil import rmtree
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped] # it has no types

from corpus.registry import Registry
from webui.serving.moving_over import MovingOver
from webui.serving.settings import Settings
from webui.serving.worker import PatientWorker

THREADS = 8
"""Of each worker: one computes while the others wait for their readers."""


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """The pages of an index, at an address, on the operator's terms."""

    def __init__(self, index: Path, address: str, workers: int, settings: Settings) -> None:
        self._index = index
        self._site = settings
        self._addresses = [address, *([settings.metrics.address] if settings.metrics else [])]
        self._settings = {
            "bind": self._addresses,
            "workers": workers,
            "worker_class": PatientWorker,
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 30,
            "keepalive": 15,
            "limit_request_line": 8_190,
            "limit_request_fields": 60,
            "limit_request_field_size": 8_190,
            # Its own list of proxies to be believed would be those on this machine; only told ones are.
            "forwarded_allow_ips": "",
            # Its warnings are of requests that make no sense, and name the addresses that they came from.
            "loglevel": "error",
            "when_ready": _announce,
            "on_exit": self._tidy,
            # Newer gunicorns open a socket in the home folder to be controlled by; signals are enough.
            "control_socket_disable": True,
        }
        super().__init__()

    def run(self) -> None:
        """Serve until told to stop, at addresses that are free.

        gunicorn ends its workers by an exception that goes up the stack they were forked with. It must not
        reach what surrounds the server, such as a folder that goes with it.
        """
        for address in self._addresses:
            _try_to_listen(address)
        server = os.getpid()
        try:
            super().run()
        except SystemExit as end:
            if os.getpid() != server:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(end.code if isinstance(end.code, int) else 1)
            raise

    def load_config(self) -> None:
        for name, value in self._settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        moving_over = MovingOver(self._index, Registry.load(), self._site)
        moving_over.start()
        return moving_over.app

    def _tidy(self, server: Any) -> None:
        """When the last worker has gone; not in a worker, which shares these files with others."""
        if self._site.metrics:
            rmtree(self._site.metrics.folder, ignore_errors=True)


def _try_to_listen(address: str) -> None:
    """Say in one line why nobody can listen there: gunicorn tries for five seconds, and says so each time."""
    host, _, port = address.rpartition(":")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host.strip("[]"), int(port)))
    except OSError as error:
        raise click.ClickException(f"cannot listen at {address}: {error.strerror}") from error


def _announce(server: Any) -> None:
    click.echo(f"questiontime answers at {server.LISTENERS[0]}/ (Ctrl+C stops it)", err=True)
