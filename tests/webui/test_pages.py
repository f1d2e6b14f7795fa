"""What the pages show, and that every link keeps its word."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from indexer.fields import FACETS
from tests.webui.reading import counted, page_of, pressed, said, total, words_of

REGISTRY = Registry.load()
ICO, OFCOM = REGISTRY.name_of("ico"), REGISTRY.name_of("ofcom")

CAMERAS = "alderwick/2031-05-14.0107.q0"
HOSTILE = "alderwick/2033-01-01.0001.q0"
WAITING = "alderwick/2033-02-02.0002.q0"


def test_the_start_page_explains_and_offers(client: FlaskClient) -> None:
    page = page_of(client, "/")
    assert "Everything in this index is fictional." in words_of(page.find_class("notice")[0])
    assert len(page.find_class("examples")[0].xpath(".//a")) == 3
    assert said(page, "//section[@aria-labelledby='latest-title']//h3")[0] == "Bus stop 25"
    assert f"{OFCOM} 3 exchanges" in said(page, "//section[@aria-labelledby='cited-title']//li")
    assert said(page, "//section[@aria-labelledby='collections-title']//li") == [
        "Questions to the Mayor of Alderwick (fictional) 30 exchanges"
    ]


def test_a_hit_says_who_asked_whom_and_shows_the_words_marked(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=cameras+ofcom")
    assert said(page, "//h1") == ["1 exchange"]
    hit = page.find_class("hit")[0]
    assert words_of(hit.find_class("people")[0]) == (
        "Asked by Siôn O’Hara Greenways answered by → Tom Ferriby Mayor of Alderwick"
    )
    assert words_of(hit.find_class("facts")[0]) == (
        "14 May 2031 Questions to the Mayor of Alderwick (fictional) Policing 2031/0107 Fictional"
    )
    assert set(said(hit, ".//mark")) >= {"Cameras", "Ofcom"}
    assert said(hit, ".//footer") == ["Answer, Tom Ferriby", "Question, Siôn O’Hara"]
    assert said(hit, ".//*[@class='labels']//a") == [
        ICO,
        OFCOM,
    ]
    assert hit.xpath(".//h2/a/@href") == [f"/exchange/{CAMERAS}?q=cameras+ofcom&at=1"]


SEARCHES = [
    "/search",
    "/search?q=bus",
    "/search?cites=ico",
    "/search?cites=ico&cites=ofcom",
    "/search?cites=ico&every_cites=1",
    "/search?party=Greenways&not_year=2031",
    "/search?q=ofcom&not_cites=ico&from=2030",
]


@pytest.mark.parametrize("address", SEARCHES)
def test_each_facet_link_gives_just_the_count_beside_it(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    shown = page.xpath("//ul[@class='choices']/li[not(@class)]")
    assert shown
    for choice in shown:
        assert total(client, choice.find("a").get("href")) == counted(choice), words_of(choice)


def test_several_values_of_one_facet_can_be_chosen_and_each_taken_back(client: FlaskClient) -> None:
    page = page_of(client, "/search?cites=ico")
    add = pressed(page, f"Add {OFCOM}")
    assert add == "/search?cites=ico&cites=ofcom"
    assert total(client, add) == 3
    both = page_of(client, add)
    chips = both.find_class("chip")
    assert words_of(chips[0]).startswith(f"Remove filter Cited body: {ICO}")
    assert [chip.get("href") for chip in chips] == ["/search?cites=ofcom", "/search?cites=ico"]
    (every,) = both.find_class("switch")[0].xpath(".//a/@href")
    assert every == "/search?cites=ico&cites=ofcom&every_cites=1"
    assert total(client, every) == 2
    assert both.find_class("clear")[0].get("href") == "/search"


def test_a_value_can_be_left_out(client: FlaskClient) -> None:
    leave = pressed(page_of(client, "/search?q=ofcom"), "Leave out Greenways")
    assert leave == "/search?q=ofcom&not_party=Greenways"
    left = page_of(client, leave)
    assert said(left, "//h1") == ["2 exchanges"]
    assert words_of(left.find_class("chip")[0]).startswith("Remove filter Not party of the asker: Greenways")


def test_selected_values_stand_first(client: FlaskClient) -> None:
    page = page_of(client, "/search?party=Greenways")
    first = page.xpath("//details[summary/h2='Party of the asker']/ul/li")[0]
    assert (first.get("class"), words_of(first.find("a"))) == ("chosen", "Remove filter Greenways")


def test_pages(client: FlaskClient) -> None:
    first = page_of(client, "/search?q=bus")
    assert said(first, "//p[@class='range']") == ["1–10 of 27"]
    last = page_of(client, "/search?q=bus&page=3")
    assert said(last, "//p[@class='range']") == ["21–27 of 27"]
    assert len(last.find_class("hit")) == 7
    beyond = page_of(client, "/search?q=bus&page=9")
    assert said(beyond, "//p[@class='range']") == ["21–27 of 27"]
    assert "There are 3 pages; this is the last." in said(beyond, "//ul[@class='warnings']/li")


def test_orders(client: FlaskClient) -> None:
    def first(address: str) -> str:
        return said(page_of(client, address), "//article[@class='hit']/h2")[0]

    assert first("/search") == "Bus stop 25"
    assert first("/search?sort=oldest") == "Radio for the buses"
    assert first("/search?q=radio+buses") == "Radio for the buses"
    assert said(page_of(client, "/search"), "//p[@class='sort'][span='Sort']/a") == ["Newest", "Oldest"]


@pytest.mark.parametrize(
    ("address", "offered"),
    {
        "/search?q=cameras+zebra": ["Without “zebra” 1 exchange"],
        "/search?q=cameras&party=Harbour+Party": [
            "Without “cameras” 26 exchanges",
            "Without Party of the asker: Harbour Party 1 exchange",
        ],
        "/search?party=Greenways&from=2034": [
            "Without Party of the asker: Greenways 25 exchanges",
            "On any day 2 exchanges",
        ],
        "/search?q=zebra": [],
        "/search?q=zebra+cameras&party=Greenways&year=2030": [
            "Only Party of the asker: Greenways 2 exchanges",
            "Only “cameras”, without any filter 1 exchange",
            "Only Year: 2030 1 exchange",
        ],
    }.items(),
)
def test_nothing_found_says_what_could_go(client: FlaskClient, address: str, offered: list[str]) -> None:
    page = page_of(client, address)
    # Exchanges with some of the words follow where there are any.
    heading = "Nothing has all of this" if page.find_class("wider") else "Nothing found"
    assert said(page, "//h1") == [heading]
    assert said(page, "//div[@class='nothing']//li") == offered
    for link in page.xpath("//div[@class='nothing']//li/a/@href"):
        assert total(client, link) > 0


def test_what_only_has_some_of_the_words_is_no_file_but_may_be_followed(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=cameras+zebra")
    assert page.find_class("wider")
    assert said(page, "//ul[@id='take-away']//a") == ["Atom feed"]


def test_what_only_has_some_of_the_words_can_be_narrowed(client: FlaskClient) -> None:
    query = "/search?q=cameras+zebra"
    facets = client.get(f"/api{query}").get_json()["wider"]["facets"]
    offered = page_of(client, query).xpath("//details[@class='panel']//ul/li/a[1]/@href")
    assert offered
    assert page_of(client, query.replace("search", "facet/party")).xpath("//form[@class='whole']//li/a")
    for party in facets["party"]:
        asked = {"q": "cameras zebra", "party": party["value"]}
        narrowed = client.get("/api/search", query_string=asked).get_json()
        assert narrowed["wider"]["total"] == party["count"]


def test_where_what_follows_met_a_limit_page_and_json_say_so(client: FlaskClient) -> None:
    query = "cameras harbour zebra bus police water ferries boats pier"
    page = page_of(client, f"/search?q={query.replace(' ', '+')}")
    told = client.get("/api/search", query_string={"q": query}).get_json()["wider"]["limits"]
    assert told == ["Of so many words only the first 8 that say something are looked for here, not: pier."]
    assert told[0] in said(page, "//div[@class='wider']/p")


def test_a_query_that_names_a_body_offers_it_as_a_filter(client: FlaskClient) -> None:
    (offer,) = page_of(client, "/search?q=ICO+cameras").find_class("named")
    assert offer.xpath(".//a/@href") == ["/search?q=ICO+cameras&cites=ico"]
    assert not page_of(client, "/search?q=ICO+cameras&cites=ico").find_class("named")


def test_a_body_says_who_cites_it_when_and_where(client: FlaskClient) -> None:
    page = page_of(client, "/bodies/ofcom")
    assert said(page, "//ul[@class='figures']/li") == [
        "3 exchanges cite it", "1 in the question", "2 in the answer", "0 in both",
        "1 raised, not addressed",
    ]  # fmt: skip
    rows = [said(row, "./*") for row in page.xpath("//table[@class='by-time']/tbody/tr")]
    assert rows == [
        ["2032", "0", "1", "1", "100"],
        ["2031", "0", "1", "1", "100"],
        ["2030", "1", "0", "1", "100"],
    ]
    assert "Siôn O’Hara 1 exchange" in said(page, "//section[.//h2='Who asked']//li")
    assert said(page, "//article[@class='hit']//mark")[0] == "Ofcom"
    for link in page.xpath("//ul[@class='figures']//a"):
        assert total(client, link.get("href")) == int(link.xpath("string(./strong)"))


def test_all_bodies_by_kind(client: FlaskClient) -> None:
    page = page_of(client, "/bodies")
    assert f"{OFCOM} 3 exchanges" in said(page, "//ul[contains(@class, 'tally')]/li")
    assert client.get("/bodies/no-such-body").status_code == 404


def test_the_about_page_teaches_queries_that_work(client: FlaskClient) -> None:
    page = page_of(client, "/about")
    assert "/collections/alderwick" in page.xpath("//table//a/@href")
    links = [each for each in page.xpath("//table//a/@href") if each.startswith("/search?")]
    assert len(links) > 15
    for link in links:
        assert not client.get(link.replace("/search?", "/api/search?")).get_json()["query"]["warnings"], link


def test_json_of_a_search_follows_the_contract(client: FlaskClient) -> None:
    found = client.get("/api/search", query_string={"q": '"cameras'}).get_json()
    assert list(found) == ["query", "total", "hits", "facets", "took_ms", "generation", "wider"]
    assert set(found["facets"]) == set(FACETS)
    assert len(found["query"]["warnings"]) == 1
    assert found["hits"][0]["id"] == CAMERAS


def test_json_of_an_exchange_and_of_bodies(client: FlaskClient) -> None:
    exchange = client.get(f"/api/exchange/{CAMERAS}").get_json()
    assert {row["body"] for row in exchange["citations"]} == {"ico", "ofcom"}
    ofcom = client.get("/api/bodies/ofcom").get_json()
    assert ofcom["exchanges"] == {
        "total": 3, "question": 1, "answer": 2, "both": 0, "unanswered": 1,
    }  # fmt: skip
    listed = {row["id"]: row["exchanges"] for row in client.get("/api/bodies").get_json()}
    assert (listed["ofcom"], listed["ico"]) == (3, 2)
    for address in ("/api/exchange/no/such", "/api/bodies/none", "/api/none"):
        response = client.get(address)
        assert (response.status_code, response.get_json()["status"]) == (404, 404)


def test_the_download_holds_every_row_under_the_same_filters(client: FlaskClient) -> None:
    response = client.get("/search.csv?q=bus&size=10&page=2&party=Harbour+Party")
    assert response.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))
    assert len(rows) == 26
    assert {row["party"] for row in rows} == {"Harbour Party"}


def test_no_cell_of_the_download_is_a_formula(client: FlaskClient) -> None:
    (row,) = csv.DictReader(io.StringIO(client.get("/search.csv?q=hostile").get_data(as_text=True)))
    assert row["reference"] == "'=1+1"


def test_a_page_that_is_not_there_has_a_search_box(client: FlaskClient) -> None:
    for address in ("/nope", "/exchange/no/such.id", "/bodies/none"):
        response = client.get(address)
        assert response.status_code == 404
        assert 'name="q"' in response.get_data(as_text=True)


def test_every_response_carries_the_headers(client: FlaskClient) -> None:
    for address in ("/", "/search?q=bus", "/nope", "/api/search", "/search.csv", "/static/base.css"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_machines_find_what_they_look_for(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json()["status"] == "ok"
    page = page_of(client, "/search?party=Greenways&q=x")
    assert all("nofollow" in (link.get("rel") or "") for link in page.xpath("//aside//a"))


def test_a_style_is_kept_for_ever_under_the_address_that_has_its_fingerprint(client: FlaskClient) -> None:
    styles = page_of(client, "/search").xpath("//link[@rel='stylesheet']/@href")
    assert [re.sub(r"v=[0-9a-f]{12}$", "v=…", each) for each in styles] == [
        "/static/base.css?v=…",
        "/static/results.css?v=…",
    ]
    assert client.get(styles[0]).cache_control.max_age == 365 * 24 * 3600
