"""An exchange: what is marked in it, its neighbours, what belongs with it, how to cite it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from tests.webui.reading import page_of, reason_of, said, words_of
from webui.app import create_app

REGISTRY = Registry.load()
ICO, OFCOM = REGISTRY.name_of("ico"), REGISTRY.name_of("ofcom")
CAMERAS = "alderwick/2031-05-14.0107.q0"
WAITING = "alderwick/2033-02-02.0002.q0"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[FlaskClient]:
    """The pages of the samples that come with questiontime."""
    folder = tmp_path_factory.mktemp("samples") / "index"
    rebuild(IndexFolder(folder), [SAMPLES], Settings(), Watcher())
    engine = open_engine(folder, registry)
    yield create_app(engine, registry).test_client()
    engine.close()


def neighbour(page: html.HtmlElement, rel: str, label: str = "Results") -> str | None:
    found = page.xpath(f"//nav[@aria-label='{label}']//a[contains(@rel, '{rel}')]/@href")
    return str(found[0]) if found else None


@pytest.mark.parametrize("search", ["q=bus", "party=Harbour+Party&sort=oldest&size=20", ""])
def test_next_goes_through_all_results_in_their_order_and_previous_back(
    client: FlaskClient, search: str
) -> None:
    found = client.get(f"/api/search?{search.removesuffix('&size=20')}&size=100").get_json()["hits"]
    ids = [each["id"] for each in found]
    (first,) = page_of(client, f"/search?{search}").xpath("(//article[@class='hit'])[1]/h2/a/@href")
    seen, address = [], first
    while address:
        page = page_of(client, address)
        seen.append(address)
        assert f"{len(seen)} of {len(ids)}" in words_of(page.find_class("neighbours")[0])
        back = neighbour(page, "prev")
        assert back == (seen[-2] if len(seen) > 1 else None)
        address = neighbour(page, "next")
    assert [re.sub(r"\?.*|/exchange/", "", each) for each in seen] == ids


def test_the_way_back_leads_to_the_page_of_results_that_shows_it(client: FlaskClient) -> None:
    (href,) = page_of(client, "/search?q=bus&page=3").xpath("(//article[@class='hit'])[2]/h2/a/@href")
    page = page_of(client, href)
    assert page.xpath("//nav[@aria-label='Results']//a[.='Results']/@href") == ["/search?q=bus&page=3"]


@pytest.mark.parametrize("at", ["0", "-1", "2", "99", "1e3", "9" * 40, "x", "²"])
def test_a_place_that_is_not_its_own_shows_no_neighbours(client: FlaskClient, at: str) -> None:
    page = page_of(client, f"/exchange/alderwick/2031-05-14.0107.q0?q=cameras&at={at}")
    assert not page.xpath("//nav[@aria-label='Results']")


def test_those_that_follow_with_some_of_the_words_are_neighbours_too(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=cameras+bus")
    links = page.xpath("//article[@class='hit']//h3/a/@href")
    assert links
    assert f"{links[1]}" == neighbour(page_of(client, links[0]), "next")


def test_the_day_can_be_gone_through(samples: FlaskClient) -> None:
    found = samples.get("/api/search?size=100&sort=oldest").get_json()["hits"]
    day = next(each["date"] for each in found if sum(other["date"] == each["date"] for other in found) > 2)
    ids = sorted(each["id"] for each in found if each["date"] == day)
    seen = []
    address: str | None = f"/exchange/{ids[0]}"
    while address:
        seen.append(address.removeprefix("/exchange/"))
        page = page_of(samples, address)
        assert f"{len(seen)} of {len(ids)}" in words_of(page.xpath("//nav[@aria-label='Same day']")[0])
        address = neighbour(page, "next", "Same day")
    assert seen == ids


def test_other_parts_and_references_are_linked_both_ways(samples: FlaskClient) -> None:
    hits = samples.get("/api/search?q=title:%22Bus+fares%22&sort=oldest").get_json()["hits"]
    one, two = (each["id"] for each in hits if each["title"].startswith("Bus fares ("))
    for here, there in ((one, two), (two, one)):
        page = page_of(samples, f"/exchange/{here}")
        assert page.xpath("//section[h2='Other parts']//a/@href") == [f"/exchange/{there}"]
    (citing,) = samples.get("/api/search?q=refers:2028/0071").get_json()["hits"]
    (cited,) = (
        each
        for each in samples.get("/api/search?q=ref:2028/0071").get_json()["hits"]
        if each["reference"] == "2028/0071"
    )
    page = page_of(samples, f"/exchange/{citing['id']}")
    (mark,) = page.find_class("pointer")
    assert (mark.text, mark.get("href")) == ("2028/0071", f"/exchange/{cited['id']}")
    described = page.get_element_by_id(mark.get("aria-describedby", ""))
    assert cited["title"] in words_of(described)
    assert cited["id"] in page.xpath("string(//section[h2='Refers to']//a/@href)")
    assert cited["id"] in [
        each["id"] for each in samples.get(f"/api/exchange/{citing['id']}").get_json()["refers_to"]
    ]
    back = page_of(samples, f"/exchange/{cited['id']}")
    assert f"/exchange/{citing['id']}" in back.xpath("//section[h2='Referred to by']//a/@href")


def test_similar_questions_are_others_and_none_twice(samples: FlaskClient) -> None:
    hits = samples.get("/api/search?size=20").get_json()["hits"]
    for each in hits:
        page = page_of(samples, f"/exchange/{each['id']}")
        links = page.xpath("//section[contains(@class, 'related')]//a/@href")
        assert len(links) == len(set(links))
        assert f"/exchange/{each['id']}" not in links


ALIKE = """---
id: alderwick/2035-02-01.{number:04}
collection: alderwick
title: Trams
date: 2035-02-01
reference: 2035/{number:04}
---

