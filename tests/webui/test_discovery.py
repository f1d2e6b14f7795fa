"""What browsers, crawlers and people who share links find."""

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from lxml import etree, html

from corpus.registry import Registry
from search.engine import Engine
from search.request import Request
from search.result import AllHits, FacetValue, Hit, Result
from tests.search.small_index import exchange_of
from tests.webui.test_takeaway import Streaming
from webui.app import create_app
from webui.discovery import sitemaps

CAMERAS = "alderwick/2031-05-14.0107.q0"
HOSTILE = "alderwick/2033-01-01.0001.q0"
HOST = "http://localhost"
PAGES = ["/", "/bodies", "/bodies/ico", "/about", "/search?q=bus&page=2", f"/exchange/{CAMERAS}?q=cameras"]


def page_of(client: FlaskClient, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address).get_data(as_text=True))


def addresses(client: FlaskClient, path: str) -> list[str]:
    """The addresses in a sitemap, or in the list of them, within the site."""
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    found = etree.fromstring(response.data)
    assert etree.QName(found).localname in ("urlset", "sitemapindex")
    said = found.findall(".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    assert all((each.text or "").startswith(f"{HOST}/") for each in said)
    return [(each.text or "").removeprefix(HOST) for each in said]


def everything(client: FlaskClient) -> list[str]:
    index = addresses(client, "/sitemap.xml")
    return [address for part in index for address in addresses(client, part)]


def test_the_sitemaps_list_each_page_once_by_its_one_address(client: FlaskClient) -> None:
    listed = everything(client)
    assert len(listed) == len(set(listed))
    exchanges = client.get("/search.json").get_json()["exchanges"]
    assert {each for each in listed if each.startswith("/exchange/")} == {
        f"/exchange/{quote(row['id'])}" for row in exchanges
    }
    assert {"/", "/bodies", "/about", "/bodies/ico", "/bodies/ofcom"} <= set(listed)
    for address in listed:
        page = page_of(client, address)
        assert page.xpath("//link[@rel='canonical']/@href") == [HOST + address]
        assert not page.xpath("//meta[@name='robots']")


def test_a_sitemap_that_is_not_there(client: FlaskClient) -> None:
    for name in ("none", "exchanges-2031-05-2", "exchanges-2031-05", "exchanges-1999-01-1", "exchanges-"):
        assert client.get(f"/sitemaps/{name}.xml").status_code == 404


class Crowded(Streaming):
    """An engine that has a month of five exchanges."""

    def __init__(self) -> None:
        pass

    def search(self, request: Request) -> Result:
        return Result(5, (), self.generation, {"month": (FacetValue("2031-05", "2031-05", 5),)})

    def every(self, request: Request) -> AllHits:
        return AllHits(self.generation, lambda: 5, (Hit(exchange_of(number), 0.0) for number in range(5)))


def test_no_sitemap_has_more_than_it_may(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 2)
    client = create_app(cast(Engine, Crowded()), registry).test_client()
    parts = [each for each in addresses(client, "/sitemap.xml") if "exchanges" in each]
    assert parts == [f"/sitemaps/exchanges-2031-05-{part}.xml" for part in (1, 2, 3)]
    listed = [addresses(client, part) for part in parts]
    assert [len(each) for each in listed] == [2, 2, 1]
    assert len({address for part in listed for address in part}) == 5


def may_crawl(robots: str, path: str) -> bool:
    """By RFC 9309: whether no rule matches."""
    rules = re.findall(r"^Disallow: (\S+)$", robots, re.MULTILINE)
    return not any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


def test_crawlers_are_told_what_to_leave_alone(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").get_data(as_text=True)
    assert f"Sitemap: {HOST}/sitemap.xml" in robots
    assert all(may_crawl(robots, address) for address in (*everything(client), "/sitemap.xml"))
    for address in (
        *("/search", "/search?q=x", "/facet/member?q=x", "/api/search", "/search.atom", "/citations.json"),
        *("/bodies/ico.csv", "/bodies/ico.ndjson?from=2019", "/bodies/ico/citations.csv"),
    ):
        assert not may_crawl(robots, address), address


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_description_of_the_search(client: FlaskClient, address: str) -> None:
    (link,) = page_of(client, address).xpath("//link[@rel='search']")
    assert link.get("type") == "application/opensearchdescription+xml"
    response = client.get(link.get("href"))
    assert response.mimetype == link.get("type")
    found = etree.fromstring(response.data)
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert len(found.findtext("o:ShortName", "", names)) <= 16
    templates = {each.get("type"): each.get("template") for each in found.findall("o:Url[@template]", names)}
    assert templates["text/html"] == f"{HOST}/search?q={{searchTerms}}"
    for template in templates.values():
        assert client.get(template.replace("{searchTerms}", "bus")).status_code == 200


def test_a_browser_is_told_how_a_query_could_go_on(client: FlaskClient, registry: Registry) -> None:
    response = client.get("/suggestions.json?q=letters+ico")
    assert response.mimetype == "application/x-suggestions+json"
    typed, texts, counts, hrefs = response.get_json()
    assert typed == "letters ico"
    assert texts == [f"letters {registry.name_of('ico')}"]
    assert counts == ["1 exchange"]
    (page,) = [page_of(client, href.removeprefix(HOST)) for href in hrefs]
    assert page.findtext(".//h1") == counts[0]
    assert client.get("/suggestions.json?q=bus+st").get_json()[1:3] == [["bus stop"], ["25 exchanges"]]
    assert client.get("/suggestions.json").get_json() == ["", [], [], []]


CANONICAL = {
    "/search?party=Greenways&q=x": "/search?q=x&party=Greenways",
    "/search?q=bus&page=2&utm_source=x": "/search?q=bus&page=2",
    f"/exchange/{CAMERAS}?q=cameras": f"/exchange/{CAMERAS}",
    "/bodies/ico?x=1": "/bodies/ico",
    "/": "/",
}


@pytest.mark.parametrize(("address", "canonical"), CANONICAL.items())
def test_a_page_names_its_one_address(client: FlaskClient, address: str, canonical: str) -> None:
    page = page_of(client, address)
    assert page.xpath("//link[@rel='canonical']/@href") == [HOST + canonical]
    assert page.xpath("//meta[@property='og:url']/@content") == [HOST + canonical]


def card(page: html.HtmlElement) -> dict[str, str]:
    return {
        each.get("property") or each.get("name"): each.get("content")
        for each in page.xpath("//meta[@property or @name]")
    }


@pytest.mark.parametrize("address", PAGES)
def test_a_shared_link_shows_what_is_there(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    shown = card(page)
    assert shown["og:title"] == page.findtext(".//title").removesuffix(" – questiontime")
    assert shown["og:description"] == shown["description"]
    assert 20 < len(shown["description"]) < 300
    assert (shown["twitter:card"], shown["og:site_name"]) == ("summary", "questiontime")
    assert not [name for name in shown if "image" in name]


def test_the_card_of_an_exchange_says_who_asked_what(client: FlaskClient) -> None:
    shown = card(page_of(client, f"/exchange/{CAMERAS}"))
    assert shown["og:type"] == "article"
    assert shown["description"].startswith("Siôn O’Hara, 14 May 2031: What has the Information")


def test_hostile_texts_stay_texts_in_cards(client: FlaskClient) -> None:
    shown = card(page_of(client, f"/exchange/{HOSTILE}"))
    assert shown["og:title"] == '<script>alert("title")</script> & "quotes"'
    assert '<script>alert("text")</script>' in shown["description"]
    typed = '"><script>alert(1)</script>'
    page = html.fromstring(client.get("/search", query_string={"q": typed}).get_data(as_text=True))
    assert typed in card(page)["og:title"]
    assert not page.xpath("//script[not(@src)]")


def test_an_error_has_no_address_to_keep(client: FlaskClient) -> None:
    page = page_of(client, "/nope")
    assert not page.xpath("//link[@rel='canonical'] | //meta[@property]")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.fixture
def crawled(client: FlaskClient) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page that is listed, and some searches."""
    more = ["/search?q=bus", "/search?cites=ico&q=zebra", "/search?q=zebra+bus", "/facet/member", "/nope"]
    return ((address, page_of(client, address)) for address in (*everything(client), *more))


def test_crawlers_follow_no_link_to_a_search(crawled: Iterator[tuple[str, html.HtmlElement]]) -> None:
    """Their combinations are endless."""
    for address, page in crawled:
        for link in page.xpath("//a[starts-with(@href, '/search?') or starts-with(@href, '/facet/')]"):
            assert "nofollow" in (link.get("rel") or ""), (address, link.get("href"))
