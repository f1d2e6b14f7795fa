"""The application: blueprints over one engine and one registry."""

import logging

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

from corpus.collections import collection_title
from corpus.errors import QuestionTimeError
from corpus.registry import Registry
from search.engine import Engine
from webui.about_pages import about_pages
from webui.api import api
from webui.body_pages import body_pages
from webui.choices import day_in_words, search_href
from webui.delivery.compression import compressed
from webui.delivery.static_files import serve_static_files
from webui.delivery.validators import install_validators
from webui.exchange_pages import exchange_pages
from webui.exchange_view import body_href
from webui.facet_pages import facet_pages
from webui.feed_pages import feed_pages
from webui.operating.health import operators
from webui.problems import refused, unavailable
from webui.safety.headers import secured
from webui.search_pages import search_pages
from webui.site import Site, install
from webui.takeaway_pages import takeaway_pages

_LOG = logging.getLogger(__name__)

BLUEPRINTS = (
    search_pages,
    facet_pages,
    exchange_pages,
    body_pages,
    takeaway_pages,
    feed_pages,
    about_pages,
    operators,
    api,
)


def create_app(engine: Engine, registry: Registry) -> Flask:
    """The pages of one index. Flask's own settings are read from ``QUESTIONTIME_*``."""
    app = Flask(__name__)
    app.config.from_prefixed_env("QUESTIONTIME")
    app.json = _Json(app)
    install(app, Site(engine, registry))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(QuestionTimeError, _unavailable)
    _equip_templates(app)
    # What answers pass through on their way out, the last one first.
    app.after_request(secured)
    app.after_request(compressed)
    serve_static_files(app)
    install_validators(app)
    return app


class _Json(DefaultJSONProvider):
    """Keys in the order of the contract, names in their own letters."""

    sort_keys = False
    ensure_ascii = False


def _equip_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["day"] = day_in_words
    app.jinja_env.filters["collection_title"] = collection_title
    app.jinja_env.globals["search_href"] = search_href
    app.jinja_env.globals["body_href"] = body_href


def _unavailable(error: QuestionTimeError) -> Response:
    """The index cannot be used right now; why is for the operator, since it names paths."""
    _LOG.error("%s", error)
    return unavailable()
