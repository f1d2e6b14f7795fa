"""The page for those who write programs: what it lists is there, and its examples work as they stand."""

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from search.takeaway.origin import ORIGIN
from webui.programs.openapi import operations
from webui.programs.parameters import SEARCH_PARAMETERS
from webui.takeaway.tables import CITATION_ROWS, EXCHANGE_ROWS


@pytest.fixture(scope="module")
def page(address: str) -> html.HtmlElement:
    with urlopen(f"{address}/api") as response:
        return html.fromstring(response.read().decode())


def example(page: html.HtmlElement, name: str) -> str:
    """The text of an example, as somebody copies it."""
    return page.get_element_by_id(f"example-{name}").text_content()


def run(page: html.HtmlElement, name: str) -> list[str]:
    """The lines that an example in Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", example(page, name)], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl is installed: its example is not tried")
def test_the_command_fetches_a_file(page: html.HtmlElement, tmp_path: Path) -> None:
    subprocess.run(example(page, "shell"), shell=True, check=True, cwd=tmp_path)
    with (tmp_path / "citations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["body"] for row in rows} == {"ico"}


def test_the_python_prints_every_row(page: html.HtmlElement) -> None:
    assert run(page, "python") == [
        "2032-03-03\tLayla حداد\tLetters to the regulator",
        "2031-05-14\tSiôn O’Hara\tCameras at the harbour",
    ]


def test_the_python_prints_totals_and_counts(page: html.HtmlElement) -> None:
    heading, *parties = run(page, "counts")
    assert heading == "2 exchanges"
    assert sorted(parties) == ["1\tCivic Alliance", "1\tGreenways"]


def test_the_formula_imports_rows(page: html.HtmlElement) -> None:
    found = re.fullmatch(r'=IMPORTDATA\("([^"]+)"\)', example(page, "sheet"))
    assert found
    with urlopen(found[1]) as response:
        rows = list(csv.DictReader(io.StringIO(response.read().decode(), newline="")))
    assert len(rows) == 2


def test_the_feed_is_one(page: html.HtmlElement) -> None:
    with urlopen(example(page, "feed")) as response:
        assert len(feedparser.parse(response.read()).entries) == 2


def test_the_tables_hold_all_that_there_is(app: Flask, page: html.HtmlElement) -> None:
    listed = {each.text_content() for each in page.xpath("//tbody/tr//code")}
    with app.test_request_context():
        for each in operations(app):
            stem, ending, form = each.path.rpartition(".")
            assert each.path in listed or {stem, ending + form} <= listed
    assert {each.name for each in SEARCH_PARAMETERS} <= listed
    assert {*EXCHANGE_ROWS.names, *CITATION_ROWS.names, *ORIGIN.names} <= listed


def test_every_page_leads_to_it(client: FlaskClient) -> None:
    for address in ("/", "/about", "/search", "/bodies/ico"):
        found = html.fromstring(client.get(address).get_data(as_text=True))
        assert "/api" in found.xpath("//a/@href")
