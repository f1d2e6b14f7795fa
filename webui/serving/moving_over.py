"""How a worker comes to a newer generation: warm, and without any reader waiting for it.

What is learnt once a generation (columns, vocabulary, names and phrases, what the start page counts) takes a
second at 100,000 exchanges. A thread of the worker's own learns it while the older one answers, and then puts
the new site in the place of the old one; a request that began with the old one ends with it.
"""

import logging
from pathlib import Path
from threading import Thread
from time import sleep

from flask import Flask, g

from corpus.keeping import keep_everything
from corpus.registry import Registry
from indexer.fields import FACETS
from indexer.generations import Generation, IndexFolder
from search.engine import Standing
from search.moving import Moving
from search.opening import engine_of
from search.request import Request
from webui.app import create_app
from webui.places.kinds import BODIES, MEMBERS, PARTIES
from webui.places.listed import rows, values_of
from webui.serving.settings import Settings
from webui.site import Site, install, installed

_LOG = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds after which it is looked whether there is a newer generation."""

_PAGES = ("search_pages.home", "search_pages.search")
"""Views that have the templates compiled which most readers see first."""


class MovingOver:
    """The application of one worker, and the generations that it has answered from."""

    def __init__(self, index: Path, registry: Registry, settings: Settings) -> None:
        """Raises `IndexFolderError` where no generation can be trusted."""
        self._registry = registry
        first = IndexFolder(index).open_current()
        self.app = create_app(engine_of(first, registry), registry, settings)
        install(self.app, self._site(first))
        self._standing = installed(self.app).engine.standing()
        self._moving = Moving(index, self._opened)

    def start(self) -> None:
        """Warm the first generation, and follow the index from now on, beside the requests."""
        Thread(target=self._follow, name="moving over", daemon=True).start()

    def step(self) -> None:
        """Move over, if there is a newer generation that can be trusted."""
        current = self._moving.current()
        if current is not installed(self.app):
            install(self.app, current)
        self._standing = self._moving.standing()

    def _follow(self) -> None:
        warm(self.app, installed(self.app))
        while True:
            try:
                self.step()
            except OSError:  # Swept away while it was opened; the one that took its place comes next.
                _LOG.exception("A newer generation could not be read")
            sleep(EVERY)

    def _opened(self, generation: Generation) -> Site:
        now = installed(self.app)
        if generation.name == now.engine.generation:
            return now
        new = self._site(generation)
        warm(self.app, new)
        return new

    def _site(self, generation: Generation) -> Site:
        engine, listeners = engine_of(generation, self._registry), installed(self.app).listeners
        return Site(engine, self._registry, listeners, self._stands)

    def _stands(self) -> Standing:
        return self._standing


def warm(app: Flask, site: Site) -> None:
    """Have a site learn what it keeps, before it is asked."""
    site.engine.search(Request(size=1, facets=FACETS))
    site.answerer.prepare()
    site.completer.prepare()
    with app.test_request_context():
        g.site = site
        for place in (BODIES, MEMBERS, PARTIES):
            rows(place, values_of(place, site)[:1], site)
        for view in _PAGES:
            app.ensure_sync(app.view_functions[view])()
    keep_everything()
