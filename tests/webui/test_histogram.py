"""Years and months are columns to choose from, and each gives just the exchanges that it counts."""

import re

import pytest
from flask.testing import FlaskClient
from lxml import html
from playwright.sync_api import expect

from tests.webui.browsing import Watched
from tests.webui.reading import page_of, said, total, words_of

YEARS = "//ol[@aria-label='Exchanges by year']/li"
MONTHS = "//ol[starts-with(@aria-label, 'Exchanges by month')]/li"


def test_each_year_from_the_first_to_the_last_has_its_count(client: FlaskClient) -> None:
    assert said(page_of(client, "/search"), YEARS) == [
        "2030 1", "2031 1", "2032 1", "2033 2", "2034 25",
    ]  # fmt: skip
    assert said(page_of(client, "/search?q=ofcom&not_year=2031"), YEARS) == [
        "2030 1",
        "2031 0",
        "2032 1",
    ]


def test_many_years_without_any_exchange_are_one_gap(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=radio+OR+stop")
    assert said(page, YEARS) == ["2030 1", "… 0", "2034 25"]
    assert page.xpath(f"{YEARS}/span/@title") == ["2031 to 2033: none"]


ADDRESSES = [
    "/search",
    "/search?q=bus",
    "/search?year=2034",
    "/search?year=2033&year=2034",
    "/search?year=2034&month=2034-04",
    "/search?month=2034-04&party=Harbour+Party",
    "/search?from=2033&to=2033",
    "/search?q=ofcom&not_month=2031-05",
    "/search?group=party&year=2033",
    "/search?day=2034-04-05&month=2034-04",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_column_gives_just_the_exchanges_that_it_counts(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    columns = page.xpath(f"{YEARS}[not(@class)]/a | {MONTHS}[not(@class)]/a")
    for column in columns:
        count = int(column.find_class("count")[0].text.replace(",", ""))
        assert total(client, column.get("href")) == count > 0, words_of(column)


def hrefs(page: html.HtmlElement, path: str) -> list[str]:
    return [str(href) for href in page.xpath(f"{path}/a/@href")]


def test_under_a_chosen_year_stand_its_months(client: FlaskClient) -> None:
    assert not page_of(client, "/search").xpath(MONTHS)
    year = page_of(client, "/search?year=2033")
    assert hrefs(year, f"{YEARS}[@class='chosen']") == ["/search"]
    assert said(year, MONTHS)[:3] == ["Jan 1", "Feb 1", "Mar 0"]
    assert hrefs(year, MONTHS) == [
        "/search?year=2033&month=2033-01",
        "/search?year=2033&month=2033-02",
    ]
    month = page_of(client, "/search?year=2033&month=2033-02")
    assert hrefs(month, f"{MONTHS}[@class='chosen']") == ["/search?year=2033"]
    assert words_of(month.find_class("chip")[1]) == "Remove filter Month: February 2033"
    assert said(month, YEARS) == said(year, YEARS)


@pytest.mark.parametrize(
    "address",
    ["/search?month=2033-02", "/search?from=2033&to=2033", "/search?not_party=Harbour+Party&from=2033"],
)
def test_months_stand_also_where_only_one_year_is_in_question(client: FlaskClient, address: str) -> None:
    assert len(page_of(client, address).xpath(MONTHS)) == 12


@pytest.mark.parametrize("address", ["/search?q=zebra", "/search?year=xx", "/search?month=2034-99"])
def test_where_nothing_is_found_there_are_no_columns_to_choose(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    assert said(page, "//h1") == ["Nothing found"]
    assert not page.xpath(f"{MONTHS}[@class='chosen']")


def test_where_all_is_of_one_month_there_is_nothing_to_choose(client: FlaskClient) -> None:
    assert not page_of(client, "/search?q=bus+stop").find_class("histogram")
    assert page_of(client, "/search?q=bus+stop&month=2034-04").find_class("histogram")


def test_a_bar_is_as_high_as_its_count_and_any_exchange_is_seen(client: FlaskClient) -> None:
    bars = page_of(client, "/search").xpath(f"{YEARS}//rect")
    assert [int(bar.get("height")) for bar in bars] == [4, 4, 4, 8, 100]
    assert all(int(bar.get("y")) + int(bar.get("height")) == 100 for bar in bars)


def test_under_many_columns_years_are_shown_short_but_read_whole(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page_of(client, "/search").find_class("century")
    monkeypatch.setattr("webui.results.histogram.MANY", 3)
    page = page_of(client, "/search")
    assert [each.text for each in page.find_class("century")] == ["20"] * 5
    assert said(page, YEARS)[0] == "2030 1"


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_however_many_years_there_are_the_page_does_not_scroll_sideways(watched: Watched, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/search")
    if page.get_by_text("Filter results").is_visible():
        page.get_by_text("By year").click()
    page.evaluate(
        "() => { const years = document.querySelector('.histogram ol');"
        " for (let i = 0; i < 60; i++) years.append(years.lastElementChild.cloneNode(true)) }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    narrowest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.histogram li')].map(e => e.clientWidth))"
    )
    assert narrowest >= 24


def test_by_keyboard_alone_a_year_and_a_month_are_chosen_and_taken_back(watched: Watched) -> None:
    page = watched.page
    page.goto("/search?party=Harbour+Party")
    page.get_by_role("link", name="2034").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Apr").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?party=Harbour\+Party&year=2034&month=2034-04$"))
    page.get_by_role("link", name="Remove filter Month: April 2034").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?party=Harbour\+Party&year=2034$"))
