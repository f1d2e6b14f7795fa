"""``questiontime bodies candidates``, as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from questiontime import questiontime

EXCHANGE = """---
id: alderwick/2027-11-18.0{number}
collection: alderwick
title: Turnips
date: 2027-11-18
---

## Question: Jo Smith (Greenways)

Has the Turnip Marketing Board (TMB) met the Home Office?

## Answer: Jo Bloggs (Mayor of Alderwick)

The TMB did. The {other} Board did not.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(questiontime, ["bodies", "candidates", *arguments], catch_exceptions=False)


@pytest.fixture
def sources(tmp_path: Path) -> str:
    for number, other in enumerate(("Swede", "Beetroot")):
        text = EXCHANGE.format(number=number, other=other)
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    return str(tmp_path)


def test_names_and_abbreviations_are_shown_with_counts_and_a_sentence(sources: str) -> None:
    shown = run(sources).stdout
    assert "     2  Turnip Marketing Board  (TMB)\n" in shown
    assert "        Has the Turnip Marketing Board (TMB) met the Home Office?\n" in shown
    assert "     2  TMB  (Turnip Marketing Board)\n" in shown
    assert shown.index("Turnip") < shown.index("Beetroot Board") < shown.index("Swede Board")


def test_as_json_they_have_all_their_sentences(sources: str) -> None:
    listed = json.loads(run(sources, "--json").stdout)
    assert listed["names"][0] == {
        "name": "Turnip Marketing Board",
        "count": 2,
        "stands_for": ["TMB"],
        "sentences": ["Has the Turnip Marketing Board (TMB) met the Home Office?"] * 2,
    }
    assert [each["name"] for each in listed["abbreviations"]] == ["TMB"]


def test_no_more_are_shown_than_asked_for(sources: str) -> None:
    listed = json.loads(run(sources, "--json", "--most", "1").stdout)
    assert {name: len(found) for name, found in listed.items()} == {"names": 1, "abbreviations": 1}


def test_a_source_that_is_not_there_is_an_error_in_one_line() -> None:
    failed = run("/nowhere/at/all")
    assert failed.exit_code == 1
    assert failed.stderr.startswith("Error: /nowhere/at/all: ")
