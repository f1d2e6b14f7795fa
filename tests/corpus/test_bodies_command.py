"""``questiontime bodies``, as it is typed."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.commands import bodies
from corpus.errors import RegistryError, SourceError
from corpus.recogniser.evaluation import read_labelled, read_texts, score
from corpus.registry import Registry

GOLD = Path(__file__).parents[2].parent / "shared" / "data" / "citations" / "dev.jsonl"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(bodies, arguments, input=typed)


def test_list_shows_id_kind_and_name() -> None:
    rows = [line.split(None, 2) for line in run("list").stdout.splitlines()]
    assert ["ico", "regulator", "Information Commissioner's Office"] in rows


def test_list_as_json_has_the_documented_keys() -> None:
    listed = json.loads(run("list", "--json").stdout)
    assert {frozenset(each) for each in listed} == {frozenset({"id", "name", "kind", "aliases"})}
    ico = next(each for each in listed if each["id"] == "ico")
    assert (ico["name"], ico["kind"]) == ("Information Commissioner's Office", "regulator")
    assert "ICO" in ico["aliases"]


@pytest.mark.parametrize("name", ["ico", "ICO", "information commissioner’s office"])
def test_show_takes_an_id_or_a_name(name: str) -> None:
    shown = run("show", name)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Information Commissioner's Office (ico)\n")
    assert "ico.org.uk" in shown.stdout


def test_show_tells_what_came_before_and_after() -> None:
    registry = Registry.load()
    body = next(body for body in registry.bodies if body.successors)
    after = registry.successors(body.id)[0]
    assert f"after it        {after.name} ({after.id})" in run("show", body.id).stdout
    assert f"{body.name} ({body.id})" in run("show", after.id).stdout


def test_show_of_an_unknown_body_is_a_usage_error() -> None:
    shown = run("show", "ministry-of-silly-walks")
    assert shown.exit_code == 2
    assert "no body is called 'ministry-of-silly-walks'" in shown.stderr


def test_cite_answers_line_by_line_in_order() -> None:
    lines = [
        {
            "id": "1",
            "title": "",
            "question": "Does the ICO agree?",
            "answer": "The ICO and Ofcom’s board do.",
        },
        {"id": "2", "title": "Home Office: Pay", "question": "", "answer": None},
        {"id": "3", "question": "Who knows?"},
    ]
    typed = "\n\n".join(json.dumps(line) for line in lines)
    written = [json.loads(line) for line in run("cite", typed=typed).stdout.splitlines()]
    assert written == [
        {
            "id": "1",
            "cites": [
                {"body": "ico", "side": "question", "surfaces": ["ICO"]},
                {"body": "ico", "side": "answer", "surfaces": ["ICO"]},
                {"body": "ofcom", "side": "answer", "surfaces": ["Ofcom"]},
            ],
        },
        {"id": "2", "cites": [{"body": "home-office", "side": "title", "surfaces": ["Home Office"]}]},
        {"id": "3", "cites": []},
    ]


def test_cite_lets_the_conventions_of_a_collection_hold() -> None:
    line = {"id": "1", "title": "", "question": "Is the MPS ready?", "answer": ""}
    in_london = line | {"collection": "london-mayors-questions"}
    typed = json.dumps(line) + "\n" + json.dumps(in_london)
    first, second = (json.loads(each)["cites"] for each in run("cite", typed=typed).stdout.splitlines())
    assert (first, [each["body"] for each in second]) == ([], ["mps"])


@pytest.mark.parametrize("id", ["lmq/2020/0841", "london-mayors-questions/2020-03-12.1.q0"])
def test_cite_takes_the_collection_from_the_id_where_the_line_names_none(id: str) -> None:
    typed = json.dumps({"id": id, "question": "Is the MPS ready?"})
    assert [each["body"] for each in json.loads(run("cite", typed=typed).stdout)["cites"]] == ["mps"]


@pytest.mark.parametrize(
    ("id", "bodies"),
    {"wrans/2024-09-12.5670.q0": ["food-standards-agency"], "wrans/2009-10-26b.1.q0": [],
     "wrans/2024-99-12.1": [], "commons/1717941": []}.items(),
)  # fmt: skip
def test_cite_takes_the_day_from_the_id(id: str, bodies: list[str]) -> None:
    typed = json.dumps({"id": id, "question": "What has the FSA said?"})
    assert [each["body"] for each in json.loads(run("cite", typed=typed).stdout)["cites"]] == bodies


def test_check_says_that_the_rules_hold() -> None:
    checked = run("check")
    assert checked.exit_code == 0, checked.output
    assert re.fullmatch(r"\d+ bodies, version [0-9a-f]{12}: every rule holds\n", checked.stdout)


def test_check_of_a_broken_registry_names_file_and_line(tmp_path: Path) -> None:
    header = "id,name,since,until,successors,aliases,abbreviations,ambiguous,offices,hosts,not_in"
    (tmp_path / "court.csv").write_text(f"{header}\na,Same,,,,,,,,,\nb,Same,,,,,,,,,\n", encoding="utf-8")
    assert Registry.load(tmp_path).body("b") is not None
    with pytest.raises(RegistryError, match=r"court\.csv:3: 'Same' also means a"):
        CliRunner().invoke(bodies, ["check", str(tmp_path)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON: Expecting property name"),
        ("[]", "is not a JSON object"),
        ("{}", 'has no "id"'),
        ('{"id": "1", "answer": ["x"]}', '"answer" is not text'),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_line_that_is_no_exchange_is_refused_with_its_number(line: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(read_texts(['{"id": "0"}', line], "lines.jsonl"))
    assert str(caught.value).startswith(f"lines.jsonl:2: {reason}")
    assert isinstance(run("cite", typed=f"\n{line}").exception, SourceError)


def label(body: str, side: str, surface: str, sure: bool = True) -> dict[str, object]:
    return {"body": body, "kind": "regulator", "side": side, "surfaces": [surface], "sure": sure}


def labelled(folder: Path, *cites: dict[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "1", "question": "?", "answer": "!", "cites": cites}) + "\n")
    return path


def test_evaluate_counts_a_body_once_a_side_and_leaves_out_what_is_not_sure(tmp_path: Path) -> None:
    gold = labelled(
        tmp_path,
        label("Information Commissioner's Office", "question", "ICO"),
        label("Ofcom", "answer", "Ofcom"),
        label("Office of the Information Commissioner", "answer", "the Office", sure=False),
        label("Home Office", "answer", "HO", sure=False),
    )
    cited = {
        ("question", "ico"): ["ICO"],
        ("question", "ofcom"): ["Ofcom"],
        ("answer", "home-office"): ["HO"],
    }
    scores = score(read_labelled(gold), lambda text: cited, Registry.load())
    assert (scores.precision, scores.recall) == (0.5, 0.5)
    assert scores.over == ["1 question ofcom ['Ofcom']"]
    assert scores.missed == ["1 answer regulator: Ofcom ['Ofcom']"]


def test_evaluate_refuses_labels_that_lack_something(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gold\.jsonl:1: its labels lack 'kind'"):
        list(read_labelled(labelled(tmp_path, {"body": "Ofcom"})))


def test_evaluate_of_nothing_is_no_division_by_zero(tmp_path: Path) -> None:
    assert "precision 0.000 (0/0)  recall 0.000 (0/0)" in run("evaluate", str(labelled(tmp_path))).stdout


def test_on_the_labelled_exchanges_citations_are_right() -> None:
    if not GOLD.is_file():
        pytest.skip("../shared/data is not here: the labelled exchanges cannot be read")
    last = run("evaluate", str(GOLD)).stdout.splitlines()[-1].split()
    assert float(last[1]) >= 0.98
    assert float(last[4]) >= 0.98
