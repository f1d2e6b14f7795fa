"""A stranger may read, and nothing else; what they make up is not believed."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.registry import Registry
from search.engine import Engine
from webui.app import create_app
from webui.safety.limits import LONGEST_ADDRESS
from webui.safety.rates import Allowances
from webui.serving.settings import Settings

Make = Callable[[Settings], FlaskClient]


@pytest.fixture
def make(app: Flask, registry: Registry) -> Make:
    """The same pages on other terms."""
    engine: Engine = app.extensions["questiontime"].engine
    return lambda settings: create_app(engine, registry, settings).test_client()


EVERYWHERE = ("/", "/search?q=bus", "/nope", "/api/search", "/api/nope", "/search.csv", "/healthz", "/readyz")


@pytest.mark.parametrize("address", [*EVERYWHERE, "/static/base.css", "/search?q=" + "x" * LONGEST_ADDRESS])
def test_every_answer_tells_the_browser_how_far_to_trust_it(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "base-uri 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


def test_https_is_insisted_on_where_the_reader_came_by_it(client: FlaskClient) -> None:
    name = "Strict-Transport-Security"
    assert name not in client.get("/about").headers
    assert client.get("/about", base_url="https://localhost").headers[name].startswith("max-age=63072000")


@pytest.mark.parametrize("address", EVERYWHERE)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_nothing_but_questions_is_taken(client: FlaskClient, address: str, method: str) -> None:
    response = client.open(address, method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_nothing_can_be_sent_along(client: FlaskClient) -> None:
    assert client.get("/search", data=b"q=bus").status_code == 413
    assert client.get("/search", headers={"Transfer-Encoding": "chunked"}).status_code == 413


def test_an_address_has_an_end(client: FlaskClient) -> None:
    longest = "/search?q=" + "x" * (LONGEST_ADDRESS - len("/searchq="))
    assert client.get(longest).status_code == 200
    response = client.get(longest + "x")
    assert response.status_code == 414
    assert "too long" in response.get_data(as_text=True)


def test_only_the_hosts_that_are_named_are_answered_to(make: Make) -> None:
    client = make(Settings(hosts=("questions.example", ".council.example")))
    for host in ("questions.example", "a.council.example:8000", "localhost:8000", "127.0.0.1"):
        assert client.get("/about", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "questions.example.evil.example", "x'><script>", ""):
        refused = client.get("/about", headers={"Host": host})
        assert refused.status_code == 400
        assert refused.mimetype == "text/plain"
        assert "evil" not in refused.get_data(as_text=True)
        assert refused.headers["X-Content-Type-Options"] == "nosniff"


FORWARDED = {
    "X-Forwarded-For": "198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
}


def test_what_a_proxy_would_say_is_believed_only_where_there_is_one(make: Make) -> None:
    name = "Strict-Transport-Security"
    assert name not in make(Settings()).get("/about", headers=FORWARDED).headers
    behind = make(Settings(hosts=("localhost",), proxies=1)).get("/about", headers=FORWARDED)
    assert behind.status_code == 200
    assert name in behind.headers


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "//evil.example/search?q=bus",
        "/exchange//evil.example/2031",
        "/\\evil.example",
        "/search/",
        "/bodies/",
        "/exchange/https://evil.example/x",
        "/search?q=bus&next=https://evil.example",
    ],
)
def test_nothing_leads_off_the_site(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    where = response.headers.get("Location", "/")
    assert where.startswith(("/", "http://localhost/"))
    assert not where.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/base.css%00.html",
        "/exchange/../../etc/passwd",
        "/bodies/..%2f..%2fetc%2fpasswd",
        "/facet/__class__",
        "/bodies/%0d%0aSet-Cookie:x=1",
        "/bodies/%00",
        "/%ff%fe",
    ],
)
def test_no_path_leads_out_of_the_site(client: FlaskClient, address: str) -> None:
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers


_ODD = st.text(max_size=40)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/", "/exchange/", "/bodies/", "/facet/", "/api/", "/static/", "/search."]), _ODD, _ODD
)
def test_whatever_the_address_there_is_an_answer_and_no_trace(
    client: FlaskClient, beginning: str, rest: str, text: str
) -> None:
    response = client.get(beginning + quote(rest), query_string={"q": text, "cites": rest})
    assert response.status_code < 500
    assert b"Traceback" not in response.data


def test_who_asks_too_often_is_told_when_to_come_back(make: Make) -> None:
    client = make(Settings(allowances=Allowances(60)))
    codes = [client.get("/about").status_code for _ in range(30)]
    assert codes[:15] == [200] * 15
    assert codes[-1] == 429
    refused = client.get("/about")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "Wait a little" in refused.get_data(as_text=True)
    assert client.get("/api/search").get_json()["status"] == 429
    assert client.get("/readyz").status_code == client.get("/static/base.css").status_code == 200
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    assert client.get("/about", environ_base=elsewhere).status_code == 200


def test_a_file_of_everything_counts_as_ten_pages(make: Make) -> None:
    client = make(Settings(allowances=Allowances(60)))
    assert client.get("/search.csv", buffered=True).status_code == 200
    codes = [client.get("/about").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_readers_behind_a_proxy_are_told_apart_by_what_it_says(make: Make) -> None:
    def codes(client: FlaskClient) -> list[int]:
        """Of somebody who says that they are somebody else each time."""
        said = [{"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.{number}"} for number in range(30)]
        return [client.get("/about", headers=each).status_code for each in said]

    assert 429 in codes(make(Settings(allowances=Allowances(60))))
    assert codes(make(Settings(proxies=1, allowances=Allowances(60)))) == [200] * 30


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range", "Accept", "Cookie"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60),
)
def test_whatever_a_header_says_there_is_an_answer(client: FlaskClient, name: str, value: str) -> None:
    for address in ("/about", "/static/base.css"):
        assert client.get(address, headers={name: value}).status_code in (200, 206, 304, 416)


class Clock:
    """Goes when it is told to."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_an_allowance_grows_again_and_refused_requests_do_not_count() -> None:
    clock = Clock()
    allowances = Allowances(60, clock)
    assert [allowances.spend("198.51.100.7") for _ in range(15)] == [0] * 15
    assert [allowances.spend("198.51.100.7") for _ in range(5)] == [1] * 5
    clock.now += 1
    assert [allowances.spend("198.51.100.7") for _ in range(2)] == [0, 1]
    clock.now += 3_600
    assert [allowances.spend("198.51.100.7") for _ in range(16)] == [0] * 15 + [1]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("198.51.100.7", "198.51.100.8", False),
        ("198.51.100.7", "::ffff:198.51.100.7", True),
        ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_who_counts_as_one_reader(one: str, other: str, together: bool) -> None:
    allowances = Allowances(40, Clock())
    while not allowances.spend(one):
        pass
    assert bool(allowances.spend(other)) is together
