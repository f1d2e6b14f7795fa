"""Citations on the pages: on which side, why, before and after whom, and to take away."""

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from search.takeaway.citations import CITATIONS
from tests.webui.reading import page_of, reason_of, said, total, words_of
from webui.app import create_app

REGISTRY = Registry.load()
ICO, OFCOM = REGISTRY.name_of("ico"), REGISTRY.name_of("ofcom")
CAMERAS = "alderwick/2031-05-14.0107.q0"


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))


def test_under_a_chosen_body_stand_its_sides(client: FlaskClient) -> None:
    page = page_of(client, "/search?cites=ofcom")
    assert said(page, "//ul[@class='sides']/li") == [
        "in the question 1 exchange",
        "in the answer 2 exchanges",
        "in both 0 exchanges",
        "raised, not addressed 1 exchange",
    ]
    assert page.xpath("//ul[@class='sides']//a[.='raised, not addressed']/@href") == [
        "/search?cites=ofcom&unanswered_cites=ofcom"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/search?cites=ofcom",
        "/search?cites=ICO",
        "/search?cites=ico&cites=ofcom&every_cites=1",
        "/search?cites=ico&question_cites=ico&answer_cites=ico",
        "/search?cites=ofcom&question_cites=ico",
        "/search?q=buses&cites=ofcom&not_year=2032",
        "/search?cites=ofcom&not_answer_cites=ofcom",
    ],
)
def test_the_number_beside_each_side_is_what_its_link_gives(client: FlaskClient, address: str) -> None:
    page = page_of(client, address)
    sides = page.xpath("//ul[@class='sides']/li")
    assert len(sides) in (4, 8)
    for side in sides:
        count = int(side.find_class("count")[0].text)
        links = side.xpath("./a[not(@aria-current)]/@href")
        assert bool(links) or count == 0 or side.xpath("./a[@aria-current]")
        assert all(total(client, link) == count for link in links)


def test_where_any_of_several_bodies_may_be_cited_none_has_sides(client: FlaskClient) -> None:
    """A side of one would leave out all that only the others are cited by."""
    assert not page_of(client, "/search?cites=ico&cites=ofcom").xpath("//ul[@class='sides']")


def test_the_side_that_is_chosen_leads_back_to_all(client: FlaskClient) -> None:
    page = page_of(client, "/search?cites=ico&question_cites=ico&answer_cites=ico")
    current = page.xpath("//ul[@class='sides']//a[@aria-current]")
    assert [(words_of(each), each.get("href")) for each in current] == [("in both", "/search?cites=ico")]


def test_of_a_filtered_body_the_citing_sentence_is_shown(client: FlaskClient) -> None:
    (hit,) = page_of(client, "/search?q=harbour+cameras&cites=ofcom").find_class("hit")
    first = hit.find_class("passage")[0]
    assert words_of(first) == "The ICO and Ofcom were told. … Answer, Tom Ferriby"
    assert said(first, ".//mark") == ["Ofcom"]


OFTEL = """---
collection: alderwick
title: Telephones {number}
date: 2001-05-{number:02}
fictional: true
---

## Question: Ana Brook (Harbour Party)

Has {body} been asked?
"""


def test_under_a_chosen_body_stand_those_before_it_that_are_cited(registry: Registry, tmp_path: Path) -> None:
    for number, body in enumerate(("Ofcom", "the Office of Telecommunications"), 1):
        (tmp_path / f"{number}.md").write_text(OFTEL.format(number=number, body=body), "utf-8")
    rebuild(IndexFolder(tmp_path / "index"), [tmp_path / "1.md", tmp_path / "2.md"], Settings(), Watcher())
    client = create_app(open_engine(tmp_path / "index", registry), registry).test_client()
    page = page_of(client, "/search?cites=ofcom")
    (relative,) = said(page, "//ul[@class='relatives']/li")
    assert relative.startswith("Before Office of Telecommunications (1984 to 2003) 1 exchange")
    (add,) = page.xpath("//ul[@class='relatives']//a[contains(., 'Add ')]/@href")
    assert add == "/search?cites=ofcom&cites=oftel"
    assert not page_of(client, add).xpath("//ul[@class='relatives']")


def test_a_body_that_is_gone_offers_its_successor(client: FlaskClient) -> None:
    """Also where nothing cites it: then more than ever."""
    successor = "Biometrics and Surveillance Camera Commissioner (since 2021)"
    for address, href in {
        "/search?cites=biometrics-commissioner": "/search?cites=bscc",
        "/search?q=Biometrics+Commissioner": "/search?q=Biometrics+Commissioner&cites=bscc",
        "/search?q=cites:biometrics-commissioner": "/bodies/bscc",
    }.items():
        page = page_of(client, address)
        assert page.xpath(f"//p[@class='related']/a[.='{successor}']/@href") == [href], address
    query = client.get("/api/search?q=cites:biometrics-commissioner").get_json()["query"]
    assert query["warnings"] == [
        f"Biometrics Commissioner (2012 to 2021) has a successor; also: {successor}."
    ]
    assert said(page_of(client, "/bodies/biometrics-commissioner"), "//dt[.='Followed by']/../dd/a") == [
        successor
    ]
    before = said(page_of(client, "/bodies/bscc"), "//dt[.='Took over from']/../dd/a")
    assert "Biometrics Commissioner (2012 to 2021)" in before


