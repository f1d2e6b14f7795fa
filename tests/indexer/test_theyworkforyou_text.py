"""TheyWorkForYou's page saved as plain text."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collections import COMMONS, LONDON, LORDS, SCOTLAND, Collection
from corpus.errors import SourceError
from corpus.exchange import Exchange, Role
from corpus.markdown import plain_text
from indexer.readers import opening
from indexer.readers.reading import Item, Skipped
from indexer.readers.theyworkforyou import Lead, lead_of
from indexer.readers.theyworkforyou_text import THEYWORKFORYOU_TEXT

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed" / "theyworkforyou-page.txt"

PAGE = """Only a few days to go: we’re raising money.

Donate to our crowdfunder

Cameras & *stars* on the Tube (1)

Questions to the Mayor of London – answered on 3rd April 2021.

Alert me about debates like this

Photo of Zoë O’Hara-Quill Zoë O’Hara-Quill Liberal Democrat

Question 2021/0007

Will you say
what you know:
(a) about 1. January; and
(b) about [brackets]?

Hansard source
Tweet Share

Photo of The Mayor The Mayor Mayor of London

Yes.

No.

Does this answer the above question?

Yes 0 people think so
"""


def read(folder: Path, text: str) -> list[Item]:
    page = folder / "page.txt"
    page.write_text(text, encoding="utf-8")
    assert THEYWORKFORYOU_TEXT.recognise(page.read_bytes())
    return list(THEYWORKFORYOU_TEXT.read(page))


def only(folder: Path, text: str) -> Exchange:
    (exchange,) = read(folder, text)
    assert isinstance(exchange, Exchange)
    return exchange


def test_a_page_as_text(tmp_path: Path) -> None:
    exchange = only(tmp_path, PAGE)
    assert exchange.title == "Cameras & *stars* on the Tube (1)"
    assert exchange.date == date(2021, 4, 3)
    assert exchange.collection == "london-mayors-questions"
    assert exchange.id == "london-mayors-questions/2021-04-03.cameras-and-stars-on-the-tube-1.q0"
    question, answer = exchange.speeches
    assert (question.speaker, question.party, question.office) == (
        "Zoë O’Hara-Quill",
        "Liberal Democrat",
        None,
    )
    assert (question.anchor, question.reference) == ("q0", "2021/0007")
    assert (answer.speaker, answer.party, answer.office, answer.anchor) == (
        "The Mayor",
        None,
        "Mayor of London",
        "r0",
    )


def test_lettered_parts_are_paragraphs_and_the_site_s_own_words_are_left_out(tmp_path: Path) -> None:
    question, answer = only(tmp_path, PAGE).speeches
    assert (
        plain_text(question.text)
        == "Will you say what you know:\n\n(a) about 1. January; and\n\n(b) about [brackets]?"
    )
    assert answer.text == "Yes.\n\nNo."


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    assert only(tmp_path, PAGE.replace("\n", "\r\n")) == only(tmp_path, PAGE)


def test_a_later_speaker_without_an_office_asks_unless_nobody_else_answers(tmp_path: Path) -> None:
    second = (
        "Photo of Ana Brook Ana Brook Green\n\nAnd I ask too?\n\nPhoto of The Mayor The Mayor Mayor of London"
    )
    three = PAGE.replace("Photo of The Mayor The Mayor Mayor of London", second)
    assert [s.role for s in only(tmp_path, three).speeches] == [Role.QUESTION, Role.QUESTION, Role.ANSWER]
    two = PAGE.replace("The Mayor The Mayor Mayor of London", "Ana Brook Ana Brook Green")
    assert [s.role for s in only(tmp_path, two).speeches] == [Role.QUESTION, Role.ANSWER]


def test_a_speech_without_words_is_told(tmp_path: Path) -> None:
    skipped, exchange = read(tmp_path, PAGE.replace("Yes.\n\nNo.\n\n", ""))
    assert skipped == Skipped("a speech of The Mayor without words", answers=1)
    assert isinstance(exchange, Exchange)
    assert exchange.answers == ()


@pytest.mark.parametrize(
    ("line", "collection", "day", "department"),
    [
        ("Questions to the Mayor of London – answered on 12th March 2020.", LONDON, "2020-03-12", None),
        ("Questions to the Mayor of London - answered at 9 am on 1st May 2019", LONDON, "2019-05-01", None),
        ("Tax Office written question – answered at  on  4 June 2020.", COMMONS, "2020-06-04", "Tax Office"),
        ("House of Lords written question – answered on 2 Feb 2005.", LORDS, "2005-02-02", None),
        ("Law Scottish Parliament written question – answered on 2 May 2015", SCOTLAND, "2015-05-02", "Law"),
        ("– Scottish Parliament written question – answered on 2 May 2015.", SCOTLAND, "2015-05-02", None),
        ("Part of Health written question – answered on 2 May 2015.", COMMONS, "2015-05-02", "Health"),
    ],
)  # fmt: skip
def test_the_line_under_the_title(
    line: str, collection: Collection, day: str, department: str | None
) -> None:
    part = line.startswith("Part of")
    assert lead_of(line) == Lead(collection, date.fromisoformat(day), department, part)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The question was answered on 12 March 2020.",
        "Home Office written statement – made on 12 March 2020.",
        "Questions to the Mayor of London – answered on 31 February 2020.",
        "A" * 500 + " written question – answered on 12 March 2020.",
    ],
)
def test_any_other_line_is_not_it(line: str) -> None:
    assert lead_of(line) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PAGE.replace("Photo of", "Picture of"), "page.txt:7: no question below its title"),
        (PAGE.partition("on the Tube (1)\n\n")[2], "page.txt:1: no title above the line"),
        ("nothing", "no line says which question this is"),
    ],
)
def test_a_broken_page_is_an_error(tmp_path: Path, text: str, reason: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=reason.replace("(", r"\(")):
        list(THEYWORKFORYOU_TEXT.read(page))


def test_text_that_is_not_utf8_is_an_error_with_its_line(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.encode("cp1252", errors="replace"))
    with pytest.raises(SourceError, match=r"page\.txt:1: is not UTF-8 text"):
        list(THEYWORKFORYOU_TEXT.read(page))


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    page = tmp_path / "page.txt.gz"
    page.write_bytes(gzip.compress(PAGE.encode()))
    assert list(THEYWORKFORYOU_TEXT.read(page)) == [only(tmp_path, PAGE)]


def test_a_page_beyond_the_limit_or_out_of_reach_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE + " " * 1024**2, encoding="utf-8")
    monkeypatch.setattr(opening, "PAGE_LIMIT", 1024**2)
    with pytest.raises(SourceError, match="is larger than 1 MB"):
        list(THEYWORKFORYOU_TEXT.read(page))
    with pytest.raises(SourceError, match=r"gone\.txt: cannot be opened: No such file"):
        list(THEYWORKFORYOU_TEXT.read(tmp_path / "gone.txt"))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_without_a_fuss(content: bytes) -> None:
    assert THEYWORKFORYOU_TEXT.recognise(content) is None


def test_the_seed_page() -> None:
    if not SEED.exists():
        pytest.skip("../shared/data is not here: the seed page cannot be read")
    (exchange,) = THEYWORKFORYOU_TEXT.read(SEED)
    assert isinstance(exchange, Exchange)
    assert exchange.title == "Government bodies and live facial recognition (1)"
    assert exchange.date == date(2020, 3, 12)
    question, answer = exchange.speeches
    assert (question.speaker, question.party) == ("Siân Berry", "Green")
    assert (answer.speaker, answer.office) == ("Sadiq Khan", "Mayor of London")
    paragraphs = plain_text(question.text).split("\n\n")
    assert [paragraph[:3] for paragraph in paragraphs[1:]] == ["(a)", "(b)", "(c)", "(d)"]
    assert plain_text(answer.text).endswith("the opinion of the Information Commissioner’s Office.")
