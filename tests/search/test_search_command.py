"""``questiontime search``: what scripts rely on, and what a person reads."""

import csv
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.citation import Side
from corpus.registry import Registry
from questiontime import questiontime
from search.takeaway.exchanges import EXCHANGES
from search.takeaway.origin import ORIGIN
from tests.search.small_index import exchange_of, write_generation

ROOT = Path(__file__).parents[2]
NOT_NEEDED = (
    "whoosh", "lxml", "flask", "gunicorn", "ijson", "yaml", "corpus.recogniser", "indexer.readers",
    "indexer.locking", "markdown_it", "numpy.ma", "importlib.metadata", "importlib.resources",
    "search.takeaway", "search.presenting", "search.following", "search.widening", "rapidfuzz",
    "corpus.references", "corpus.registry_files", "concurrent", "shutil", "logging", "indexer.records",
    "indexer.fingerprint", "search.array_engine.title_phrases",
    "_hashlib", "secrets", "random", "json", "csv", "calendar", "shlex",
)  # fmt: skip
FOR_JSON = ("search.takeaway", "search.presenting")


@pytest.fixture
def index(tmp_path: Path, registry: Registry) -> Path:
    ico = [("ico", Side.QUESTION), ("ico", Side.ANSWER)]
    exchanges = [
        exchange_of(1, "Cameras", "Facial recognition cameras", "We told the ICO.", "2029-03-12", cites=ico),
        exchange_of(2, "Water", "On sewage", None, "2031-05-14", "Siôn O’Hara", "Greenways"),
        exchange_of(3, "=HYPERLINK(1)", "On cameras", "No.", "2031-05-15", party=None),
    ]
    write_generation(tmp_path, [exchanges], registry)
    return tmp_path


def run(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(questiontime, ["search", "--index", str(index), *arguments])


def test_json_is_as_the_contract_has_it(index: Path) -> None:
    answer = json.loads(run(index, "facial recognition", "--json").output)
    assert set(answer) == {"query", "total", "hits", "facets", "took_ms", "generation", "wider"}
    assert answer["query"] == {
        "text": "facial recognition",
        "words": "Exchanges with “facial” and “recognition”",
        "warnings": [],
    }
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert {name: hit[name] for name in ("id", "title", "date", "asked_by", "party", "answered_by")} == {
        "id": "alderwick/2029-03-12.0001.q0",
        "title": "Cameras",
        "date": "2029-03-12",
        "asked_by": "Ana Brook",
        "party": "Harbour Party",
        "answered_by": "Tom Ferris",
    }
    assert [(each["body"], each["side"]) for each in hit["cites"]] == [("ico", "question"), ("ico", "answer")]
    first = hit["snippets"][0]
    assert (first["speech"], first["speaker"], first["role"]) == (0, "Ana Brook", "question")
    assert [first["text"][start:end] for start, end in first["marks"]] == ["Facial", "recognition"]
    assert {"value": "Harbour Party", "label": "Harbour Party", "count": 1} in answer["facets"]["party"]


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (["--sort", "oldest"], ["Cameras", "Water", "=HYPERLINK(1)"]),
        (["--sort", "newest", "--size", "1", "--page", "2"], ["Water"]),
        (["--cites", "Information Commissioner’s Office"], ["Cameras"]),
        (["--cites", "ICO", "--from", "2030"], []),
        (["--party", "greenways", "--party", "Harbour Party", "--sort", "oldest"], ["Cameras", "Water"]),
        (["--member", "Sion O'Hara"], ["Water"]),
        (["--to", "2031-05-14", "--from", "2031-05"], ["Water"]),
        (["by:o’hara"], ["Water"]),
    ],
)
def test_options_narrow_and_order(index: Path, arguments: list[str], titles: list[str]) -> None:
    answer = json.loads(run(index, *arguments, "--json").output)
    assert [hit["title"] for hit in answer["hits"]] == titles


def test_csv_gives_every_hit_and_nothing_that_a_spreadsheet_would_run(index: Path) -> None:
    rows = list(csv.reader(io.StringIO(run(index, "--csv", "--size", "1", "--sort", "newest").output)))
    assert tuple(rows[0]) == (*EXCHANGES.names, *ORIGIN.names)
    assert [row[2] for row in rows[1:]] == ["'=HYPERLINK(1)", "Water", "Cameras"]
    assert rows[3][10] == "Information Commissioner's Office"


