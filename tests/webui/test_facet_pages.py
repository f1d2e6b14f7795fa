"""The whole of a facet: every value can be found, chosen and left out, and the search is never lost."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from corpus.registry import Registry
from tests.webui.reading import counted, page_of, pressed, said, total, words_of

REGISTRY = Registry.load()
ICO, OFCOM = REGISTRY.name_of("ico"), REGISTRY.name_of("ofcom")


def names(page: html.HtmlElement) -> list[str]:
    return [
        words_of(each).removeprefix("Remove filter ").removeprefix("Stop leaving out ")
        for each in page.xpath("//ul[@class='choices']/li/a")
    ]


def test_every_value_is_listed_by_count_or_from_a_to_z(client: FlaskClient) -> None:
    page = page_of(client, "/facet/member?q=bus&order=name")
    assert said(page, "//h1") == ["Member"]
    assert names(page) == sorted(names(page), key=str.casefold)
    assert "Ana Brook" in names(page)
    assert said(page, "//p[@class='sort']/a") == ["Most exchanges first", "A to Z"]
    assert client.get("/facet/nothing").status_code == 404


def test_times_are_listed_in_their_order(client: FlaskClient) -> None:
    page = page_of(client, "/facet/year?order=name")
    assert names(page) == ["2034", "2033", "2032", "2031", "2030"]
    assert said(page, "//p[@class='sort']/a") == ["Most exchanges first", "Latest first"]


@pytest.mark.parametrize(
    ("typed", "found"),
    {
        "sion o'hara": ["Siôn O’Hara"],
        "HARA": [],
        "ohar": ["Siôn O’Hara"],
        "ana bro": ["Ana Brook"],
        "<script>": [],
    }.items(),
)
def test_values_are_found_by_the_beginnings_of_their_words_without_accents_or_case(
    client: FlaskClient, typed: str, found: list[str]
) -> None:
    page = html.fromstring(client.get("/facet/member", query_string={"find": typed}).get_data(as_text=True))
    assert names(page) == found
    assert f"with “{typed}”" in words_of(page.find_class("range")[0])
    assert page.xpath("//a[starts-with(., 'Show all ')]/@href") == ["/facet/member"]
    assert page.get_element_by_id("find").get("value") == typed


def test_a_body_is_found_by_the_beginnings_of_its_other_names_too(client: FlaskClient) -> None:
    assert names(page_of(client, "/facet/cites?find=ICO")) == [ICO]
    assert names(page_of(client, "/facet/cites?find=data+prot")) == [ICO]
    assert names(page_of(client, "/facet/cites?find=prot")) == []


def test_finding_and_ordering_keep_the_search(client: FlaskClient) -> None:
    page = page_of(client, "/facet/cites?q=ofcom&party=Greenways&from=2030&order=name&find=o")
    form = page.find_class("find")[0]
    assert {each.get("name"): each.get("value") for each in form.xpath(".//input")} == {
        "find": "o", "q": "ofcom", "party": "Greenways", "from": "2030", "order": "name",
    }  # fmt: skip
    assert page.xpath("//p[@class='sort']/a/@href") == [
        "/facet/cites?q=ofcom&party=Greenways&from=2030&find=o",
        "/facet/cites?q=ofcom&party=Greenways&from=2030&find=o&order=name",
    ]


def test_values_are_chosen_and_left_out_without_leaving_the_page(client: FlaskClient) -> None:
    page = page_of(client, "/facet/cites?find=o")
    add = pressed(page, f"Add {OFCOM}")
    assert add == "/facet/cites?find=o&cites=ofcom"
    leave = pressed(page_of(client, add), f"Leave out {ICO}")
    assert leave == "/facet/cites?cites=ofcom&find=o&not_cites=ico"
    there = page_of(client, leave)
    assert names(there)[:2] == [OFCOM, ICO]
    assert there.xpath("//a[@class='chip']/@href") == [
        "/facet/cites?not_cites=ico&find=o",
        "/facet/cites?cites=ofcom&find=o",
    ]
    (shown,) = there.find_class("go")
    assert shown.get("href") == "/search?cites=ofcom&not_cites=ico"
    assert words_of(shown) == f"Show {total(client, shown.get('href', ''))} exchange"


def test_any_or_all_of_the_chosen_bodies(client: FlaskClient) -> None:
    page = page_of(client, "/facet/cites?cites=ico&cites=ofcom")
    (every,) = page.find_class("switch")[0].xpath(".//a/@href")
    assert every == "/facet/cites?cites=ico&cites=ofcom&every_cites=1"
    assert words_of(page.find_class("go")[0]) == "Show 3 exchanges"
    assert words_of(page_of(client, every).find_class("go")[0]) == "Show 2 exchanges"


@pytest.mark.parametrize("state", ["", "&cites=ico", "&cites=ico&every_cites=1", "&party=Greenways"])
def test_a_value_leads_to_just_the_exchanges_that_are_counted(client: FlaskClient, state: str) -> None:
    page = page_of(client, f"/facet/cites?q=the{state}")
    shown = page.xpath("//ul[@class='choices']/li[not(@class)]")
    assert shown
    for choice in shown:
        assert total(client, choice.find("a").get("href")) == counted(choice), words_of(choice)


def test_a_long_list_has_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webui.results.facet_pages.VALUES_ON_A_PAGE", 2)
    first, last = page_of(client, "/facet/year"), page_of(client, "/facet/year?page=9")
    assert words_of(first.find_class("range")[0]) == "1–2 of 5"
    assert words_of(last.find_class("range")[0]) == "5–5 of 5"
    assert first.xpath("//a[@rel='next nofollow']/@href") == ["/facet/year?page=2"]
