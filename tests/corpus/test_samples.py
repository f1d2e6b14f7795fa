"""The samples are fictional, say so, and are of one piece: a world whose dates and names agree."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.collections import ALDERWICK

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
KEYS = {"id", "collection", "title", "date", "asked", "department", "reference", "grouped", "fictional"}
FLAGS = {"withdrawn", "holding", "corrected"}
SPEECH = re.compile(r"^## (?P<role>Question|Answer)(?:: (?P<name>[^()]+) \((?P<position>.+)\))?$", re.M)
PARTIES = {"Harbour Party", "Civic Alliance", "Greenways", "Commons Tide", "Independent"}
PUBLIC_HOSTS = (".gov.uk", ".org.uk", ".co.uk", ".int", ".example")


@dataclass(frozen=True)
class Sample:
    """One exchange as its file writes it."""

    keys: dict[str, Any]
    text: str

    @property
    def reference(self) -> str:
        return str(self.keys["reference"])

    @property
    def speeches(self) -> list[re.Match[str]]:
        return list(SPEECH.finditer(self.text))

    def positions(self, role: str) -> list[tuple[str, str]]:
        return [
            (speech["name"], speech["position"])
            for speech in self.speeches
            if speech["role"] == role and speech["name"]
        ]


def samples() -> list[Sample]:
    exchange = re.compile(r"^---\n(.*?)^---\n(.*?)(?=^---\n|\Z)", re.M | re.S)
    return [
        Sample(yaml.safe_load(found[1]), found[2])
        for path in sorted(SAMPLES.glob("*.md"))
        for found in exchange.finditer(path.read_text(encoding="utf-8"))
    ]


ALL = samples()


def test_every_exchange_says_that_it_is_fictional() -> None:
    assert len(ALL) >= 72
    assert {sample.keys["fictional"] for sample in ALL} == {True}
    assert {sample.keys["collection"] for sample in ALL} == {ALDERWICK.key}


def test_nothing_in_a_file_is_left_out_of_its_exchanges() -> None:
    fences = sum(path.read_text(encoding="utf-8").splitlines().count("---") for path in SAMPLES.glob("*.md"))
    assert fences == 2 * len(ALL)


def test_only_known_keys_are_used() -> None:
    assert {key for sample in ALL for key in sample.keys} == KEYS | FLAGS


def test_ids_are_made_of_the_day_of_the_answer_and_the_number() -> None:
    for sample in ALL:
        year, number = sample.reference.split("/")
        assert sample.keys["id"] == f"alderwick/{sample.keys['date']}.{number}"
        assert sample.keys["asked"].year == int(year)
    assert len({sample.reference for sample in ALL}) == len(ALL)


def test_questions_are_numbered_in_the_order_in_which_they_are_asked() -> None:
    asked = [sample.keys["asked"] for sample in sorted(ALL, key=lambda sample: sample.reference)]
    assert asked == sorted(asked)
    assert all(sample.keys["asked"] < sample.keys["date"] for sample in ALL)


def test_the_samples_span_eight_years() -> None:
    assert {sample.keys["date"].year for sample in ALL} == set(range(2027, 2035))


def test_every_exchange_begins_with_a_question_and_every_heading_is_a_speech() -> None:
    for sample in ALL:
        assert sample.speeches[0]["role"] == "Question", sample.reference
        assert len(sample.speeches) == sample.text.count("\n## "), sample.reference


def test_the_mayor_who_answers_is_the_mayor_of_the_day() -> None:
    for sample in ALL:
        for name, position in sample.positions("Answer"):
            if position.startswith("Mayor of Alderwick; "):
                first_term = sample.keys["date"] < date(2031, 5, 1)
                assert name == ("Josephine Attwater" if first_term else "Tom Ferriby"), sample.reference


def test_only_one_member_ever_changes_party() -> None:
    parties: dict[str, set[str]] = defaultdict(set)
    for sample in ALL:
        for name, party in sample.positions("Question"):
            parties[name].add(party)
    assert set().union(*parties.values()) == PARTIES
    assert {name for name, labels in parties.items() if len(labels) > 1} == {"Bartholomew Quill"}


def test_a_reference_in_a_text_names_one_of_the_samples_asked_earlier_or_with_it() -> None:
    numbers = {sample.reference for sample in ALL}
    for sample in ALL:
        named = set(re.findall(r"\b20\d\d/\d{4}\b", sample.text))
        assert named <= numbers
        assert all(number <= sample.reference or number in sample.keys.get("grouped", ()) for number in named)


def test_questions_grouped_together_name_each_other() -> None:
    grouped = {sample.reference: sample.keys["grouped"] for sample in ALL if "grouped" in sample.keys}
    assert grouped
    assert all(one in grouped[other] for one, others in grouped.items() for other in others)


def test_addresses_lead_to_public_bodies_or_nowhere() -> None:
    for sample in ALL:
        hosts = re.findall(r"https?://([^/\s)]+)", sample.text) + re.findall(r"\w@([\w.-]+\w)", sample.text)
        assert all(host.endswith(PUBLIC_HOSTS) for host in hosts), hosts


def test_every_shape_of_exchange_is_there() -> None:
    shapes = Counter(tuple(speech["role"][0] for speech in sample.speeches) for sample in ALL)
    assert shapes.keys() == {("Q", "A"), ("Q",), ("Q", "Q", "A"), ("Q", "A", "A")}
    assert sum("| --- |" in sample.text for sample in ALL) >= 3
    assert any(speech["name"] is None for sample in ALL for speech in sample.speeches)
    words = [
        len(sample.text.partition("## Answer")[2].split()) for sample in ALL if "## Answer" in sample.text
    ]
    assert min(words) < 20
    assert sum(count > 400 for count in words) >= 3


@pytest.mark.parametrize(
    "words",
    [
        "facial recognition",
        "data protection",
        "sewage",
        "damp and mould",
        "bus fares",
        "air quality",
        "energy bill",
        "care home",
        "Information Commissioner",
        "Environment Agency",
        "Ofwat",
        "Ofgem",
        "Ofcom",
        "Care Quality Commission",
        "Housing Ombudsman",
        "Home Office",
        "Department for Transport",
    ],
)
def test_what_a_visitor_tries_finds_several_years_and_parties(words: str) -> None:
    found = [
        sample for sample in ALL if words.casefold() in f"{sample.keys['title']}\n{sample.text}".casefold()
    ]
    assert len(found) >= 4
    assert len({sample.keys["date"].year for sample in found}) >= 3
    assert len({party for sample in found for _, party in sample.positions("Question")}) >= 3
