"""The application: blueprints over one engine and one registry."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from corpus.collections import collection_title
from corpus.parties import party_colour
from corpus.registry import Registry
from search.engine import Engine
from webui.about_pages import about_pages
from webui.api import api
from webui.choices import body_href, day_in_words, search_href
from webui.delivery.compression import compressed
from webui.delivery.static_files import serve_static_files
from webui.delivery.validators import install_validators
from webui.discovery.cards import canonical_url, in_short
from webui.discovery.one_address import lead_to_one_address
from webui.discovery.pages import discovery_pages
from webui.exchange.exchange_pages import exchange_pages
from webui.operating.health import operators
from webui.operating.watching import Watching
from webui.paths import keep_root, path_to
from webui.places.body_pages import body_pages
from webui.places.compare_pages import compare_pages
from webui.places.place_api import place_api
from webui.places.place_pages import place_pages
from webui.problems import handle_problems
from webui.programs.developer_pages import developer_pages
from webui.results.facet_pages import facet_pages
from webui.results.search_pages import search_pages
from webui.rows import filled
from webui.safety.headers import secured
from webui.safety.hosts import answer_to, behind_proxies
from webui.safety.limits import within_limits
from webui.safety.rates import allow
from webui.serving.settings import Settings
from webui.site import Site, install
from webui.takeaway.compared_pages import compared_pages
from webui.takeaway.feed_pages import feed_pages
from webui.takeaway.file_pages import takeaway_pages
from webui.takeaway.links import list_files
from webui.takeaway.list_pages import list_pages
from webui.wording import exchanges, number

BLUEPRINTS = (
    search_pages,
    facet_pages,
    exchange_pages,
    body_pages,
    place_pages,
    compare_pages,
    place_api,
    takeaway_pages,
    list_pages,
    compared_pages,
    feed_pages,
    about_pages,
    discovery_pages,
    developer_pages,
    operators,
    api,
)


def create_app(engine: Engine, registry: Registry, settings: Settings | None = None) -> Flask:
    """The pages of one index. Flask's own settings are read from ``QUESTIONTIME_*``."""
    settings = settings or Settings()
    app = Flask(__name__)
    app.config.from_prefixed_env("QUESTIONTIME")
    app.json = _Json(app)
    watching = Watching.by(settings)
    install(app, Site(engine, registry, watching.listeners))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    handle_problems(app)
    _equip_templates(app)
    watching.watch(app)
    _pass_through(app, settings)
    return app


class _Json(DefaultJSONProvider):
    """Keys in the order of the contract, names in their own letters."""

    sort_keys = False
    ensure_ascii = False


def _pass_through(app: Flask, settings: Settings) -> None:
    """What requests pass on their way in, in this order, and answers on their way out, last one first."""
    keep_root(app)
    answer_to(app, settings.hosts, [settings.metrics.host] if settings.metrics else [])
    behind_proxies(app, settings.proxies)
    app.before_request(within_limits)
    app.before_request(lead_to_one_address)
    if settings.allowances:
        allow(app, settings.allowances)
    app.after_request(secured)
    app.after_request(compressed)
    serve_static_files(app)
    install_validators(app)


def _equip_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["number"] = number
    app.jinja_env.filters["filled"] = filled
    app.jinja_env.filters["exchanges"] = exchanges
    app.jinja_env.filters["day"] = day_in_words
    app.jinja_env.filters["collection_title"] = collection_title
    app.jinja_env.filters["party_colour"] = party_colour
    app.jinja_env.filters["in_short"] = in_short
    app.jinja_env.globals["path_to"] = path_to
    app.jinja_env.globals["list_files"] = list_files
    app.jinja_env.globals["canonical_url"] = canonical_url
    app.jinja_env.globals["search_href"] = search_href
    app.jinja_env.globals["body_href"] = body_href
