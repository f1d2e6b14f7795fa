"""Numbers for Prometheus, of all workers together. To be imported by `webui.operating.metrics` only.

Each process counts in a file of its own, and prometheus_client adds the files up when it is asked. Labels are
few: the kinds of page and the statuses, never an address, a query or a name.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from search.engine import Standing
from search.request import Request
from search.result import Answer
from webui.operating.observing import Answered

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)
_OWN = CollectorRegistry()
_ANSWERS = Counter("questiontime_answers", "Requests that were answered.", ["page", "status"], registry=_OWN)
_SECONDS = Histogram(
    "questiontime_answer_seconds",
    "Time until the last byte of an answer.",
    ["page"],
    buckets=_BUCKETS,
    registry=_OWN,
)
_FAILED = Counter("questiontime_failed_searches", "Searches that found nothing.", registry=_OWN)


class PrometheusMetrics:
    """`webui.operating.metrics.Metrics`, by prometheus_client."""

    def answered(self, answered: Answered) -> None:
        """Count an answer."""
        page = answered.endpoint or "none"
        _ANSWERS.labels(page, str(answered.status)).inc()
        _SECONDS.labels(page).observe(answered.seconds)

    def failed(self, request: Request, answer: Answer) -> None:
        """Count a search that found nothing."""
        _FAILED.inc()

    def page(self, standing: Standing) -> Response:
        """All numbers, as Prometheus reads them."""
        everything = CollectorRegistry()
        MultiProcessCollector(everything)  # type: ignore[no-untyped-call] # it has none
        everything.register(_Standings(standing))
        return Response(generate_latest(everything), content_type=CONTENT_TYPE_LATEST)


class _Standings(Collector):
    """How the engine stands at the moment; the same in every worker, so it is not added up."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def collect(self) -> Iterator[Metric]:
        """The sizes and states that go up and down."""
        standing = self._standing
        made = datetime.strptime(standing.generation.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        for name, meaning, value in (
            ("questiontime_exchanges", "Exchanges in the generation that answers.", standing.exchanges),
            ("questiontime_generation_seconds", "When that was made, since 1970.", made.timestamp()),
            ("questiontime_degraded", "Whether another one should answer.", float(bool(standing.trouble))),
        ):
            yield GaugeMetricFamily(name, meaning, value)
