"""The whole path on the real record: from the files to what a search finds.

The records lie beside the checkout, in ``../shared/data``; where they do not, these tests cannot run.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corpus.registry import Registry
from questiontime import questiontime
from search.completion.completing import Completer
from search.opening import open_engine
from search.request import Request

DATA = Path(__file__).parents[1].parent / "shared" / "data"
SOURCES = [str(DATA / name) for name in ("parlparse", "twfy-pages", "parliament-api", "seed")]
MAYORS_EXCHANGE = "london-mayors-questions/2020-03-12.0.q0"


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    if not DATA.is_dir():
        pytest.skip("../shared/data is not here: the real record cannot be indexed")
    folder = str(tmp_path_factory.mktemp("record"))
    people = str(DATA / "people" / "people.json")
    result = run("index", "rebuild", *SOURCES, "--people", people, "--index", folder)
    assert result.exit_code == 0, result.output
    return folder


def run(*arguments: str) -> Any:
    return CliRunner().invoke(questiontime, arguments, catch_exceptions=False)


def search(index: str, *arguments: str) -> dict[str, Any]:
    return json.loads(run("search", "--index", index, "--json", *arguments).output)


def test_every_question_and_answer_is_indexed_or_accounted_for(index: str) -> None:
    """8,410 questions and 8,239 answers stand in the files; 109 of each are in two sources."""
    stats = json.loads(run("index", "stats", "--json", "--index", index).output)
    assert (stats["exchanges"], stats["questions"], stats["answers"]) == (8_243, 8_301, 8_130)
    assert stats["skipped"] == {"the same exchange as in another source": 109}
    assert stats["left_out"] == {"exchanges": 109, "questions": 109, "answers": 109}


def test_the_mayors_exchange_is_found_with_who_asked_and_who_answered(index: str) -> None:
    hit = search(index, "live facial recognition")["hits"][0]
    assert hit["id"] == MAYORS_EXCHANGE
    assert (hit["asked_by"], hit["party"], hit["answered_by"]) == ("Siân Berry", "Green", "Sadiq Khan")
    assert hit["date"] == "2020-03-12"


CITED = {
    "Metropolitan Police Service": {"question", "answer"},
    "House of Commons Science and Technology Committee": {"question"},
    "Information Commissioner's Office": {"question", "answer"},
    "Biometrics Commissioner": {"question", "answer"},
    "Surveillance Camera Commissioner": {"question", "answer"},
    "South Wales Police": {"question", "answer"},
}


def test_the_mayors_exchange_cites_each_body_on_its_sides(index: str) -> None:
    hit = search(index, "live facial recognition")["hits"][0]
    sides: dict[str, set[str]] = {}
    for row in hit["cites"]:
        sides.setdefault(row["name"], set()).add(row["side"])
    assert {name: sides.get(name) for name in CITED} == CITED


@pytest.mark.parametrize("body", CITED)
def test_filtering_by_any_body_that_it_cites_finds_it(index: str, body: str) -> None:
    found = search(index, "facial recognition", "--cites", body)
    assert MAYORS_EXCHANGE in [hit["id"] for hit in found["hits"]]
    assert found["total"] == len([hit for hit in found["hits"] if hit["matched"] == "all"])


@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "https://www.theyworkforyou.com/london/?id=2020-03-12.0.h#g0.r0": MAYORS_EXCHANGE,
        "by:berry facial": MAYORS_EXCHANGE,
        "speaker:990026 moratorium": MAYORS_EXCHANGE,
        "section:lmqs biometrics": MAYORS_EXCHANGE,
        '"voice recognition, gait analysis"': MAYORS_EXCHANGE,
        "ref:S3W-28257": "spwa/2009-10-26.S3W-28257.q0",
        "wrans/2009-10-26e.294961.q0": "wrans/2009-10-26f.294961.q0",
        "https://www.theyworkforyou.com/wrans/?id=2023-12-18.HL1246.h": "wrans/2023-12-18.HL1246.q0",
    }.items(),
)
def test_a_query_finds_its_exchange(index: str, query: str, expected: str) -> None:
    hits = search(index, query)["hits"]
    assert [hit["id"] for hit in hits if hit["matched"] == "all"] == [expected]


def test_check_finds_nothing_wrong(index: str) -> None:
    result = run("index", "check", "--index", index)
    assert result.exit_code == 0, result.output


def test_every_hit_under_a_body_cites_it(index: str) -> None:
    for value in search(index, "--size", "0")["facets"]["cites"][:25]:
        found = search(index, "--cites", value["value"], "--size", "1000")
        assert found["total"] == len(found["hits"]) == value["count"]
        assert all(value["value"] in {row["body"] for row in hit["cites"]} for hit in found["hits"])


COMPLETED = {
    "ico": "Information Commissioner's Office",
    "sian": "Siân Berry",
    "metropolitan pol": "Metropolitan Police Service",
    "facial recognition sadiq": "Sadiq Khan",
    "winter fu": "winter fuel payment",
    "zebra fa": None,
    "gender recog": "gender recognition certificates",
}


@pytest.mark.parametrize(("typed", "first"), COMPLETED.items())
def test_what_is_typed_is_completed_from_the_record(index: str, typed: str, first: str | None) -> None:
    completer = _completer(index)
    labels = [each.label for each in completer.complete(typed, Request())]
    assert labels[:1] == ([first] if first else [])


MEANT = {
    "sian bery": "Siân Berry",
    "sadik khan": "Sadiq Khan",
    "informaton commisioner": "Information Commissioner's Office",
    "metropoliton police": "Metropolitan Police Service",
    "climte change comittee": "Climate Change Committee",
    "facial recogniton": None,
}


@pytest.mark.parametrize(("typed", "name"), MEANT.items())
def test_a_name_that_is_spelled_nearly_is_known(index: str, typed: str, name: str | None) -> None:
    labels = [each.label for each in _completer(index).meant(typed, Request(), nearly=True)]
    assert labels == ([name] if name else [])


@lru_cache(maxsize=1)
def _completer(index: str) -> Completer:
    registry = Registry.load()
    return Completer(open_engine(Path(index), registry), registry)
