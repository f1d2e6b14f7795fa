"""What the search box is told: completions, each with the address of what it counts."""

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from tests.webui.reading import page_of, total, words_of

ICO = Registry.load().name_of("ico")


def test_a_body_is_a_filter_beside_what_else_is_asked(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=letters+ico&party=Civic+Alliance").get_json()
    assert list(answer) == ["text", "suggestions", "generation"]
    assert answer["suggestions"] == [
        {
            "kind": "body",
            "label": ICO,
            "called": "ICO",
            "text": "letters",
            "count": 1,
            "url": "/search?q=letters&cites=ico&party=Civic+Alliance",
        }
    ]


def test_phrases_are_learnt_from_the_titles(client: FlaskClient) -> None:
    found = client.get("/api/suggest?q=bus+st").get_json()["suggestions"]
    assert [(each["kind"], each["text"], each["count"]) for each in found] == [("phrase", "bus stop", 25)]


@pytest.mark.parametrize("query", ["q=o", "q=si", "q=bus", "q=an&year=2034", "q=bus+an", "q=of&cites=ico"])
def test_each_address_finds_what_is_counted(client: FlaskClient, query: str) -> None:
    for each in client.get(f"/api/suggest?{query}").get_json()["suggestions"]:
        assert total(client, each["url"]) == each["count"], each


def test_what_an_address_cannot_mean_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/suggest?q=ico&zebra=1").status_code == 400
    assert client.get("/api/suggest").get_json()["suggestions"] == []


def test_a_member_whom_a_query_names_is_offered_as_a_filter(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=Sion+OHara+cameras")
    (offer,) = page.xpath("//p[@class='named'][starts-with(., 'Only exchanges in which a member')]//a")
    assert words_of(offer) == "cameras + Siôn O’Hara"
    assert offer.get("href") == "/search?q=cameras&member=Si%C3%B4n+O%E2%80%99Hara"
    assert total(client, offer.get("href")) == 1


@pytest.mark.parametrize(
    ("query", "offered"),
    {
        "informaton comissioners office": [f"{ICO} 2 exchanges"],
        "sion ohora": ["Siôn O’Hara 1 exchange"],
        "wintr": ["“winter” 25 exchanges"],
        "wintr ohara": [],
        "zebra": [],
        "bus": [],
    }.items(),
)
def test_did_you_mean_offers_names_first_and_what_each_finds(
    client: FlaskClient, query: str, offered: list[str]
) -> None:
    page = page_of(client, f"/search?q={query.replace(' ', '+')}")
    links = page.xpath("//p[@class='meant']/a")
    assert [f"{words_of(each)} {words_of(each.getnext())}" for each in links] == offered
    for each in links:
        assert total(client, each.get("href")) == int(each.getnext().text)


@pytest.mark.parametrize(
    ("typed", "text", "address"),
    [
        ("April 2034", "in April 2034", "/search?from=2034-04&to=2034-04"),
        ("bus 2 April 2034 roof", "on 2 April 2034", "/search?q=bus+roof&from=2034-04-02&to=2034-04-02"),
        ("roof 2034", "in 2034", "/search?q=roof&from=2034&to=2034"),
    ],
)
def test_days_among_the_words_are_offered_as_dates(
    client: FlaskClient, typed: str, text: str, address: str
) -> None:
    (offer,) = page_of(client, f"/search?{urlencode({'q': typed})}").xpath(
        "//p[@class='named'][starts-with(., 'Only exchanges answered')]/a"
    )
    assert (offer.text, offer.get("href")) == (text, address)
    assert page_of(client, address).xpath("//article[@class='hit']")


@pytest.mark.parametrize(
    "search",
    [
        {"q": '"April 2034"'},
        {"q": "date:2034"},
        {"q": "bus NOT 2034"},
        {"q": "April 1999"},
        {"q": "31 February 2034"},
        {"q": "April 2034", "from": "2034"},
        {"q": "bus"},
    ],
)
def test_no_days_are_offered_that_were_quoted_asked_for_or_find_nothing(
    client: FlaskClient, search: dict[str, str]
) -> None:
    page = page_of(client, f"/search?{urlencode(search)}")
    assert not page.xpath("//p[@class='named'][starts-with(., 'Only exchanges answered')]")