def test_ndjson_gives_every_hit_and_how_to_ask_for_them_again(index: Path) -> None:
    output = run(index, "cam*", "--party", "Harbour Party", "--to", "2030", "--ndjson").output
    (row,) = [json.loads(line) for line in output.splitlines()]
    assert (row["title"], row["cites"][0]["body"]) == ("Cameras", "ico")
    assert row["query_words"] == (
        "Exchanges with words beginning with “cam”; party of the asker: Harbour Party; until 31 December 2030"
    )
    again = shlex.split(row["query_address"])
    assert again == [
        *("questiontime", "search", "--party", "Harbour Party"),
        *("--to", "2030-12-31", "--sort", "relevance", "--", "cam*"),
    ]
    assert run(index, "--ndjson", *again[2:]).output == output


def test_what_is_not_wanted_can_be_asked_again(index: Path) -> None:
    output = run(index, "--ndjson", "--", "-cameras").output
    (row,) = [json.loads(line) for line in output.splitlines()]
    assert row["title"] == "Water"
    assert run(index, "--ndjson", *shlex.split(row["query_address"])[2:]).output == output


def test_a_person_reads_who_asked_and_who_answered(index: Path) -> None:
    output = run(index, "cameras", "--from", "2029").output
    assert "1-2 of 2: Exchanges with “cameras”; from 1 January 2029" in output
    assert "Ana Brook (Harbour Party) asked; Tom Ferris." in output


@pytest.mark.parametrize(
    ("arguments", "first_line"),
    [
        (["--party", "Greenway"], "Nothing found: All exchanges; party of the asker: Greenway"),
        (["cameras", "--size", "0"], "2 found: Exchanges with “cameras”"),
        (["--page", "2"], "3 found; page 2 is after the last"),
    ],
)
def test_where_nothing_is_shown_it_is_said_why(index: Path, arguments: list[str], first_line: str) -> None:
    assert run(index, *arguments).output.splitlines()[0] == first_line


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--cites", "the moon"], 2, "no body is called 'the moon'"),
        (["--from", "31 February 2020"], 2, "is no date"),
        (["--json", "--csv"], 2, "cannot both"),
        (["--ndjson", "--csv"], 2, "cannot both"),
        (["--size", "1000000"], 2, "1000"),
    ],
)
def test_wrong_usage_says_what_is_wrong(index: Path, arguments: list[str], code: int, message: str) -> None:
    result = run(index, *arguments)
    assert result.exit_code == code
    assert message in result.output


def test_a_missing_index_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "water")
    assert result.exit_code == 1
    assert "no index is here" in result.output
    assert len(result.output.splitlines()) == 1


A_SEARCH = """
import sys, questiontime
opened = []
sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" else None)
command, *not_needed = sys.argv[1:]
questiontime.questiontime(command.split(), standalone_mode=False)
read = [name for name in opened if name.endswith("synonyms.csv")]
print([name for name in not_needed if name in sys.modules], read)
"""


@pytest.mark.parametrize(("form", "needed"), [("", ()), (" --json", FOR_JSON)])
def test_a_search_imports_and_reads_only_what_it_needs(
    tmp_path: Path, registry: Registry, form: str, needed: tuple[str, ...]
) -> None:
    """It starts in half the time so, and starting is most of what a search from the command line takes.

    One that names no body and finds enough asks neither for rows of the registry nor for synonyms: that no
    name begins so is told from the bytes of the registry's files, in a few milliseconds.
    """
    cameras = (exchange_of(number, "Cameras") for number in range(1, 13))
    write_generation(tmp_path, [list(cameras)], registry)
    done = subprocess.run(
        [
            *(sys.executable, "-c", A_SEARCH, f"search cameras --index {tmp_path}{form}"),
            *(name for name in NOT_NEEDED if name not in needed),
        ],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ("1-10 of 12" if not form else '"total": 12') in done.stdout
    assert done.stdout.splitlines()[-1] == "[] []"


A_PROGRAM = """
import atexit, os, sys, questiontime
class Heard:
    def __del__(self): os.write(1, b"taken to pieces")
heard, command = Heard(), questiontime.questiontime
def with_more_to_do(**settings):
    atexit.register(print, "done")
    command(**settings)
questiontime.questiontime = with_more_to_do
sys.argv[1:] = sys.argv[1].split()
questiontime.main()
"""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("search cameras --size 0", 0, "2 found: Exchanges with “cameras”\ndone\n"),
        ("search cameras --size x", 2, "done\n"),
        ("search cameras --index nowhere", 1, "done\n"),
    ],
)
def test_a_command_ends_at_once_when_all_else_is_done(
    index: Path, arguments: str, code: int, said: str
) -> None:
    """What is registered to be done at the end is done, all is written, and the code is the command's own."""
    done = subprocess.run(
        [sys.executable, "-c", A_PROGRAM, arguments],
        check=False, cwd=ROOT, capture_output=True, text=True, env={"QUESTIONTIME_INDEX": str(index)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (code, said)
