"""Several queries in one chart."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.webui.reading import page_of, said, total, words_of

THREE = "/compare?q=cites:ofcom&q=cites:ico&q=bus"


def test_each_query_has_its_line_its_words_and_its_column(client: FlaskClient) -> None:
    page = page_of(client, THREE)
    assert said(page, "//ol[@class='compared']/li/strong") == ["A", "B", "C"]
    assert said(page, "//ol[@class='compared']/li/a") == ["cites:ofcom", "cites:ico", "bus"]
    for chart in page.xpath("//svg[@role='img']"):
        assert [group.get("class") for group in chart.xpath("./g")] == ["line-A", "line-B", "line-C"]
        assert len({path.get("d") for path in chart.xpath(".//path")}) == 3
    boxes = page.xpath("//form[@class='comparing']//input[@name='q']/@value")
    assert boxes == ["cites:ofcom", "cites:ico", "bus", ""]


@pytest.mark.parametrize("more", ["", "&party=Harbour+Party", "&from=2031&to=2033", "&not_cites=ico"])
def test_every_number_is_what_its_link_finds_under_the_same_filters(client: FlaskClient, more: str) -> None:
    page = page_of(client, THREE + more)
    links = page.xpath("//table[@class='by-time']//td/a")
    assert links
    for link in links:
        assert total(client, link.get("href")) == int(words_of(link))
    for line in page.xpath("//ol[@class='compared']/li"):
        count = int(words_of(line).split(": ")[-1].split(" exchange")[0].replace(",", "").split()[-1])
        assert total(client, line.xpath("./a/@href")[0]) == count


def test_a_filter_can_be_taken_back(client: FlaskClient) -> None:
    page = page_of(client, THREE + "&party=Harbour+Party")
    (chip,) = page.find_class("chip")
    assert chip.get("href") == "/compare?q=cites%3Aofcom&q=cites%3Aico&q=bus"
    assert page.xpath("//form[@class='comparing']/input[@name='party']/@value") == ["Harbour Party"]


def test_few_years_are_counted_by_month_and_many_by_year(client: FlaskClient) -> None:
    assert said(page_of(client, "/compare?q=waits"), "//h2[@id='timeline-title']") == ["By month"]
    assert said(page_of(client, "/compare?q=cites:ofcom"), "//h2[@id='timeline-title']") == ["By year"]


def test_no_more_than_four_and_none_twice(client: FlaskClient) -> None:
    page = page_of(client, "/compare?q=a&q=a&q=&q=b&q=c&q=d&q=e")
    assert said(page, "//ol[@class='compared']/li/a") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "address", ["/compare", "/compare?q=", "/compare?q=zebra", "/compare?q=((&q=NOT&page=9"]
)
def test_nothing_to_compare_is_no_error(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    assert bool(page.xpath("//svg[@role='img']")) == ("NOT" in address)
    assert ("This comparison as CSV" in words_of(page)) == bool(page.find_class("compared"))


def test_a_body_leads_to_a_comparison(client: FlaskClient) -> None:
    (href,) = page_of(client, "/bodies/ofcom").xpath("//p[@class='compare']/a/@href")
    assert said(page_of(client, href), "//ol[@class='compared']/li/a") == ["cites:ofcom", "cites:ico"]


def test_a_search_leads_to_a_comparison_under_its_filters(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=bus&party=Harbour+Party&sort=oldest&page=2")
    (href,) = page.xpath("//a[.='Compare with other queries']/@href")
    assert href == "/compare?q=bus&party=Harbour+Party"
    assert not page_of(client, "/search?party=Greenways").xpath("//a[.='Compare with other queries']")


@pytest.mark.parametrize("path", ["/parties", "/collections"])
def test_a_list_leads_to_a_comparison_of_its_first(client: FlaskClient, path: str) -> None:
    page = page_of(client, path)
    counts = [each.text for each in page.xpath("//ul[contains(@class, 'rows')]//span[@class='count']")]
    links = page.xpath("//p[@class='compare']/a/@href")
    assert len(links) == (len(counts) > 1)
    for link in links:
        lines = page_of(client, link).xpath("//ol[@class='compared']/li")
        assert [words_of(each).split(": ")[1].split(" ")[0] for each in lines] == counts[:4]


def test_the_json_of_a_comparison(client: FlaskClient) -> None:
    found = client.get("/api/compare?q=cites:ofcom&q=bus&from=2031").get_json()
    assert found["unit"] == "year"
    ofcom, bus = found["queries"]
    assert ofcom["times"] == {"2031": 1, "2032": 1, "2033": 0, "2034": 0}
    assert (bus["total"], bus["times"]["2034"]) == (26, 25)
    assert found["everywhere"]["2034"] == 25
    for wrong in ("x=1", "q=a&q=b&q=c&q=d&q=e", "q=a&from=never", "q=a&sort=newest"):
        assert client.get(f"/api/compare?{wrong}").status_code == 400, wrong


def test_a_comparison_is_taken_away_a_row_for_each_query_and_year(client: FlaskClient) -> None:
    asked = "q=cites:ofcom&q=bus&from=2031"
    page = page_of(client, f"/compare?{asked}")
    (href,) = page.xpath("//a[.='CSV']/@href")
    answer = client.get(href)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    found = client.get(f"/api/compare?{asked}").get_json()
    assert {(row["query"], row["period"]): int(row["exchanges"]) for row in rows} == {
        (query["text"], period): count
        for query in found["queries"]
        for period, count in query["times"].items()
    }
    assert {row["period"]: int(row["all_exchanges"]) for row in rows} == found["everywhere"]
    assert [row["per_hundred"] for row in rows if row["period"] == "2034"] == ["0.0", "100.0"]
    assert rows[0]["query_address"] == f"http://localhost{compared_address(page)}"
    assert rows[0]["query_words"].endswith("All exchanges; from 1 January 2031")
    for wrong in ("x=1", "q=a&q=b&q=c&q=d&q=e", "q=a&from=never"):
        assert client.get(f"/compare.csv?{wrong}").status_code == 400, wrong


def compared_address(page: html.HtmlElement) -> str:
    return str(page.xpath("//link[@rel='canonical']/@href")[0]).removeprefix("http://localhost")
