"""Files to take away: each form read back by an independent reader, and held against the page."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from lxml import html

from corpus.citation import CitedExchange
from corpus.registry import Registry
from search.engine import Engine
from search.request import Request
from search.result import AllHits, Hit, Result
from search.takeaway.forms import FORMS
from search.takeaway.origin import ORIGIN
from tests.search.small_index import exchange_of
from webui.app import create_app
from webui.takeaway.tables import EXCHANGE_ROWS

HOSTILE = "alderwick/2033-01-01.0001.q0"

Rows = list[Mapping[str, Any]]


def rows_of(client: FlaskClient, address: str, form: str, name: str = "exchanges") -> Rows:
    """The rows of a file, without what it says of where they are from."""
    path, _, query = address.partition("?")
    response = client.get(f"{path}.{form}?{query}")
    assert (response.status_code, response.mimetype) == (200, FORMS[form].mimetype), address
    text = response.get_data(as_text=True)
    match form:
        case "csv" | "excel":
            assert text.startswith("\ufeff") == (form == "excel")
            lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
            rows: Rows = list(csv.DictReader(lines, strict=True))
        case "ndjson":
            rows = [json.loads(line) for line in text.split("\n")[:-1]]
        case _:
            rows = json.loads(text)[name]
    return [{column: row[column] for column in row if column not in ORIGIN.names} for row in rows]


def page_total(client: FlaskClient, address: str) -> int:
    """The number in the heading of the page."""
    heading = html.fromstring(client.get(address).get_data(as_text=True)).findtext(".//h1")
    assert heading
    return 0 if heading.startswith("Nothing") else int(heading.split()[0].replace(",", ""))


SEARCHES = [
    "/search",
    "/search?q=bus&size=10&page=2",
    "/search?q=bus&party=Harbour+Party&from=2034-04-05&to=2034-04-12",
    "/search?cites=ico&cites=ofcom&every_cites=1",
    "/search?q=ofcom&not_cites=ico&from=2030",
    "/search?q=hostile",
    "/search?member=Layla+حداد&sort=oldest",
    "/search?q=%22+%3Cscript%3E%0D%0A%00",
    "/search?q=zebra",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", SEARCHES)
def test_a_file_holds_all_that_the_page_counts(client: FlaskClient, address: str, form: str) -> None:
    rows = rows_of(client, address, form)
    assert len(rows) == page_total(client, address)
    assert all(tuple(row) == EXCHANGE_ROWS.names for row in rows)
    hits = client.get(address.replace("/search", "/api/search", 1)).get_json()["hits"]
    assert {hit["id"] for hit in hits if hit["matched"] == "all"} <= {row["id"] for row in rows}


FEW = ("and", "has", "cameras", "harbour cameras", "radio buses")


@pytest.mark.parametrize("query", FEW)
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_a_file_is_in_the_order_of_the_pages(client: FlaskClient, query: str, sort: str) -> None:
    """Also where few are found, which are put in another order than the engine's."""
    address = f"/search?q={query}&sort={sort}"
    hits = client.get(address.replace("/search", "/api/search", 1)).get_json()["hits"]
    assert [row["id"] for row in rows_of(client, address, "csv")] == [
        hit["id"] for hit in hits if hit["matched"] == "all"
    ]


@pytest.mark.parametrize("address", SEARCHES)
def test_every_form_says_the_same(client: FlaskClient, address: str) -> None:
    plain = rows_of(client, address, "json")
    assert rows_of(client, address, "ndjson") == plain
    assert rows_of(client, address, "excel") == rows_of(client, address, "csv")
    for row, cells in zip(plain, rows_of(client, address, "csv"), strict=True):
        named = "; ".join(dict.fromkeys(each["name"] for each in row["cites"]))
        said = {**row, "cites": named, "flags": "; ".join(row["flags"])}
        assert {name: cell.removeprefix("'") for name, cell in cells.items()} == {
            name: value or "" for name, value in said.items()
        }


@pytest.mark.parametrize("form", FORMS)
def test_the_files_of_a_body_hold_what_cites_it(client: FlaskClient, form: str) -> None:
    rows = rows_of(client, "/bodies/ofcom?from=2031", form)
    assert len(rows) == page_total(client, "/search?cites=ofcom&from=2031") == 2
    assert {row["side"] for row in rows_of(client, "/bodies/ofcom/citations", form, "citations")} == {
        "question",
        "answer",
    }
    assert client.get(f"/bodies/none.{form}").status_code == 404
    assert client.get(f"/bodies/none/citations.{form}").status_code == 404