## Question: Ana Brook (Harbour Party)

To ask the Secretary of State for Trams, Tolls and Piers, {asked} the trams that cross the drawbridge.

## Answer: [person/10001]

Yes.

"""


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[FlaskClient]:
    """Three exchanges of one title, asker and day; whoever answers is known by a number only."""
    folder = tmp_path_factory.mktemp("alike")
    asked = ("how many people use", "what he spends on", "whether he will repair")
    texts = (ALIKE.format(number=number, asked=each) for number, each in enumerate(asked, 1))
    (folder / "alike.md").write_text("".join(texts), "utf-8")
    rebuild(IndexFolder(folder / "index"), [folder / "alike.md"], Settings(), Watcher())
    engine = open_engine(folder / "index", registry)
    yield create_app(engine, registry).test_client()
    engine.close()


def test_questions_of_one_title_asker_and_day_are_told_apart(alike: FlaskClient) -> None:
    page = page_of(alike, "/exchange/alderwick/2035-02-01.0002.q0")
    similar = {words_of(each) for each in page.xpath("//section[h2='Similar questions']//li")}
    who = "Trams Ana Brook, 1 February 2035"
    assert similar == {
        f"{who}, 2035/0001 how many people use the trams that cross the drawbridge.",
        f"{who}, 2035/0003 whether he will repair the trams that cross the drawbridge.",
    }
    beside = said(page, "//nav[@aria-label='Same day']//li")
    assert ["2035/0001" in beside[0], "2035/0003" in beside[1]] == [True, True]


def test_who_is_known_by_a_number_only_is_explained(alike: FlaskClient) -> None:
    page = page_of(alike, "/members/unnamed-member-10001")
    assert said(page, "//p[@class='lede']") == ["The sources give the number of this member, and no name."]
    assert said(page_of(alike, "/members/ana-brook"), "//p[@class='lede']") == []


def test_marks_can_be_turned_off_and_stay_so_from_one_to_the_next(client: FlaskClient) -> None:
    address = "/exchange/alderwick/2030-02-10.0011.q0?q=radio&at=1"
    marked = {}
    for option in page_of(client, address).xpath("//p[@class='marking']/a"):
        page = page_of(client, option.get("href"))
        marked[words_of(option)] = bool(page.xpath("//mark")), bool(page.find_class("citation"))
        assert said(page, "//p[@class='marking']/a[@aria-current]") == [words_of(option)]
    assert marked == {
        "All": (True, True),
        "Your words": (True, False),
        "Citations": (False, True),
        "None": (False, False),
    }
    page = page_of(client, "/exchange/alderwick/2034-04-26.0025.q0?q=bus&at=1&marks=none")
    following = neighbour(page, "next")
    assert following
    assert following.endswith("?q=bus&at=2&marks=none")
    assert not page_of(client, following).xpath("//mark")


def test_a_party_has_its_colour_beside_its_name_and_never_instead(
    samples: FlaskClient, client: FlaskClient
) -> None:
    (hit, *_) = samples.get("/api/search?party=Greenways").get_json()["hits"]
    page = page_of(samples, f"/exchange/{hit['id']}")
    question = page.xpath("//section[contains(@class, 'question')]")[0]
    assert question.xpath(".//svg//rect/@fill") == ["#3F9142"] * 2
    assert "Greenways" in words_of(question.find_class("party")[0])
    hostile = page_of(client, "/exchange/alderwick/2033-01-01.0001.q0")
    assert set(hostile.xpath("//svg//rect/@fill")) <= {"none"}


def test_it_can_be_cited(client: FlaskClient) -> None:
    page = page_of(client, "/exchange/alderwick/2031-05-14.0107.q0")
    assert said(page, "//p[@class='cite']") == [
        "Siôn O’Hara, “Cameras at the harbour”, Questions to the Mayor of Alderwick (fictional), 2031/0107, "
        "14 May 2031. Answered by Tom Ferriby (Mayor of Alderwick). "
        "Fictional: a sample that nobody ever asked. http://localhost/exchange/alderwick/2031-05-14.0107.q0"
    ]
    for name, kind in (("BibTeX", "bib"), ("RIS", "ris")):
        (href,) = page.xpath(f"//a[.='{name}']/@href")
        response = client.get(href)
        assert response.status_code == 200
        assert f"alderwick-2031-05-14-0107-q0.{kind}" in response.headers["Content-Disposition"]
    assert client.get("/exchange/no/such/cite.bib").status_code == 404
    assert client.get("/exchange/alderwick/2031-05-14.0107.q0/cite.doc").status_code == 404


def test_marks_are_offered_where_there_is_something_to_mark(client: FlaskClient) -> None:
    plain = "/exchange/alderwick/2034-04-26.0025.q0"
    assert not page_of(client, plain).find_class("marking")
    assert page_of(client, f"{plain}?q=bus").find_class("marking")
    assert page_of(client, "/exchange/alderwick/2031-05-14.0107.q0?marks=none").find_class("marking")


def test_an_exchange_with_everything_marked(client: FlaskClient) -> None:
    page = page_of(client, f"/exchange/{CAMERAS}?q=cameras")
    assert said(page, "//h1") == ["Cameras at the harbour"]
    assert set(said(page, "//mark")) == {"Cameras", "cameras"}
    cited = page.xpath("//div[@class='text']//*[@class='citation']")
    assert [(each.tag, words_of(each).removeprefix("the ")) for each in cited] == [
        ("a", "Information Commissioner’s Office"),
        ("span", "ICO"),
        ("a", "ICO"),
        ("a", "Ofcom"),
    ]
    assert cited[0].get("href") == "/bodies/ico"
    assert cited[2].get("data-why") == f"{ICO}: abbreviation of its own"
    assert [words_of(reason_of(page, each)) for each in cited[1:3]] == ["ICO: abbreviation of its own"] * 2
    assert said(page, "//ul[@class='citing']/li/a") == [
        ICO,
        OFCOM,
    ]
    assert "in the question 2, in the answer 1" in words_of(page.find_class("citing")[0])
    assert said(page, "//table//td") == ["2030", "12", "2031", "0"]
    assert page.xpath("//a[.='2031/0108']/@href") == ["/search?q=ref%3A2031%2F0108"]
    assert "This exchange is fictional." in words_of(page.find_class("notice")[0])


def test_each_speech_has_its_own_address(client: FlaskClient) -> None:
    page = page_of(client, f"/exchange/{CAMERAS}")
    anchors = page.xpath("//section[contains(@class, 'speech')]/@id")
    assert len(set(anchors)) == 2
    assert page.xpath("//a[@class='permalink']/@href") == [
        f"/exchange/{CAMERAS}#{anchor}" for anchor in anchors
    ]
    assert page.xpath("//section[contains(@class, 'question')]//h2/a/@href") == ["/members/sion-ohara"]


def test_an_exchange_without_an_answer_says_so(client: FlaskClient) -> None:
    page = page_of(client, f"/exchange/{WAITING}")
    assert said(page, "//p[@class='absent']") == ["The source that was indexed holds no answer."]


def test_another_id_of_an_exchange_leads_to_its_own(client: FlaskClient) -> None:
    response = client.get("/exchange/alderwick/2031-05-14b.0107.q0?q=cameras")
    assert (response.status_code, response.location) == (301, f"/exchange/{CAMERAS}?q=cameras")
