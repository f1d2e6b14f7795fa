"""Results in groups: all of them, paged, each leading to its own results."""

import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from tests.webui.reading import page_of, said, total, words_of

REGISTRY = Registry.load()
ICO, OFCOM = REGISTRY.name_of("ico"), REGISTRY.name_of("ofcom")
GROUPS = "//ol[@class='groups']/li"


def test_results_are_grouped_by_body_with_the_first_of_each(client: FlaskClient) -> None:
    page = page_of(client, "/search?group=cites")
    assert said(page, "//h1") == ["30 exchanges"]
    assert said(page, f"{GROUPS}/h2") == [f"{OFCOM} 3 exchanges", f"{ICO} 2 exchanges"]
    assert said(page, f"{GROUPS}[2]/ul/li") == [
        "Letters to the regulator Layla حداد, 3 March 2032, 2032/0020",
        "Cameras at the harbour Siôn O’Hara, 14 May 2031, 2031/0107",
    ]
    assert said(page, "//p[@class='range']") == ["1–2 of 2 groups"]
    assert (
        "27 exchanges without any cited body are in no group;" in said(page, "//section/p[@class='hint']")[0]
    )
    assert not page.find_class("hit")


ADDRESSES = [
    "/search?group=member",
    "/search?group=asked_by&q=bus",
    "/search?group=party&not_party=Greenways",
    "/search?group=cites&cites=ico",
    "/search?group=cites&cites=ico&cites=ofcom",
    "/search?group=cites&cites=ico&cites=ofcom&every_cites=1",
    "/search?group=party&party=greenways&party=harbour+party",
    "/search?group=member&member=ana+brook&from=2030",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_group_leads_to_just_the_exchanges_that_it_counts(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    groups = page.xpath(GROUPS)
    assert groups
    whole = total(client, address)
    for group in groups:
        count = int(group.find_class("count")[0].text.replace(",", ""))
        assert total(client, group.xpath("./h2/a/@href")[0]) == count <= whole, words_of(group)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_group_shows_the_first_of_its_own_exchanges(client: FlaskClient, address: str) -> None:
    for group in page_of(client, f"{address}&sort=oldest").xpath(GROUPS):
        own = page_of(client, group.xpath("./h2/a/@href")[0])
        titles = said(group, "./ul/li/a[not(contains(., 'All '))]")
        assert titles == said(own, "//article/h2")[:3], words_of(group)


def test_groups_count_what_is_found_not_what_could_be_chosen_beside(client: FlaskClient) -> None:
    assert said(page_of(client, "/search?group=cites&cites=ico"), f"{GROUPS}/h2") == [
        f"{ICO} 2 exchanges",
        f"{OFCOM} 2 exchanges",
    ]


def test_there_are_as_many_pages_of_groups_as_it_takes(client: FlaskClient) -> None:
    everyone = len(client.get("/api/search").get_json()["facets"]["member"])
    named: list[str] = []
    address = "/search?group=member"
    for _ in range(-(-everyone // 10)):
        page = page_of(client, address)
        named += said(page, f"{GROUPS}/h2/a")
        address = next(iter(page.xpath("//a[@rel='next nofollow']/@href")), "")
    assert (len(named), len(set(named)), address) == (everyone, everyone, "")
    beyond = page_of(client, "/search?group=member&page=99")
    assert f"of {everyone} groups" in said(beyond, "//p[@class='range']")[0]
    assert "this is the last." in said(beyond, "//ul[@class='warnings']/li")[0]


def test_what_is_offered_keeps_the_grouping(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=bus&group=party&year=2034")
    assert page.xpath("//p[@class='sort'][span='Group by']/a[@aria-current]/text()") == ["Party"]
    assert page.xpath("//p[@class='sort'][span='Group by']/a[.='Nothing']/@href") == [
        "/search?q=bus&year=2034"
    ]
    assert page.find_class("clear")[0].get("href") == "/search?q=bus&group=party"
    assert not [href for href in page.xpath("//p[@class='takeaway']//a/@href") if "group=" in href]


def test_where_nothing_is_found_there_is_nothing_to_group(client: FlaskClient) -> None:
    assert said(page_of(client, "/search?q=cameras+zebra&group=cites"), "//h1") == ["Nothing has all of this"]


def test_a_grouping_that_does_not_exist_is_told(client: FlaskClient) -> None:
    page = page_of(client, "/search?group=zebra")
    assert said(page, "//ul[@class='warnings']/li") == [
        "“group” can be member, asked_by, party, cites; “zebra” was left out."
    ]
