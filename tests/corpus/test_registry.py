"""The registry of public bodies: what its files may say, and what the real ones say."""

import re
from pathlib import Path

import pytest

from corpus.body import KINDS, Ambiguous, Name
from corpus.errors import RegistryError
from corpus.registry import Registry

HEADER = "id,name,since,until,successors,aliases,abbreviations,ambiguous,offices,hosts,not_in"

FULL_ROW = (
    'fcdo,"Foreign, Commonwealth and Development Office",2020-09-02,,,Foreign Office (1782..1968)|F and C,'
    "FCDO,CDO@uk@london|the Office,Permanent Under-Secretary,fcdo.gov.uk,Foreign Office Cat"
)


def load(folder: Path, **kinds: str) -> Registry:
    """A registry whose files have these rows."""
    for kind, rows in kinds.items():
        (folder / f"{kind}.csv").write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
    return Registry.load_checked(folder)


def test_a_row_is_a_body(tmp_path: Path) -> None:
    body = load(tmp_path, department=FULL_ROW).body("fcdo")
    assert body is not None
    assert (body.name, body.kind) == ("Foreign, Commonwealth and Development Office", "department")
    assert (body.since, body.until) == ("2020-09-02", None)
    assert body.names == (Name("Foreign Office", "1782", "1968"), Name("F and C"))
    assert body.abbreviations == ("FCDO",)
    assert body.ambiguous == (Ambiguous("CDO", ("uk", "london")), Ambiguous("the Office"))
    assert body.offices == ("Permanent Under-Secretary",)
    assert body.hosts == ("fcdo.gov.uk",)
    assert body.not_in == ("Foreign Office Cat",)
    assert body.aliases == ("Foreign Office", "F and C", "FCDO", "CDO", "Permanent Under-Secretary")


def test_a_registry_that_is_awaited_says_the_same_as_one_that_was_read() -> None:
    awaited, read = Registry.awaited(), Registry.load()
    assert {body.id: awaited.name_of(body.id) for body in read.bodies} == {
        body.id: body.name for body in read.bodies
    }
    assert awaited.name_of("no such body") == "no such body"
    assert (awaited.bodies, awaited.version) == (read.bodies, read.version)


BROKEN = {
    "a,A,,,,,,,,": "10 columns instead of 11",
    "A b,Name,,,,,,,,,": "the id 'A b' is not small letters and digits joined by hyphens",
    "a,,,,,,,,,,": "a has no name",
    "a,A,yesterday,,,,,,,,": "'yesterday' is not a year, a month or a day such as 2012-01-16",
    "a,A,2012,2011-05,,,,,,,": "'A' ends (2011-05) before it begins (2012)",
    "a,A,,,,B (2012..2011),,,,,": "'B' ends (2011) before it begins (2012)",
    "a,A,,,b,,,,,,": "the successor b of a is not another body's id",
    "a,A,,,a,,,,,,": "the successor a of a is not another body's id",
    "a,A,,,,,,X@mars,,,": "'X': no collection follows the convention mars",
    '"a,A,,,,,,,,,': "unexpected end of data",
    "a,A,,,,,,,,,\na,B,,,,,,,,,": "the id a is taken by regulator.csv:2",
    "a,HM Post,,,,,,,,,\nb,Her Majesty’s Post,,,,,,,,,": "'Her Majesty’s Post' also means a",
    "a,A,,,,The Other,,,,,\nb,other,,,,,,,,,": "'other' also means a (regulator.csv:2)",
    "a,A,,,,,XYZ,,,,\nb,B,,,,,XYZ,,,,": "'XYZ' also means a (regulator.csv:2)",
    "a,A,,,,,XYZ,,,,\nb,B,,,,,,XYZ,,,": "'XYZ' is ambiguous here but certain for a (regulator.csv:2)",
    "a,A,,,,,,,,www.a.uk,\nb,B,,,,,,,,a.uk,": "'a.uk' also means a (regulator.csv:2)",
}


