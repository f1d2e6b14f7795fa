"""ParlParse files become exchanges: nothing in them is lost, and nothing outside them is read."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.exchange import Exchange, Flag, Speech
from indexer.readers.parlparse import PARLPARSE
from indexer.readers.parlparse.department import department_of
from indexer.readers.parlparse.gid import gid_of
from indexer.readers.reading import Item, Redirect, Skipped

FIXTURES = Path(__file__).parent / "parlparse"


@pytest.fixture(scope="module")
def quirks() -> list[Item]:
    return list(PARLPARSE.read(FIXTURES / "quirks.xml"))


def exchanges(items: list[Item]) -> list[Exchange]:
    return [item for item in items if isinstance(item, Exchange)]


def written(folder: Path, body: str, root: str = "<publicwhip>") -> Path:
    path = folder / "source.xml"
    path.write_text(f"{root}{body}</publicwhip>", encoding="utf-8")
    return path


def read_one(folder: Path, body: str) -> Exchange:
    (only,) = PARLPARSE.read(written(folder, f"<minor-heading>T</minor-heading>{body}"))
    assert isinstance(only, Exchange)
    return only


def test_a_file_is_read_the_same_after_one_that_broke_off_and_one_that_was_left(
    quirks: list[Item], tmp_path: Path
) -> None:
    """Parsers are used again, but not those."""
    broken = written(tmp_path, "<ques>", root="<publicwhip><minor-heading>T</minor-heading>")
    for _ in range(2):
        with pytest.raises(SourceError):
            list(PARLPARSE.read(broken))
        next(PARLPARSE.read(FIXTURES / "quirks.xml"))
        assert list(PARLPARSE.read(FIXTURES / "quirks.xml")) == quirks


# What is an exchange


def test_questions_and_the_replies_that_follow_are_one_exchange(quirks: list[Item]) -> None:
    bees = exchanges(quirks)[0]
    assert (bees.id, bees.title) == ("wrans/2009-01-05c.1001.q0", "Bees: Imports")
    assert [speech.anchor for speech in bees.speeches] == ["g1001.q0", "g1001.q1", "g1001.r0", "g1001.r1"]
    assert (len(bees.questions), len(bees.answers)) == (2, 2)


def test_a_question_after_a_reply_begins_the_next_exchange_under_the_same_title(quirks: list[Item]) -> None:
    wasps = exchanges(quirks)[1]
    assert (wasps.id, wasps.title, wasps.answers) == ("wrans/2009-01-05c.1006.q0", "Bees: Imports", ())


def test_what_is_no_exchange_is_named_with_its_line(quirks: list[Item]) -> None:
    assert [item for item in quirks if isinstance(item, Skipped)] == [
        Skipped("an answer without a question", 44, 0, 1),
        Skipped("a question without words", 45, 1, 1),
        Skipped("a question without an id that says its day", 48, 1, 1),
    ]


def test_redirects_lead_from_id_to_id_and_removed_ones_nowhere(quirks: list[Item]) -> None:
    assert [item for item in quirks if isinstance(item, Redirect)] == [
        Redirect("wrans/2009-01-05a.1001.q0", "wrans/2009-01-05c.1001.q0")
    ]


# What a speech says


def test_the_numbers_of_all_questions_can_be_looked_up(quirks: list[Item]) -> None:
    bees = exchanges(quirks)[0]
    assert (bees.reference, bees.grouped) == ("1001", ("1004",))
    assert [speech.reference for speech in bees.questions] == ["1001", "1005"]


def test_speakers_are_named_as_far_as_the_file_knows_them(quirks: list[Item]) -> None:
    assert [(each.speaker, each.person, each.office) for each in exchanges(quirks)[0].speeches] == [
        ("Ann Nother", None, None),
        (None, "member/77", None),
        ("B. Keeper", "member/78", "The Minister for Bees"),
        (None, None, None),
    ]


def test_texts_keep_their_paragraphs_tables_and_links(quirks: list[Item]) -> None:
    assert [speech.text for speech in exchanges(quirks)[0].speeches] == [
        "To ask the Secretary of State\n\n(1) how many bees were imported in (a) 2007 and (b) 2008;"
        "\n\n(2) at what cost in £ million.",
        "To ask what bees are—and why.",
        "Holding answer 18 December 2008\n\nSee the table:\n\nBees(1)\n\n"
        "| 2007 | 4 \\* 4 |\n| --- | --- |\n\n(1) Honey\\|bees.\\\nSource: DEFRA",
        "I refer to my answer of [yesterday](https://example.org/a_b).",
    ]


@pytest.mark.parametrize(
    ("answer", "flags"),
    {
        '<p class="holdinganswer">holding answer 22 December 2008</p>': (Flag.HOLDING,),
        "<p>Officers are drafting a response which will be sent shortly.</p>": (Flag.HOLDING,),
        '<p class="holdinganswer">holding answer 22 December 2008</p><p>Yes.</p>': (),
        "<p>Officers are drafting a response which will be sent shortly.</p><p>Now: yes.</p>": (),
        "<p>I will write to the hon. Member.</p>": (),
    }.items(),
)
def test_only_an_answer_that_says_nothing_else_is_a_holding_answer(
    answer: str, flags: tuple[Flag, ...], tmp_path: Path
) -> None:
    ids = "uk.org.publicwhip/wrans/2009-01-05a.1"
    body = f'<ques id="{ids}.q0"><p>Why?</p></ques><reply id="{ids}.r0">{answer}</reply>'
    assert read_one(tmp_path, body).flags == flags


# What differs from house to house


@pytest.mark.parametrize(
    ("gid", "url", "reference"),
    [
        ("2020-07-16.2399.q0", "https://www.london.gov.uk/questions/2020/2399", "2020/2399"),
        ("2012-02-22.2012.q0", "https://www.london.gov.uk/questions/406 / 2012", "2012/0406"),
        ("2008-07-16.1.q0", "https://www.london.gov.uk/questions/1364 / 2008", "2008/1364"),
        ("2012-10-25.1.q0", "https://www.london.gov.uk/questions/2012/0069-2", "2012/0069-2"),
        ("2019-06-20.1.q0", "https://www.london.gov.uk/questions/2019/12291", "2019/12291"),
        ("2020-03-12.0841.q0", "", "2020/0841"),
        ("2020-03-12.3.q0", "", None),
        ("2012-02-22.2012.q0", "", None),
    ],
)
def test_the_number_of_a_question_to_the_mayor(
    gid: str, url: str, reference: str | None, tmp_path: Path
) -> None:
    question = (
        f'<question id="uk.org.publicwhip/london-mayors-questions/{gid}" url="{url}"><p>Why?</p></question>'
    )
    exchange = read_one(tmp_path, question)
    assert (exchange.collection, exchange.reference) == ("london-mayors-questions", reference)
    assert exchange.url == (url.replace(" ", "%20") or None)


@pytest.mark.parametrize(
    ("attributes", "collection"),
    [
        ('url="http://www.example.org/pa/ld200809/ldhansrd/text/1.htm"', "lordswrans"),
        (
            'url="http://www.example.org/pa/cm200809/cmhansrd/1.htm" speakerid="uk.org.publicwhip/lord/1"',
            "wrans",
        ),
        ('speakerid="uk.org.publicwhip/lord/100042"', "lordswrans"),
        ('speakerid="uk.org.publicwhip/member/1850"', "wrans"),
        ("", "wrans"),
    ],
)
def test_the_lords_are_told_from_the_commons_by_other_signs_than_the_id(
    attributes: str, collection: str, tmp_path: Path
) -> None:
    question = f'<ques id="uk.org.publicwhip/wrans/2009-10-26a.101.1" {attributes}><p>Why?</p></ques>'
    assert read_one(tmp_path, question).collection == collection


def test_a_number_of_the_lords_makes_a_question_theirs(tmp_path: Path) -> None:
    question = '<ques id="uk.org.publicwhip/wrans/2009-10-26a.101.1"><p qnum="HL5669">Why?</p></ques>'
    exchange = read_one(tmp_path, question)
    assert (exchange.collection, exchange.reference) == ("lordswrans", "HL5669")
    assert exchange.questions[0].anchor == "g101.1"


def test_the_scottish_record_prints_place_and_party_after_the_name(tmp_path: Path) -> None:
    question = (
        '<ques id="uk.org.publicwhip/spwa/2009-10-26.S3W-28257.q0" '
        'speakerid="uk.org.publicwhip/member/80375" speakername="Ann Nother (Highlands and Islands) (Lab)" '
        'spid="S3W-28257" holdingdate="2009-10-09">'
        "<p>Why?</p></ques>"
    )
    exchange = read_one(tmp_path, question)
    assert (exchange.collection, exchange.reference, exchange.asked_date) == ("spwa", "S3W-28257", None)
    assert exchange.speeches == (
        Speech(
            role=exchange.speeches[0].role,
            text="Why?",
            speaker="Ann Nother",
            person="member/80375",
            party="Lab",
            anchor="gS3W-28257.q0",
            reference="S3W-28257",
        ),
    )


def test_since_2014_the_id_has_the_day_of_asking_and_the_files_name_that_of_the_answer() -> None:
    roofs, peers = exchanges(list(PARLPARSE.read(FIXTURES / "answers2023-01-16.xml")))
    assert (roofs.asked_date, roofs.date) == (date(2023, 1, 9), date(2023, 1, 16))
    assert [speech.reference for speech in roofs.speeches] == ["117230", "117999", None]
    assert (
        roofs.answers[0].text
        == "All.\n\n- Tiles\n- Slates\n\n[Roofs](https://example.org/roofs.pdf) (PDF, 10.0KB)"
    )
    assert (roofs.collection, roofs.department) == ("wrans", "Department for Education")
    assert (peers.collection, peers.reference) == ("lordswrans", "HL4711")


@pytest.mark.parametrize(
    ("heading", "department"),
    {
        "NORTHERN IRELAND": "Northern Ireland",
        "ENVIRONMENT FOOD AND RURAL AFFAIRS": "Environment Food and Rural Affairs",
        "SOLICITOR-GENERAL": "Solicitor-General",
        "EXITING THE EU": "Exiting the EU",
        "WOMEN'S UNIT": "Women's Unit",
        "Department for Education": "Department for Education",
        "Scottish Executive": "Scottish Executive",
        "Written Answers Monday 26 October 2009": None,
        "Thursday 5 February 2015": None,
        "": None,
    }.items(),
)
def test_a_heading_names_a_department_unless_it_names_a_day(heading: str, department: str | None) -> None:
    assert department_of(heading) == department


@given(
    st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True),
    st.dates(min_value=date(1900, 1, 1)),
    st.sampled_from(["", "a", "f"]),
    st.from_regex(r"[A-Za-z0-9-]{1,10}\.[qr]?[0-9]{1,3}", fullmatch=True),
)
def test_an_id_comes_out_as_it_was(kind: str, day: date, scrape: str, place: str) -> None:
    written_id = f"{kind}/{day.isoformat()}{scrape}.{place}"
    gid = gid_of(f"uk.org.publicwhip/{written_id}")
    assert gid is not None
    assert (str(gid), gid.anchor) == (written_id, f"g{place}")
