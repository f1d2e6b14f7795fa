"""The people file as it is read: its dates, and what is said of a broken one."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import PeopleError
from corpus.people import People
from corpus.popolo import read_popolo
from tests.corpus.small_people import FILE, PW, seat, write

DAYS = {
    ("2016", "2016"): (date(2016, 1, 1), date(2016, 12, 31)),
    ("2016-02", "2016-02"): (date(2016, 2, 1), date(2016, 2, 29)),
    ("2016-02-03", "2016-02-04"): (date(2016, 2, 3), date(2016, 2, 4)),
    ("", "9999-12-31"): (date.min, date.max),
    ("", ""): (date.min, date.max),
}


@pytest.mark.parametrize("days", DAYS)
def test_a_year_or_a_month_is_taken_whole_and_a_missing_date_is_open(
    tmp_path: Path, days: tuple[str, str]
) -> None:
    document = FILE | {"memberships": [seat("member/1", 1, "clacton", "green", *days)]}
    _, read = read_popolo(write(tmp_path, document)).memberships["member/1"]
    assert (read.since, read.until) == DAYS[days]


def _change(path: str, value: object) -> Callable[[Any], None]:
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))

    def change(document: Any) -> None:
        for part in way:
            document = document[part]
        document[last] = value

    return change


BROKEN: dict[str, tuple[str, object, str]] = {
    "persons": ("persons", None, "“persons” is missing or not a list"),
    "memberships": ("memberships", {}, "“memberships” is missing or not a list"),
    "a person without an id": ("persons.2", {"other_names": []}, r"persons\[2\] has no id"),
    "a list for a person": ("persons.2", [], r"persons\[2\] has no id"),
    "names of no list": (
        "persons.0.other_names",
        "Berry",
        "“other_names” of .*person/1 is not a list of objects",
    ),
    "a number for a name": (
        "persons.0.other_names.0.family_name",
        7,
        "“family_name” of a name is not a text",
    ),
    "no date": ("memberships.0.start_date", "May 2016", "“May 2016” is not a date"),
    "a day that does not exist": ("memberships.0.end_date", "2021-02-30", "“2021-02-30” is not a date"),
    "nobody": ("memberships.0.person_id", f"{PW}person/77", "“person/77”, who is not among its persons"),
    "no person": ("memberships.0.person_id", "", "“.*member/50001” has no person_id"),
    "a circle": ("persons.13.redirect", f"{PW}person/13", "redirected in a circle"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_with_the_reason(tmp_path: Path, case: str) -> None:
    path, value, reason = BROKEN[case]
    document = copy.deepcopy(FILE)
    _change(path, value)(document)
    with pytest.raises(PeopleError, match=rf"people.json: .*{reason}"):
        People.load(write(tmp_path, document))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", r":1: not JSON"),
        (b'{"persons": [\n}', r":2: not JSON"),
        (b"[]", "not Popolo"),
        (b'{"persons": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (None, "No such file"),
    ],
)
def test_what_is_not_json_is_said_so(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "people.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PeopleError, match=reason):
        People.load(path)
