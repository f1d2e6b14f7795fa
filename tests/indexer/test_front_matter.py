"""Exchanges that a person wrote by hand: Markdown with front matter."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.exchange import Exchange, Flag, Role
from indexer.readers.front_matter import FRONT_MATTER
from indexer.readers.reading import Item, Skipped

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"

KEYS = """---
id: alderwick/2031-05-14.0107
collection: alderwick
title: "Street lighting: the regulator"   # a remark
date: 2031-05-14
asked: 2031-05-06
reference: 2031/0107
department: Transport
url: https://example.org/2031/0107
fictional: true
corrected: yes
grouped: [2031/0108, 0109]
---
"""
SPEECHES = """
## Question: Ana Brook (Harbour Party)

How many lamps?

### By district

---

note: *all* of them.

## Answer: Tom Ferris (Mayor of Alderwick; Civic Alliance) [person/10001]

Four (4).
"""
SHORT = "---\ncollection: own\ntitle: {title}\ndate: 2031-05-14\n---\n## Question\n\nWhy?\n"


def saved(folder: Path, text: str) -> Path:
    path = folder / "exchanges.md"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> list[Item]:
    path = saved(folder, text)
    assert FRONT_MATTER.recognise(path.read_bytes())
    return list(FRONT_MATTER.read(path))


def only(folder: Path, text: str) -> Exchange:
    (item,) = read(folder, text)
    assert isinstance(item, Exchange), item
    return item


def test_every_key(tmp_path: Path) -> None:
    exchange = only(tmp_path, KEYS + SPEECHES)
    assert exchange.id == "alderwick/2031-05-14.0107.q0"
    assert (exchange.collection, exchange.title) == ("alderwick", "Street lighting: the regulator")
    assert (exchange.date, exchange.asked_date) == (date(2031, 5, 14), date(2031, 5, 6))
    assert (exchange.reference, exchange.department) == ("2031/0107", "Transport")
    assert exchange.url == "https://example.org/2031/0107"
    assert exchange.grouped == ("2031/0108", "0109")
    assert set(exchange.flags) == {Flag.FICTIONAL, Flag.CORRECTED}


def test_speeches(tmp_path: Path) -> None:
    question, answer = only(tmp_path, KEYS + SPEECHES).speeches
    assert (question.role, question.speaker, question.party, question.office) == (
        Role.QUESTION, "Ana Brook", "Harbour Party", None,
    )  # fmt: skip
    assert (question.anchor, question.reference, question.person) == ("q0", "2031/0107", None)
    assert question.text == "How many lamps?\n\n### By district\n\n---\n\nnote: *all* of them."
    assert (answer.speaker, answer.office, answer.party) == (
        "Tom Ferris",
        "Mayor of Alderwick",
        "Civic Alliance",
    )
    assert (answer.anchor, answer.reference, answer.person, answer.text) == (
        "r0",
        None,
        "person/10001",
        "Four (4).",
    )


@pytest.mark.parametrize(
    ("heading", "speaker", "office", "party"),
    [
        ("Question", None, None, None),
        ("Answer", None, None, None),
        ("Answer:", None, None, None),
        ("Answer: Ana Brook", "Ana Brook", None, None),
        ("Question: Ana Brook (Green)", "Ana Brook", None, "Green"),
        ("Answer: Ana Brook (Mayor)", "Ana Brook", "Mayor", None),
        ("Question: Ana Brook (Chair of Transport; Green)", "Ana Brook", "Chair of Transport", "Green"),
        ("Answer: Ana Brook (; Green)", "Ana Brook", None, "Green"),
        ("Answer: Lord B (Whip (Lords); Labour)", "Lord B", "Whip (Lords)", "Labour"),
        ("Answer: Layla حداد (Mayor)", "Layla حداد", "Mayor", None),
    ],
)  # fmt: skip
def test_who_speaks(
    tmp_path: Path, heading: str, speaker: str | None, office: str | None, party: str | None
) -> None:
    speech = only(tmp_path, f"{KEYS}## Question\nA?\n## {heading}\nText.\n").speeches[1]
    assert (speech.speaker, speech.office, speech.party) == (speaker, office, party)


def test_anchors_count_questions_and_answers(tmp_path: Path) -> None:
    text = KEYS + "## Question\nA?\n## Question\nB?\n## Answer\nC.\n## Answer\nD.\n"
    assert [speech.anchor for speech in only(tmp_path, text).speeches] == ["q0", "q1", "r0", "r1"]


def test_an_id_is_made_where_none_is_given(tmp_path: Path) -> None:
    assert only(tmp_path, SHORT.format(title="Léon’s bus (2)")).id == "own/2031-05-14.leons-bus-2.q0"


def test_values_stay_as_they_are_written(tmp_path: Path) -> None:
    assert only(tmp_path, SHORT.format(title="No")).title == "No"
    assert only(tmp_path, SHORT.format(title="0107")).title == "0107"


def test_a_file_may_hold_several_and_a_broken_one_costs_only_itself(tmp_path: Path) -> None:
    texts = [
        SHORT.format(title="First"),
        SHORT.format(title="Second").replace("date: 2031-05-14", "date: soon"),
        SHORT.format(title="Third").replace("---\n## Q", "## Q"),
        SHORT.format(title="First"),
        SHORT.format(title="Last"),
    ]
    first, second, third, again, last = read(tmp_path, "".join(texts))
    assert isinstance(first, Exchange)
    assert isinstance(last, Exchange)
    assert [first.title, last.title] == ["First", "Last"]
    assert second == Skipped('"date" must be a date like 2031-05-14, not "soon"', 12, questions=1)
    assert third == Skipped("front matter is not closed by a line ---", 17, questions=1)
    assert again == Skipped("the same id as in line 1: own/2031-05-14.first.q0", 24, questions=1)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("date: 2031-05-14\n", "", 1, '"date" is missing'),
        (
            "date: 2031-05-14",
            "date: 14 May 2031",
            5,
            '"date" must be a date like 2031-05-14, not "14 May 2031"',
        ),
        (
            "collection: alderwick",
            "collection: A b",
            3,
            '"collection" must be small letters, digits and hyphens',
        ),
        ("department:", "depatment:", 8, 'unknown key "depatment"; did you mean "department"?'),
        ("department:", "zzz:", 8, 'unknown key "zzz"; known are id, collection, title'),
        ("department: Transport", "title: B", 8, '"title" stands twice'),
        ("fictional: true", "fictional: perhaps", 10, '"fictional" must be true or false, not "perhaps"'),
        ("url: https:", "url: javascript:", 9, '"url" must begin with http:// or https://'),
        ("id: alderwick/", "id: ", 2, '"id" must be like alderwick/2031-05-14.0107'),
        ("reference: 2031/0107", "reference: [a]", 7, '"reference" must be one text'),
        ("grouped: [2031/0108, 0109]", "grouped: [[a]]", 12, '"grouped" must be a list of texts'),
        (
            "grouped: [2031/0108, 0109]",
            "grouped: [a",
            12,
            "front matter is not YAML: while parsing a flow sequence",
        ),
        (
            "grouped: [2031/0108, 0109]",
            "grouped: " + "[" * 5000,
            2,
            "front matter is not YAML: nested too deeply",
        ),
        (
            "department: Transport",
            "department: a\x07b",
            2,
            "front matter is not YAML: unacceptable character",
        ),
        ("---\n\n##", "---\nHello\n\n##", 14, "text before the first ## Question"),
        ("## Question: Ana", "## Questoin: Ana", 15, 'a heading of level 2 must be "## Question: NAME"'),
        ("## Question: Ana", "## Answer: Ana", 15, "an answer before the first ## Question"),
        ("(Harbour Party)", "(Harbour Party", 15, "a speaker is written NAME"),
        ("(Harbour Party)", "(a; b; c)", 15, "a speaker's brackets hold an office and a party"),
        ("Four (4).", "", 25, "the answer has no text"),
        (SPEECHES, "", 1, "no ## Question"),
    ],
)
def test_mistakes_name_their_line(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    text = (KEYS + SPEECHES).replace(old, new, 1)
    assert text != KEYS + SPEECHES
    with pytest.raises(SourceError) as caught:
        list(FRONT_MATTER.read(saved(tmp_path, text)))
    assert (caught.value.line, caught.value.reason[: len(reason)]) == (line, reason)


def test_front_matter_of_any_size_is_not_read(tmp_path: Path) -> None:
    text = (KEYS + SPEECHES).replace("department: Transport", "department: " + "a" * 70_000)
    with pytest.raises(SourceError, match="longer than 65536 characters"):
        list(FRONT_MATTER.read(saved(tmp_path, text)))


def test_aliases_cannot_be_multiplied(tmp_path: Path) -> None:
    bomb = "grouped: [&a [b, b], &c [*a, *a], &d [*c, *c], *d]"
    text = (KEYS + SPEECHES).replace("grouped: [2031/0108, 0109]", bomb)
    with pytest.raises(SourceError, match='"grouped" must be a list of texts'):
        list(FRONT_MATTER.read(saved(tmp_path, text)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A text\n\n---\ntitle: a\ncollection: b\n---\n",
        "---\nlayout: post\ntitle: A weblog\n---\n",
        "---\nlayout: post\n---\n## Question\ntitle: a\ncollection: b\n",
        "title: a\ncollection: b\n",
    ],
)
def test_other_markdown_is_not_recognised(text: str) -> None:
    assert FRONT_MATTER.recognise(text.encode()) is None


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    text = KEYS + SPEECHES
    assert only(tmp_path, "\ufeff" + text.replace("\n", "\r\n")) == only(tmp_path, text)


PIECES = (
    "---",
    "title: a",
    "collection: b",
    "date: 2031-05-14",
    "id: b/1",
    "## Question",
    "## Answer: A (B)",
    "x",
    "",
)


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_question_is_lost_in_any_arrangement_of_lines(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = saved(tmp_path_factory.mktemp("md"), "\n".join(["---", *lines]))
    try:
        items = list(FRONT_MATTER.read(path))
    except SourceError:
        return
    read_whole = sum(len(item.questions) for item in items if isinstance(item, Exchange))
    left_out = sum(item.questions for item in items if isinstance(item, Skipped))
    assert read_whole + left_out == lines.count("## Question")


def test_the_samples_are_read_whole() -> None:
    items = [item for path in sorted(SAMPLES.glob("*.md")) for item in FRONT_MATTER.read(path)]
    exchanges = [item for item in items if isinstance(item, Exchange)]
    assert len(exchanges) == len(items) >= 60
    written = sum(path.read_text(encoding="utf-8").count("\n## Question") for path in SAMPLES.glob("*.md"))
    assert sum(len(exchange.questions) for exchange in exchanges) == written
    assert all(Flag.FICTIONAL in exchange.flags for exchange in exchanges)
