"""Who is told of what happens: the logs and the numbers that an operator has asked for."""

from dataclasses import dataclass

from flask import Flask, Response, abort, current_app, request

from webui.operating.access_log import access_log
from webui.operating.failed_searches import Listener, failed_search_log
from webui.operating.health import operators
from webui.operating.metrics import Metrics, MetricsPlace, open_metrics
from webui.operating.observing import Observer, observe
from webui.serving.settings import Settings
from webui.site import site

_KEY = "questiontime.watching"


@dataclass(frozen=True, slots=True)
class Watching:
    """What is told, to be put into an application."""

    observers: tuple[Observer, ...] = ()
    """Of every answer."""
    listeners: tuple[Listener, ...] = ()
    """Of searches that found nothing."""
    metrics: Metrics | None = None
    place: MetricsPlace | None = None

    @classmethod
    def by(cls, settings: Settings) -> "Watching":
        """Those that were asked for."""
        metrics = open_metrics(settings.metrics) if settings.metrics else None
        observers = [access_log(settings.access_log)] if settings.access_log else []
        listeners = [failed_search_log(settings.failed_searches)] if settings.failed_searches else []
        if metrics:
            observers.append(metrics.answered)
            listeners.append(metrics.failed)
        return cls(tuple(observers), tuple(listeners), metrics, settings.metrics)

    def watch(self, app: Flask) -> None:
        """Be told of every answer; to be called before all else that requests pass through."""
        app.extensions[_KEY] = self
        if self.observers:
            observe(app, self.observers)


@operators.get("/metrics")
def metrics() -> Response:
    """The numbers, at their own address; at that of the pages there is no such page."""
    watching = current_app.extensions[_KEY]
    assert isinstance(watching, Watching)
    if not (watching.metrics and watching.place):
        abort(404)
    if request.environ["SERVER_PORT"] != str(watching.place.port):
        abort(404)
    return watching.metrics.page(site().standing())
