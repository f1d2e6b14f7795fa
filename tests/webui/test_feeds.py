"""Feeds, as a reader of feeds reads them."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

import feedparser
import pytest
from flask.testing import FlaskClient
from lxml import etree, html

from corpus.citation import Side
from corpus.registry import Registry
from search.engine import Engine
from search.request import Request, Sort
from search.result import AllHits, Hit, Result
from tests.search.small_index import exchange_of
from tests.webui.test_takeaway import Streaming
from webui.app import create_app
from webui.takeaway.feeds import FEED_SIZE

ATOM = {"a": "http://www.w3.org/2005/Atom"}
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def feed_of(client: FlaskClient, address: str) -> Any:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/atom+xml"), address
    check_against_rfc_4287(response.data)
    feed = feedparser.parse(response.data)
    assert (feed.bozo, feed.version) == (False, "atom10")
    return feed


def check_against_rfc_4287(document: bytes) -> None:
    """What the RFC demands of a feed and its entries (4.1.1, 4.1.2)."""
    root = etree.fromstring(document)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for part in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (one,) = part.findall(f"a:{name}", ATOM)
            assert one.text
        assert URN.fullmatch(part.findtext("a:id", "", ATOM))
        assert part.findtext("a:updated", "", ATOM).endswith("Z")
        datetime.fromisoformat(part.findtext("a:updated", "", ATOM))
        alternates = [each.get("type") for each in part.findall("a:link[@rel='alternate']", ATOM)]
        assert alternates == ["text/html"]
        for link in part.findall("a:link", ATOM):
            assert re.match("https?://", link.get("href", ""))
        assert all(each.text for each in part.findall("a:author/a:name", ATOM))
    assert root.findall("a:author", ATOM)
    ids = [each.text for each in root.findall("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids))
    (own,) = root.findall("a:link[@rel='self']", ATOM)
    assert own.get("type") == "application/atom+xml"


def links(feed: Any) -> dict[str, str]:
    return {each.rel: each.href.removeprefix("http://localhost") for each in feed.feed.links}


SEARCHES = [
    "/search.atom",
    "/search.atom?q=bus",
    "/search.atom?q=bus&sort=oldest&size=20&from=2034-04-05&to=2034-04-12",
    "/search.atom?cites=ico&cites=ofcom&every_cites=1",
    "/search.atom?q=hostile",
    "/search.atom?q=zebra",
    "/bodies/ofcom.atom",
    "/bodies/ofcom.atom?from=2031&cites=ico",
    "/members/layla-حداد.atom",
    "/parties/harbour-party.atom?q=bus&from=2034-04-20",
    "/collections/alderwick.atom",
]


@pytest.mark.parametrize("address", SEARCHES)
def test_a_feed_has_what_the_search_finds_the_newest_first(client: FlaskClient, address: str) -> None:
    feed = feed_of(client, address)
    rows = client.get(address.replace(".atom", ".json")).get_json()
    by_id = {row["id"]: row for row in rows["exchanges"]}
    shown = [each.link.removeprefix("http://localhost/exchange/") for each in feed.entries]
    assert set(shown) == set(by_id)
    days = [each.updated[:10] for each in feed.entries]
    assert days == [by_id[id]["date"] for id in shown] == sorted(days, reverse=True)
    assert [each.title for each in feed.entries] == [by_id[id]["title"] for id in shown]
    assert feed.feed.subtitle.startswith(f"{rows['total']} exchange")
    assert feed.feed.title == f"questiontime: {rows['query']['words']}"
    assert client.get(links(feed)["alternate"]).status_code == 200


def test_an_entry_says_who_asked_what_and_which_bodies_are_named(
    client: FlaskClient, registry: Registry
) -> None:
    (entry,) = feed_of(client, "/search.atom?q=harbour+cameras").entries
    assert [each.name for each in entry.authors] == ["Siôn O’Hara"]
    assert [(each.term, each.label) for each in entry.tags] == [
        ("ico", registry.name_of("ico")),
        ("ofcom", registry.name_of("ofcom")),
    ]
    assert "Written for the samples" in entry.summary
    assert "Question, Siôn O’Hara: What has the" in entry.summary
    assert "Answer, Tom Ferriby: " in entry.summary


def test_a_name_lasts(client: FlaskClient) -> None:
    """Of an exchange in every feed; of a feed whatever its page, order and the spelling of its address."""
    everything = {each.link: each.id for each in feed_of(client, "/search.atom").entries}
    of_body = feed_of(client, "/bodies/ofcom.atom")
    assert all(everything[each.link] == each.id for each in of_body.entries)
    assert everything["http://localhost/exchange/alderwick/2031-05-14.0107.q0"] == (
        "urn:uuid:737c62b3-a0cd-5415-a629-8d43480f9397"
    )
    same = ("/search.atom?party=Greenways&q=x", "/search.atom?q=x&party=Greenways&size=50&sort=oldest")
    assert len({feed_of(client, each).feed.id for each in same}) == 1
    assert of_body.feed.id == feed_of(client, "/search.atom?cites=ofcom").feed.id
    assert of_body.feed.id != feed_of(client, "/bodies/ico.atom").feed.id


def test_what_nobody_should_run_is_text(client: FlaskClient) -> None:
    (entry,) = feed_of(client, "/search.atom?q=hostile").entries
    assert entry.title == '<script>alert("title")</script> & "quotes"'
    assert entry.author == "<img src=x onerror=alert"
    assert 'Hostile <script>alert("text")</script>' in entry.summary
    assert entry.title_detail.type == entry.summary_detail.type == "text/plain"
    document = client.get("/search.atom", query_string={"q": ']]><x a="&\x00\x1f\ufffe'}).data
    check_against_rfc_4287(document)


class Many(Streaming):
    """An engine with more exchanges than a page of a feed has."""

    def __init__(self) -> None:
        self._all = [
            Hit(exchange_of(number, f"Bell \x07 {number}", cites=[("ico", Side.TITLE)]), 0.0)
            for number in range(2 * FEED_SIZE + 1)
        ]

    def search(self, request: Request) -> Result:
        assert (request.size, request.sort) in ((FEED_SIZE, Sort.NEWEST), (5, Sort.NEWEST), (1, Sort.OLDEST))
        start = (request.page - 1) * request.size
        facets = dict.fromkeys(request.facets, ())
        return Result(len(self._all), tuple(self._all[start : start + request.size]), self.generation, facets)

    def every(self, request: Request) -> AllHits:
        return AllHits(self.generation, lambda: len(self._all), iter(self._all))


@pytest.fixture
def many(registry: Registry) -> Iterator[FlaskClient]:
    yield create_app(cast(Engine, Many()), registry).test_client()


@pytest.mark.parametrize("address", ["/search.atom?q=bell&from=2019", "/bodies/ico.atom?q=bell&from=2019"])
def test_the_pages_of_a_feed_lead_through_all_of_it(many: FlaskClient, address: str) -> None:
    first = feed_of(many, address)
    assert links(first).keys() == {"self", "alternate", "first", "last", "next"}
    entries, here = list(first.entries), first
    while onward := links(here).get("next"):
        before, here = here, feed_of(many, onward)
        assert links(here)["previous"] == links(before)["self"]
        assert here.feed.id == first.feed.id
        entries += here.entries
    assert links(here)["last"] == links(here)["self"] == f"{address}&page=3"
    assert links(here)["first"] == address
    assert [each.title for each in entries] == [f"Bell \ufffd {n}" for n in range(2 * FEED_SIZE + 1)]
    beyond = many.get(f"{address}&page=4")
    assert (beyond.status_code, beyond.get_json()["detail"]) == (404, "The feed ends at page 3.")


@pytest.mark.parametrize(
    ("page", "feed"),
    {
        "/": "/search.atom",
        "/search?q=buses&cites=ofcom&sort=oldest&page=2": "/search.atom?q=buses&cites=ofcom",
        "/bodies/ico": "/bodies/ico.atom",
        "/members/ana-brook": "/members/ana-brook.atom",
        "/parties/greenways": "/parties/greenways.atom",
        "/collections/alderwick": "/collections/alderwick.atom",
    }.items(),
)
def test_pages_say_where_their_feed_is(client: FlaskClient, page: str, feed: str) -> None:
    found = html.fromstring(client.get(page).get_data(as_text=True))
    (link,) = found.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    assert (link.get("href"), bool(link.get("title"))) == (feed, True)
    feed_of(client, feed)


def test_nothing_new_comes_to_a_time_that_is_over(client: FlaskClient) -> None:
    assert "atom" not in client.get("/days/2031").get_data(as_text=True)
    assert client.get("/days/2031.atom").status_code == 404
