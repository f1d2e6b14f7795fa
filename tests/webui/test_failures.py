"""When the engine fails, a reader sees a page, an operator the reason in the log."""

import logging

import pytest
from flask.testing import FlaskClient

from corpus.errors import IndexFolderError
from corpus.registry import Registry
from tests.webui.failing import Failing
from webui.app import create_app


def failing(error: Exception, registry: Registry) -> FlaskClient:
    return create_app(Failing(error), registry).test_client()  # type: ignore[arg-type] # it only ever raises


@pytest.mark.parametrize("address", ["/", "/search?q=x", "/exchange/a/b", "/api/search"])
def test_a_bug_is_logged_and_not_shown(
    registry: Registry, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    response = failing(RuntimeError("the secret reason"), registry).get(address)
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)
    assert "Traceback" not in response.get_data(as_text=True)
    assert "the secret reason" in caplog.text


def test_an_index_that_cannot_be_read_is_for_a_while(
    registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = failing(IndexFolderError("/srv/index: damaged"), registry).get("/search")
    assert response.status_code == 503
    assert "/srv/index" not in response.get_data(as_text=True)
    assert "/srv/index: damaged" in caplog.text