PLACES = {
    "/members/layla-حداد": "member=Layla+حداد",
    "/parties/greenways": "party=Greenways",
    "/collections/alderwick": "collection=alderwick",
    "/days/2034": "year=2034",
    "/days/2034-04": "month=2034-04",
    "/days/2031-05-14": "day=2031-05-14",
    "/bodies/ofcom": "cites=ofcom",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("path", "query"), PLACES.items())
def test_the_files_of_a_place_hold_what_its_page_counts(
    client: FlaskClient, path: str, query: str, form: str
) -> None:
    rows = rows_of(client, path, form)
    assert rows == rows_of(client, f"/search?{query}", form)
    assert rows_of(client, f"{path}?from=2032", form) == rows_of(client, f"/search?{query}&from=2032", form)
    assert len(rows_of(client, f"{path}/citations", form, "citations")) == len(
        rows_of(client, f"/citations?{query}", form, "citations")
    )
    links = html.fromstring(client.get(path).get_data(as_text=True)).xpath("//a/@href")
    assert {f"{quote(path)}.{form}", f"{quote(path)}/citations.{form}"} <= set(links)


@pytest.mark.parametrize("path", ["/bodies", "/members", "/parties", "/collections", "/days"])
def test_the_list_of_a_kind_has_every_one_with_what_its_page_counts(client: FlaskClient, path: str) -> None:
    whole = client.get(f"{path}.json").get_json()
    name = path.removeprefix("/")
    rows = whole[name]
    assert (whole["total"], whole["query"]["words"]) == (len(rows), f"All {name}")
    assert client.get(whole["query"]["address"]).status_code == 200
    counts = [row["exchanges"] for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert len(rows) == len(client.get(f"/api{path}").get_json())
    for row in rows[:5]:
        assert len(rows_of(client, f"{path}/{row['id']}", "json")) == row["exchanges"]
        assert client.get(row["page"].removeprefix("http://localhost")).status_code == 200
    for form in ("csv", "ndjson"):
        said = rows_of(client, path, form)
        assert [each["id"] for each in said] == [row["id"] for row in rows]
    links = html.fromstring(client.get(path).get_data(as_text=True)).xpath("//a/@href")
    assert {f"{path}.{form}" for form in FORMS} <= set(links)


@pytest.mark.parametrize(
    "path", ["/members/nobody", "/parties/none", "/collections/x", "/days/1999", "/days/x"]
)
def test_a_place_that_is_not_there_has_no_files(client: FlaskClient, path: str) -> None:
    kind = path.split("/")[1]
    for address in (f"{path}.csv", f"{path}.json", f"{path}/citations.ndjson"):
        refused = client.get(address)
        assert refused.status_code == 404
        assert f"/api/{kind} has all of them" in refused.get_json()["detail"]


def test_a_name_in_other_letters_can_be_the_name_of_a_file(client: FlaskClient) -> None:
    disposition = client.get("/members/layla-حداد.csv").headers["Content-Disposition"]
    assert disposition.endswith(f"filename*=UTF-8''{quote('questiontime-exchanges-layla-حداد.csv')}")


def test_a_file_says_what_was_asked_and_of_which_generation(client: FlaskClient) -> None:
    query = "q=bus&party=Harbour+Party&not_year=2030"
    generation = client.get("/api/search").get_json()["generation"]
    words = "Exchanges with “bus”; party of the asker: Harbour Party; not year: 2030"
    address = f"http://localhost/search?{query}"
    whole = client.get(f"/search.json?{query}").get_json()
    assert whole["query"] == {"text": "bus", "words": words, "warnings": [], "address": address}
    assert (whole["total"], whole["generation"]) == (25, generation)
    said = {"query_words": words, "query_address": address, "generation": generation}
    csv_text = client.get(f"/search.csv?{query}").get_data(as_text=True)
    lines = client.get(f"/search.ndjson?{query}").get_data(as_text=True).splitlines()
    for rows in (csv.DictReader(io.StringIO(csv_text, newline="")), map(json.loads, lines)):
        for row in rows:
            assert {name: row[name] for name in ORIGIN.names} == said
    response = client.get(f"/search.csv?{query}")
    assert response.headers["Link"] == f'<{address}>; rel="alternate"; type="text/html"'
    assert response.headers["Content-Disposition"] == "attachment; filename=questiontime-exchanges.csv"


def test_no_cell_is_a_formula_also_where_the_query_is_one(client: FlaskClient) -> None:
    (row,) = rows_of(client, "/search?q=hostile", "csv")
    assert row["reference"] == "'=1+1"
    text = client.get("/search.csv", query_string={"q": "hostile", "member": "=1+1"}).get_data(as_text=True)
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells)


