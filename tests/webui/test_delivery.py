"""What a reader has already is not made again, and what is sent is small."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from webui.app import create_app

PAGES = (
    "/",
    "/search?q=bus",
    "/facet/party",
    "/exchange/alderwick/2031-05-14.0107.q0",
    "/bodies",
    "/bodies/ofcom",
    "/about",
    "/robots.txt",
    "/search.csv?q=bus",
    "/citations.json",
    "/api/search?q=bus",
    "/api/bodies/ofcom",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_the_reader_has_is_not_asked_of_the_engine_again(
    app: Flask, client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"
    engine = type(app.extensions["questiontime"].engine)
    for name in ("search", "every", "exchange"):
        monkeypatch.delattr(engine, name)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Security-Policy"]


def test_no_two_addresses_share_a_validator(client: FlaskClient) -> None:
    tags = [client.get(address).headers["ETag"] for address in PAGES]
    assert len(set(tags)) == len(PAGES)
    elsewhere = client.get(PAGES[0], headers={"Host": "elsewhere.example"})
    assert elsewhere.headers["ETag"] not in tags


@pytest.mark.parametrize("tag", ["*", '"0123"', "nonsense", 'W/"\u00e9"'])
def test_what_is_no_validator_of_the_page_gives_the_page(client: FlaskClient, tag: str) -> None:
    assert client.get("/about", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/nope", headers={"If-None-Match": tag}).status_code == 404


def test_what_went_wrong_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/nope").headers["Cache-Control"] == "no-store"
    assert "ETag" not in client.get("/nope").headers


def test_another_generation_is_another_page(tmp_path: Path, registry: Registry) -> None:
    source = Path(__file__).parent / "exchanges" / "written.md"
    rebuild(IndexFolder(tmp_path), [source], Settings(), Watcher())
    client = create_app(open_engine(tmp_path, registry), registry).test_client()
    first = client.get("/search").headers["ETag"]
    rebuild(IndexFolder(tmp_path), [source], Settings(), Watcher())
    second = client.get("/search", headers={"If-None-Match": first})
    assert second.status_code == 200
    assert second.headers["ETag"] != first
    IndexFolder(tmp_path).roll_back()
    assert client.get("/search", headers={"If-None-Match": first}).status_code == 304


@pytest.mark.parametrize("address", ["/", "/search?q=bus", "/search.csv", "/citations.json", "/api/search"])
def test_what_is_long_comes_compressed_where_that_is_wanted(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    small = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == small.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] == small.headers["ETag"]
    assert len(small.data) < len(plain.data) / 2
    assert _timeless(gzip.decompress(small.data)) == _timeless(plain.data)


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "*;q=0"])
def test_nobody_gets_an_encoding_that_they_did_not_ask_for(client: FlaskClient, accepted: str) -> None:
    assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": accepted}).headers


def test_what_is_short_stays_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/robots.txt", headers={"Accept-Encoding": "gzip"}).headers


def test_a_file_beside_the_pages_is_kept_for_ever_under_the_address_of_its_content(
    client: FlaskClient,
) -> None:
    style = re.search(r'href="(/static/base\.css\?v=\w+)"', client.get("/").get_data(as_text=True))
    assert style
    kept = client.get(style[1], headers={"Accept-Encoding": "gzip"})
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert gzip.decompress(kept.data) == client.get("/static/base.css").data
    again = client.get(style[1], headers={"If-None-Match": kept.headers["ETag"], "Accept-Encoding": "gzip"})
    assert again.status_code == 304
    for other in ("/static/base.css", "/static/base.css?v=other"):
        assert client.get(other).headers["Cache-Control"] == "public, no-cache"


def _timeless(page: bytes) -> bytes:
    return re.sub(rb'answered in \d+ ms|"took_ms":[\d.]+', b"", page)