def test_each_mark_says_why_it_counts_without_a_script(client: FlaskClient) -> None:
    page = page_of(client, f"/exchange/{CAMERAS}")
    marks = page.find_class("citation")
    assert len(marks) == 4
    for mark in marks:
        described = words_of(reason_of(page, mark))
        name, _, reason = mark.get("data-why").partition(": ")
        assert name in (ICO, OFCOM)
        assert described.endswith(f": {reason}")
        assert mark.tag == "span" or mark.get("href").startswith("/bodies/")
    assert said(page, "//ul[@class='how']/li") == [
        "Information Commissioner’s Office: its name",
        "ICO: abbreviation of its own",
        "Ofcom: another name of it",
    ]


def test_a_body_page_tells_names_first_and_last_citation_and_companions(client: FlaskClient) -> None:
    page = page_of(client, "/bodies/ico")
    facts = {words_of(each.find("dt")): words_of(each.find("dd")) for each in page.xpath("//dl/div")}
    assert "Office of the Data Protection Registrar 1984 to 2000" in facts["Also called"]
    assert facts["Abbreviated"] == "ICO"
    assert facts["First cited"] == "14 May 2031: Cameras at the harbour"
    assert facts["Last cited"] == "3 March 2032: Letters to the regulator"
    together = page.xpath("//section[h2='Cited together with it']//li")
    assert [words_of(each) for each in together] == [f"{OFCOM} 2 exchanges"]
    assert total(client, together[0].xpath(".//a/@href")[0]) == 2
    assert said(page, "(//article[@class='hit'])[1]//mark") == ["Information Commissioner’s Office"]


def test_the_years_of_a_body_are_split_by_side_and_each_number_is_a_search(client: FlaskClient) -> None:
    for row in page_of(client, "/bodies/ofcom").xpath("//table[@class='by-time']/tbody/tr"):
        for cell in row.find_class("number")[:3]:
            links = cell.xpath("./a/@href")
            assert [total(client, link) for link in links] == [int(words_of(cell))] * len(links)
            assert links or words_of(cell) == "0"


def test_the_json_of_a_body_says_the_same(client: FlaskClient) -> None:
    ofcom = client.get("/api/bodies/ofcom").get_json()
    assert ofcom["years"][0] == {"value": "2032", "count": 1, "question": 0, "answer": 1}
    assert (ofcom["first"]["date"], ofcom["last"]["date"]) == ("2030-02-10", "2032-03-03")
    assert ofcom["cited_together"] == [{"value": "ico", "count": 2}]
    bscc = client.get("/api/bodies/bscc").get_json()
    assert bscc["first"] is None
    assert bscc["successors"] == []
    assert all(set(each) == {"text", "since", "until"} for each in bscc["names"])
    assert all(set(each) == {"text", "conventions"} for each in bscc["ambiguous"])
    assert bscc["names"] and bscc["ambiguous"]


def test_citations_are_taken_away_under_the_same_filters(client: FlaskClient) -> None:
    rows = rows_of(client, "/citations.csv")
    assert tuple(rows[0])[: len(CITATIONS.names)] == CITATIONS.names
    assert len(rows) == 7
    assert {row["body"] for row in rows_of(client, "/citations.csv?cites=ofcom")} == {"ofcom"}
    (row,) = rows_of(client, "/citations.csv?cites=ofcom&unanswered_cites=ofcom")
    assert (row["side"], row["sentence"]) == ("question", "Has Ofcom licensed the radio of the buses?")
    plain = client.get("/citations.json?cites=ofcom").get_json()["citations"]
    assert [each["surface"] for each in plain] == ["Ofcom"] * 3
    assert client.get("/citations.json?q=zebra").get_json()["citations"] == []


def test_the_citations_of_a_body_are_only_its_own(client: FlaskClient) -> None:
    rows = rows_of(client, "/bodies/ofcom/citations.csv?question_cites=ico&answer_cites=ofcom")
    assert [(row["body"], row["side"]) for row in rows] == [("ofcom", "answer")]
    response = client.get("/bodies/ofcom/citations.json")
    assert "filename=questiontime-citations-ofcom.json" in response.headers["Content-Disposition"]
    assert len(response.get_json()["citations"]) == 3
    assert client.get("/bodies/none/citations.csv").status_code == 404


def test_the_pages_lead_to_what_can_be_taken_away(client: FlaskClient) -> None:
    for address, link in {
        "/search?q=buses&page=2&cites=ofcom": "/citations.csv?q=buses&cites=ofcom",
        "/bodies/ico": "/bodies/ico/citations.csv",
    }.items():
        assert link in page_of(client, address).xpath("//a/@href")
        assert client.get(link).status_code == 200