FORMULAS = ["=1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://x","y")']


def test_what_spreadsheets_run_is_made_harmless_wherever_it_stands(registry: Registry) -> None:
    exchanges = [exchange_of(n, title=each, asker=each, party=each) for n, each in enumerate(FORMULAS)]
    text = serving(registry, exchanges).get("/search.csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["title"] for row in rows] == [f"'{each}" for each in FORMULAS]
    assert [row["asked_by"] for row in rows] == [row["title"] for row in rows]


class Streaming:
    """An engine that has very many hits, made one by one."""

    generation = "20310101T000000Z-000000"

    def __init__(self, hits: Iterator[Hit], total: int) -> None:
        self._hits = hits
        self._total = total

    def search(self, request: Request) -> Result:
        return Result(0, (), self.generation, {"collection": (), "cites": (), "year": ()})

    def every(self, request: Request) -> AllHits:
        return AllHits(self.generation, lambda: self._total, self._hits)

    def exchange(self, id: str) -> CitedExchange | None:
        return None

    def vocabulary(self, least: int) -> Mapping[str, int]:
        return {}

    def title_phrases(self, least: int, longest: int) -> Mapping[str, int]:
        return {}

    def close(self) -> None: ...


def serving(registry: Registry, exchanges: list[CitedExchange]) -> FlaskClient:
    hits = (Hit(each, 0.0) for each in exchanges)
    return create_app(cast(Engine, Streaming(hits, len(exchanges))), registry).test_client()


MANY = 10_000


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_streamed_with_flat_memory(registry: Registry, form: str) -> None:
    """Nothing is read before it is asked for, and nothing kept after it is sent."""
    made = 0

    def hits() -> Iterator[Hit]:
        nonlocal made
        for number in range(MANY):
            made += 1
            yield Hit(exchange_of(number, title="x" * 200), 0.0)

    app = create_app(cast(Engine, Streaming(hits(), MANY)), registry)
    response = app.test_client().get(f"/search.{form}", buffered=False)
    chunks = iter(response.response)
    tracemalloc.start()
    length = len(next(chunks))
    assert 0 < made < MANY / 50
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    length += sum(map(len, chunks))
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert made == MANY
    assert length > 200 * MANY
    assert peak < 1_000_000 < length


def test_the_pages_lead_to_every_form(client: FlaskClient) -> None:
    for address, stem, query in (
        ("/search?q=buses&page=2&cites=ofcom", "/search", "?q=buses&cites=ofcom"),
        ("/search?q=buses&page=2&cites=ofcom", "/citations", "?q=buses&cites=ofcom"),
        ("/bodies/ico", "/bodies/ico", ""),
        ("/bodies/ico", "/bodies/ico/citations", ""),
    ):
        links = html.fromstring(client.get(address).get_data(as_text=True)).xpath("//a/@href")
        for form in FORMS:
            assert f"{stem}.{form}{query}" in links
            assert client.get(f"{stem}.{form}{query}").status_code == 200


def test_every_row_leads_to_its_page(client: FlaskClient) -> None:
    for address, name in (("/search", "exchanges"), ("/citations", "citations")):
        rows = rows_of(client, address, "json", name)
        for page in {row["page"] for row in rows}:
            path, _, anchor = page.removeprefix("http://localhost").partition("#")
            shown = client.get(path)
            assert shown.status_code == 200
            assert not anchor or html.fromstring(shown.get_data(as_text=True)).xpath(f"//*[@id='{anchor}']")


def test_dates_in_files_are_dates(client: FlaskClient) -> None:
    for row in rows_of(client, "/search", "json"):
        date.fromisoformat(row["date"])
