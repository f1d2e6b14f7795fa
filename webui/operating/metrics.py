"""Where the numbers of all workers are counted and asked for, and the one door to the library that counts."""

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from flask import Response

from search.engine import Standing
from search.request import Request
from search.result import Answer
from webui.operating.observing import Answered


class Metrics(Protocol):
    """What one worker counts, and the sums of all of them."""

    def answered(self, answered: Answered) -> None:
        """Count an answer."""
        ...

    def failed(self, request: Request, answer: Answer) -> None:
        """Count a search that found nothing."""
        ...

    def page(self, standing: Standing) -> Response:
        """All numbers, as Prometheus reads them."""
        ...


@dataclass(frozen=True, slots=True)
class MetricsPlace:
    """A listener beside that of the pages, so that a proxy in front of those does not show the numbers."""

    host: str
    port: int
    folder: Path
    """For a file of each process that counts."""

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


def can_be_counted() -> bool:
    """Whether the library is there."""
    return find_spec("prometheus_client") is not None


def open_metrics(place: MetricsPlace) -> Metrics:
    """Begin to count in this process; to be called in each worker, and never before they are forked.

    Whether processes count together is decided when the library is imported, by its own variable.
    """
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(place.folder)
    from webui.operating.prometheus import PrometheusMetrics  # noqa: PLC0415 (not before the line above)

    return PrometheusMetrics()
