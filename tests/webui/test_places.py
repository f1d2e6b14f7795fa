"""Members, parties, collections, days and bodies: lists of them and a page for each."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from corpus.folding import fold
from corpus.registry import Registry
from search.opening import open_engine
from tests.search.small_index import exchange_of, write_generation
from tests.webui.reading import page_of, said, total, words_of
from webui.app import create_app

REGISTRY = Registry.load()
OFCOM = REGISTRY.name_of("ofcom")

LISTS = ("/members", "/parties", "/collections", "/days", "/bodies")
PLACES = (
    "/members/ana-brook",
    "/members/tom-ferriby",
    "/members/" + quote("layla-حداد"),
    "/members/img-src-x-onerror-alert",
    "/parties/harbour-party",
    "/parties/1-script-alert-2-script",
    "/collections/alderwick",
    "/days/2034",
    "/days/2034-04",
    "/days/2034-04-13",
    "/bodies/ofcom",
)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[FlaskClient]:
    """The pages of an index without any exchange."""
    folder = tmp_path_factory.mktemp("nothing")
    gone = exchange_of(1)
    write_generation(folder, [[gone]], registry, frozenset({gone.exchange.id}))
    engine = open_engine(folder, registry)
    yield create_app(engine, registry).test_client()
    engine.close()


def counted(found: str) -> int:
    return int(found.replace(",", ""))


@pytest.mark.parametrize(
    "address", ["/members", "/parties", "/collections", "/bodies?kind=regulator", "/bodies"]
)
def test_each_in_a_list_leads_to_its_page_which_has_as_many(client: FlaskClient, address: str) -> None:
    rows = page_of(client, address).xpath("//ul[contains(@class, 'rows')]/li")
    assert rows
    for row in rows[:12]:
        (href,) = row.xpath(".//a/@href")
        page = page_of(client, href)
        assert words_of(row.xpath(".//a")[0]) == words_of(page.xpath("//h1")[0])
        figures = said(page, "//ul[@class='figures']//strong")
        count = counted(row.find_class("count")[0].text)
        assert count == (counted(figures[0]) if figures else 0)
        assert bool(row.find_class("spark")) == bool(count)


@pytest.mark.parametrize("address", PLACES)
def test_every_number_of_a_place_is_what_its_link_finds(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    numbers = [
        *page.xpath("//ul[@class='figures']//a"),
        *page.xpath("//table[@class='by-time']/tbody//td/a"),
    ]
    assert numbers
    for link in numbers:
        said_count = link.xpath("string(./strong)") or words_of(link)
        assert total(client, link.get("href")) == counted(said_count), words_of(link)
    for row in page.xpath("//section[starts-with(@aria-labelledby, 'common-')]//li"):
        (href,) = row.xpath(".//a/@href")
        assert total(client, href) == counted(row.find_class("count")[0].text), words_of(row)


@pytest.mark.parametrize("address", PLACES)
def test_the_latest_exchanges_of_a_place_know_their_neighbours_in_it(
    client: FlaskClient, address: str
) -> None:
    page = page_of(client, address)
    links = page.xpath("//article[@class='hit']/h3/a/@href")
    assert links
    whole = page.xpath("//ul[@class='figures']//a/@href")[0]
    for place, link in enumerate(links, 1):
        neighbours = words_of(page_of(client, link).xpath("//nav[@aria-label='Results']")[0])
        assert f"{place} of {total(client, whole)}" in neighbours


def test_the_ways_to_belong_are_stacked_and_told_apart_without_colour(client: FlaskClient) -> None:
    page = page_of(client, "/members/tom-ferriby")
    assert said(page, "//ul[@class='keys']/li") == ["asked", "answered"]
    both = page_of(client, "/bodies/ico")
    assert said(both, "//ul[@class='keys']/li") == ["in the question", "both", "in the answer"]
    chart = both.xpath("//svg[@role='img']")[0]
    assert "the table has the numbers" in chart.get("aria-label")
    assert chart.xpath(".//rect[@class='both']/@fill") == ["url(#hatch)"]
    assert both.xpath("//pattern[@id='hatch']")
    assert said(chart, ".//title")[0] == "May 2031: 1 (1 in the question, 1 in the answer)"


def test_names_are_found_in_a_list_and_put_in_order(client: FlaskClient) -> None:
    found = page_of(client, "/members?find=brook")
    assert said(found, "//span[@class='row-name']") == ["Ana Brook"]
    assert "1–1 of 1 with “brook”" in words_of(found.find_class("range")[0])
    names = said(page_of(client, "/members?order=name"), "//span[@class='row-name']")
    assert names[:2] == ["Ana Brook", "Josephine Attwater"] or "Ana Brook" in names[:3]
    assert said(page_of(client, "/bodies?find=ICO"), "//span[@class='row-name']")[0] == REGISTRY.name_of(
        "ico"
    )
    nobody = page_of(client, "/members?find=zebra")
    assert not nobody.find_class("row-name")
    assert not nobody.find_class("hint")


def test_a_long_list_has_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webui.places.place_pages.VALUES_ON_A_PAGE", 2)
    first = page_of(client, "/members?order=name")
    (following,) = first.xpath("//a[contains(@rel, 'next')]/@href")
    assert following == "/members?page=2&order=name"
    second = page_of(client, following)
    assert second.xpath("//link[@rel='canonical']/@href") == [f"http://localhost{following}"]
    assert not set(said(first, "//span[@class='row-name']")) & set(said(second, "//span[@class='row-name']"))


def test_all_bodies_of_a_kind_are_listed_those_that_nobody_cites_last(client: FlaskClient) -> None:
    regulators = [body for body in REGISTRY.bodies if body.kind == "regulator"]
    page = page_of(client, "/bodies?kind=regulator")
    assert f"of {len(regulators)}" in words_of(page.find_class("range")[0])
    counts = [
        counted(each.text) for each in page.xpath("//ul[contains(@class, 'rows')]//span[@class='count']")
    ]
    assert counts[:2] == [3, 2]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


@pytest.mark.parametrize(
    ("address", "to"),
    {
        "/members/Ana%20Brook": "/members/ana-brook",
        "/members/" + quote("Siôn-O’Hara"): "/members/sion-ohara",
        "/parties/Harbour-Party": "/parties/harbour-party",
        "/collections/ALDERWICK": "/collections/alderwick",
        "/bodies/ICO": "/bodies/ico",
        "/bodies/" + quote("Information Commissioner’s Office"): "/bodies/ico",
        "/bodies/ico/": "/bodies/ico",
        "/search//?q=a%2Bb&party=": "/search?q=a%2Bb&party=",
        "/api/": "/api",
        "/%2Fevil.example/": "/evil.example",
        "/%5Cevil.example%0D%0A%3F/": "/%5Cevil.example%0D%0A%3F",
    }.items(),
)
def test_a_place_has_one_address(client: FlaskClient, address: str, to: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.location) == (301, to)


@pytest.mark.parametrize(
    "slug", ["members/nobody", "members/-", "members/%20", "members/!!", "parties/none", "collections/wrans",
             "days/2034-13", "days/abc", "days/2034-04-99", "days/20340413", "days/1066",
             "days/٢٠٣٤", "towns/x"]
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/{slug}").status_code == 404
    assert client.get(f"/api/{slug}").status_code == 404


def test_times_lead_to_those_before_and_after_in_which_something_was_answered(client: FlaskClient) -> None:
    assert page_of(client, "/days/2033").xpath("//nav[@aria-label='Time']//a/@href") == [
        "/days/2032",
        "/days/2034",
    ]
    assert page_of(client, "/days/2034-04").xpath("//nav[@aria-label='Time']//a/@href") == ["/days/2033-02"]
    day = page_of(client, "/days/2033-02-02")
    assert said(day, "//h1") == ["2 February 2033"]
    assert day.xpath("//nav[@aria-label='Time']//a/@href") == ["/days/2033-01-01", "/days/2034-04-02"]
    assert not day.find_class("timeline")
    assert said(page_of(client, "/days/2034-04"), "//table[@class='by-time']/tbody/tr[1]/th") == [
        "26 April 2034"
    ]


def test_a_longer_time_leads_to_the_shorter_ones_in_it(client: FlaskClient) -> None:
    months = page_of(client, "/days/2034").xpath("//table[@class='by-time']/tbody//th/a/@href")
    days = page_of(client, "/days/2034-04").xpath("//table[@class='by-time']/tbody//th/a/@href")
    assert (months, days[0], days[-1]) == ([], "/days/2034-04-26", "/days/2034-04-02")
    assert not page_of(client, "/members/tom-ferriby").xpath("//table[@class='by-time']/tbody//th/a")


def test_a_member_is_shown_with_the_party_and_the_office_they_last_had(client: FlaskClient) -> None:
    assert said(page_of(client, "/members/josephine-attwater"), "//p[@class='capacity']") == [
        "Harbour Party Mayor of Alderwick on 26 April 2034"
    ]
    assert not page_of(client, "/parties/harbour-party").xpath("//h1/following-sibling::p[@class='capacity']")


def test_the_calendar_has_every_month(client: FlaskClient) -> None:
    page = page_of(client, "/days")
    assert said(page, "//section[@class='year']/h2/a") == ["2034", "2033", "2032", "2031", "2030"]
    months = page.xpath("//section[@class='year'][2]//li")
    assert [words_of(each) for each in months] == ["January 2033 1 exchange", "February 2033 1 exchange"]
    assert months[0].xpath("./a/@href") == ["/days/2033-01"]


def test_an_exchange_leads_to_its_places(client: FlaskClient) -> None:
    page = page_of(client, "/exchange/alderwick/2031-05-14.0107.q0")
    links = set(page.xpath("//article//a/@href"))
    assert {
        "/members/sion-ohara",
        "/members/tom-ferriby",
        "/parties/greenways",
        "/collections/alderwick",
        "/days/2031-05-14",
    } <= links


@pytest.mark.parametrize("address", [each for each in PLACES if not each.startswith("/bodies")])
def test_the_json_of_a_place_says_what_its_page_says(client: FlaskClient, address: str) -> None:
    page, found = page_of(client, address), client.get(f"/api{address}").get_json()
    figures = [counted(each) for each in said(page, "//ul[@class='figures']//strong")]
    assert figures == [found["exchanges"]["total"], *found["exchanges"]["ways"].values()]
    rows = [said(row, "./*") for row in page.xpath("//table[@class='by-time']/tbody/tr")]
    if rows:
        times = [[f"{each}" for each in (*row["ways"].values(), row["total"])] for row in found["times"]]
        assert [row[1:4] for row in rows] == times[::-1]
    assert sum(each["total"] for each in found["times"]) in (found["exchanges"]["total"], 0)
    for field, values in found["in_common"].items():
        for each in values:
            assert each["count"] > 0, field


def test_the_json_of_a_list_names_each_page(client: FlaskClient) -> None:
    for path in ("members", "parties", "collections", "days"):
        for each in client.get(f"/api/{path}").get_json():
            place = client.get(f"/api/{path}/{each['name']}")
            assert place.get_json()["exchanges"]["total"] == each["exchanges"]
    assert client.get("/api/members?x=1").status_code == 400
    assert client.get("/api/members/ana-brook?x=1").status_code == 400


def test_a_name_from_right_to_left_stands_by_itself(client: FlaskClient) -> None:
    page = page_of(client, "/members/" + quote("layla-حداد"))
    assert said(page, "//h1/bdi") == ["Layla حداد"]
    assert "Layla حداد" in said(page_of(client, "/members"), "//span[@class='row-name']//bdi")


@pytest.mark.parametrize(
    "address", [*LISTS, "/bodies?kind=court", "/bodies/ofcom", "/compare", "/compare?q=bus"]
)
def test_an_empty_index_has_these_pages_too(nothing: FlaskClient, address: str) -> None:
    assert page_of(nothing, address).xpath("//h1")


def test_in_an_empty_index_there_is_no_place(nothing: FlaskClient) -> None:
    for address in PLACES[:-1]:
        assert nothing.get(address).status_code == 404
    assert nothing.get("/api/members").get_json() == []


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("/bodies/ofcom", "cites", "ofcom"),
        ("/members/tom-ferriby", "member", "tom ferriby"),
        ("/parties/greenways", "party", "greenways"),
        ("/collections/alderwick", "collection", "alderwick"),
        ("/days/2034-04", "month", "2034-04"),
    ],
)
def test_the_exchanges_of_a_place_can_be_searched_from_its_page(
    client: FlaskClient, path: str, field: str, value: str
) -> None:
    (form,) = page_of(client, path).find_class("ask")
    fields = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    assert {name: fold(text) for name, text in fields.items()} == {"q": "", field: fold(value)}
    assert form.get("action") == "/search"


def test_a_day_leads_up_to_its_month_and_its_year(client: FlaskClient) -> None:
    page = page_of(client, "/days/2031-05-14")
    assert page.xpath("//p[@class='kicker']/a/@href") == ["/days", "/days/2031", "/days/2031-05"]
    assert page_of(client, "/days/2031-05").xpath("//p[@class='kicker']/a/@href") == ["/days", "/days/2031"]