@pytest.mark.parametrize("rows", BROKEN)
def test_a_broken_row_is_refused_with_its_file_and_line(tmp_path: Path, rows: str) -> None:
    with pytest.raises(RegistryError) as caught:
        load(tmp_path, regulator=rows)
    message = str(caught.value)
    assert re.match(r"regulator\.csv:[23]: ", message)
    assert BROKEN[rows] in message


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "court.csv").write_text("id,name\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"court\.csv:1: the header must be id,name,since"):
        Registry.load(tmp_path)
    (tmp_path / "court.csv").write_bytes(HEADER.encode() + b"\na,\xff,,,,,,,,,\n")
    with pytest.raises(RegistryError, match=rf"court\.csv: is not UTF-8 at byte {len(HEADER) + 3}"):
        Registry.load(tmp_path)


def test_a_name_may_mean_two_bodies_where_both_call_it_ambiguous(tmp_path: Path) -> None:
    registry = load(tmp_path, regulator="a,Aa Bb,,,,,,AB,,,", agency="b,Ab Ba,,,,,,AB,,,")
    assert [body.id for body in registry.find("ab")] == ["a", "b"]


def test_abbreviations_that_differ_in_case_are_two(tmp_path: Path) -> None:
    registry = load(tmp_path, regulator="a,Aa,,,,,ACE,,,,\nb,Bb,,,,,Ace,,,,")
    assert len(registry.bodies) == 2


@pytest.mark.parametrize(
    "text", ["ico", "ICO", "Ico", " information commissioner’s office ", "the Information Commissioner"]
)
def test_a_body_is_found_by_whatever_it_is_called(tmp_path: Path, text: str) -> None:
    row = "ico,Information Commissioner's Office,,,,,ICO,,Information Commissioner,,"
    assert [body.id for body in load(tmp_path, regulator=row).find(text)] == ["ico"]


@pytest.mark.parametrize("text", ["", " ", "the", "commissioner", "x" * 10_000])
def test_nothing_is_found_by_what_names_no_body(tmp_path: Path, text: str) -> None:
    row = "ico,Information Commissioner's Office,,,,,ICO,,Information Commissioner,,"
    assert load(tmp_path, regulator=row).find(text) == ()


def test_successors_and_predecessors(tmp_path: Path) -> None:
    registry = load(tmp_path, regulator="b,B,,,c,,,,,,\nc,C,,,,,,,,,", agency="a,A,,,b|c,,,,,,")
    assert [body.id for body in registry.successors("a")] == ["b", "c"]
    assert {body.id for body in registry.predecessors("c")} == {"a", "b"}
    assert registry.successors("c") == registry.predecessors("a") == registry.successors("nobody") == ()


def test_a_body_that_is_not_known_is_shown_by_its_id(tmp_path: Path) -> None:
    registry = load(tmp_path, regulator="a,A,,,,,,,,,")
    assert (registry.name_of("a"), registry.kind_of("a")) == ("A", "regulator")
    assert (registry.name_of("gone"), registry.kind_of("gone"), registry.body("gone")) == ("gone", None, None)


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    first = load(tmp_path, regulator="a,A,,,,,,,,,").version
    assert load(tmp_path, regulator="a,A,,,,,,,,,").version == first
    assert load(tmp_path, regulator="a,B,,,,,,,,,").version != first
    assert load(tmp_path, regulator="a,A,,,,,,,,,", agency="b,B,,,,,,,,,").version != first


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The real one, held to its rules: ids and names unique, successors known, dates in order."""
    return Registry.load_checked()


def test_the_real_one_has_bodies_of_every_kind(registry: Registry) -> None:
    assert {body.kind for body in registry.bodies} == set(KINDS)
    assert len(registry.bodies) >= 250


def test_the_seed_page_s_bodies_are_found_by_what_it_calls_them(registry: Registry) -> None:
    called = {
        "ICO": "Information Commissioner's Office",
        "Biometrics Commissioner": "Biometrics Commissioner",
        "Surveillance Camera Commissioner": "Surveillance Camera Commissioner",
        "MPS": "Metropolitan Police Service",
        "South Wales Police": "South Wales Police",
        "House of Commons Science and Technology Committee":
            "House of Commons Science and Technology Committee",
    }  # fmt: skip
    assert {text: [body.name for body in registry.find(text)] for text in called} == {
        text: [name] for text, name in called.items()
    }


def test_whatever_finds_a_body_may_begin_with_its_first_word(registry: Registry) -> None:
    names = {name for body in registry.bodies for name in (body.id, body.name, *body.aliases)}
    royal = {name.replace("HM ", "Her Majesty's ") for name in names}
    found = (name for name in names | royal | {f"The {name}" for name in names} if registry.find(name))
    assert [name for name in found if not registry.may_begin_with(name.split()[0])] == []


@pytest.mark.parametrize("word", ["shoplifting", "Potholes", "wheelie"])
def test_most_words_begin_no_name(registry: Registry, word: str) -> None:
    assert not registry.may_begin_with(word)


def test_successors_begin_after_and_do_not_lead_back(registry: Registry) -> None:
    for body in registry.bodies:
        after, seen = list(registry.successors(body.id)), set[str]()
        while after:
            each = after.pop()
            assert each.id != body.id, f"{body.id} follows itself"
            if each.id not in seen:
                seen.add(each.id)
                after += registry.successors(each.id)


def test_short_names_are_short_and_hosts_are_hosts(registry: Registry) -> None:
    for body in registry.bodies:
        for short in body.abbreviations:
            assert 2 <= len(short) <= 15, f"{body.id}: {short!r} is no abbreviation"
            assert short != short.lower() or short == body.id, f"{body.id}: {short!r} has no capital"
        for host in body.hosts:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./-]+)?", host), f"{body.id}: {host!r}"


def test_names_are_trimmed_and_begin_with_a_letter_or_a_figure(registry: Registry) -> None:
    for body in registry.bodies:
        for name in (body.name, *(name.text for name in body.names), *body.offices):
            assert name == " ".join(name.split()), f"{body.id}: {name!r}"
            assert name[:1].isalnum(), f"{body.id}: {name!r}"
