"""Citations to take away: a row for each, with its sentence, and only of what was asked for."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.registry import Registry
from questiontime import questiontime
from search.takeaway.citations import CITATIONS
from search.takeaway.origin import ORIGIN
from tests.search.small_index import exchange_of, write_generation


def citing(number: int, title: str, question: str, answer: str | None, day: str) -> CitedExchange:
    """An exchange in which each ICO and each Ofcom is a citation."""
    plain = exchange_of(number, title, question, answer, day).exchange
    places = ((Side.TITLE, None, title), (Side.QUESTION, 0, question), (Side.ANSWER, 1, answer or ""))
    rows = [
        Citation(at[0].lower(), side, speech, at.start(), at.end(), at[0], How.ABBREVIATION)
        for side, speech, text in places
        for at in re.finditer("ICO|Ofcom", text)
    ]
    return CitedExchange(plain, tuple(rows))


@pytest.fixture
def index(tmp_path: Path, registry: Registry) -> Path:
    exchanges = [
        citing(1, "ICO letters", "No. What does the ICO say? More.", "=Ofcom replied. Yes.", "2031-01-01"),
        citing(2, "Radio", "Has Ofcom been asked?", None, "2032-01-01"),
        citing(3, "Trams", "When?", "Soon.", "2033-01-01"),
    ]
    write_generation(tmp_path, [exchanges], registry)
    return tmp_path


def taken(index: Path, *arguments: str) -> list[dict[str, str]]:
    """The rows of the CSV, which say the same as those of the JSON and of the NDJSON."""
    asked = ["search", "--index", str(index), "--sort", "oldest", "--citations", *arguments]

    def output(form: str) -> str:
        return CliRunner().invoke(questiontime, [*asked, form]).output

    rows = list(csv.DictReader(io.StringIO(output("--csv"), newline="")))
    shown = [{name: row[name].removeprefix("'") for name in row} for row in rows]
    lines = [json.loads(line) for line in output("--ndjson").splitlines()]
    assert shown == [{name: value or "" for name, value in row.items()} for row in lines]
    kept = [{name: row[name] for name in CITATIONS.names} for row in lines]
    assert json.loads(output("--json"))["citations"] == kept
    return rows


def test_a_row_says_who_named_which_body_when_where_and_in_which_words(
    index: Path, registry: Registry
) -> None:
    row = taken(index)[1]
    assert tuple(row) == (*CITATIONS.names, *ORIGIN.names)
    assert {name: row[name] for name in CITATIONS.names} == {
        "id": "alderwick/2031-01-01.0001.q0",
        "date": "2031-01-01",
        "reference": "",
        "collection": "alderwick",
        "speech": "q0",
        "side": "question",
        "body": "ico",
        "name": registry.name_of("ico"),
        "surface": "ICO",
        "sentence": "What does the ICO say?",
        "how": "abbreviation",
        "asked_by": "Ana Brook",
        "party": "Harbour Party",
        "url": "",
    }


ALL = [("ico", "title"), ("ico", "question"), ("ofcom", "answer"), ("ofcom", "question")]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ALL),
        (["--size", "1", "--page", "2"], ALL),
        (["--cites", "ico"], ALL[:2]),
        (["--to", "2031"], ALL[:3]),
        (["cites:ofcom"], ALL[2:]),
        (["question_cites:ofcom"], ALL[3:]),
        (["unanswered_cites:ico"], ALL[:2]),
        (["unanswered_cites:ofcom"], []),
        (["cites:ico answer_cites:ofcom"], ALL[:3]),
        (["answer_cites:ofcom", "--cites", "ofcom"], ALL[2:3]),
        (["kind:regulator"], ALL),
        (["NOT cites:ico"], ALL[3:]),
        (["trams"], []),
    ],
)
def test_rows_are_of_what_is_found_and_of_the_bodies_and_sides_asked_for(
    index: Path, arguments: list[str], expected: list[tuple[str, str]]
) -> None:
    assert [(row["body"], row["side"]) for row in taken(index, *arguments)] == expected


def test_no_cell_is_a_formula(index: Path) -> None:
    (row,) = taken(index, "answer_cites:ofcom")
    assert row["sentence"] == "'=Ofcom replied."


def test_citations_go_into_a_file_only(index: Path) -> None:
    result = CliRunner().invoke(questiontime, ["search", "--index", str(index), "--citations"])
    assert (result.exit_code, "--citations needs --json, --csv or --ndjson" in result.output) == (2, True)
