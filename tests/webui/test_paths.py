"""Paths are built once, and are those that Flask builds."""

import pytest
from flask import Flask

from webui.paths import keep_root, path_to


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/things/<path:id>", "thing")
    return app


def test_a_path_is_that_of_its_endpoint_and_values(app: Flask) -> None:
    with app.test_request_context("/"):
        for _ in range(2):
            assert path_to("thing", id="a b/c") == "/things/a%20b/c"
            assert path_to("thing", id="other", page=None) == "/things/other"
            assert path_to("thing", id="other", page=2) == "/things/other?page=2"


def test_a_path_begins_with_the_root_that_the_application_is_under(app: Flask) -> None:
    with app.test_request_context("/"):
        assert path_to("thing", id="a") == "/things/a"
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/under"}):
        assert path_to("thing", id="a") == "/under/things/a"


def test_the_host_that_was_asked_is_no_part_of_it(app: Flask) -> None:
    for host in ("one.example", "two.example"):
        with app.test_request_context("/", base_url=f"https://{host}"):
            assert path_to("thing", id="a") == "/things/a"


def test_each_request_has_its_own_root(app: Flask) -> None:
    keep_root(app)
    app.add_url_rule("/shown", view_func=lambda: path_to("thing", id="a"))
    client = app.test_client()
    for root in ("", "/under", "", "/other"):
        assert client.get("/shown", environ_overrides={"SCRIPT_NAME": root}).text == f"{root}/things/a"
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/third"}):
        assert path_to("thing", id="a") == "/third/things/a"
