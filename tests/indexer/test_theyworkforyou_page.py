"""Saved TheyWorkForYou pages: one in the site's template for each kind, and the real ones where they are."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.exchange import Exchange, Role
from corpus.markdown import plain_text
from indexer.readers.positions import Position, position_of
from indexer.readers.reading import SNIFFED, Item, Skipped
from indexer.readers.theyworkforyou_page import THEYWORKFORYOU_PAGE

FIXTURES = Path(__file__).parent / "twfy"
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "twfy-pages"

HEAD = '<html><head><meta property="og:url" content="https://www.theyworkforyou.com/wrans/?id={id}"></head><body>'
LEAD = '<h1>A title</h1><p class="lead">{what} written question &ndash; answered at on 4 June 2003.</p>'
SPEECH = """<div class="debate-speech" id="{anchor}"><h2 class="debate-speech__speaker"><a href="/peer/?p=1">
<strong class="debate-speech__speaker__name">{name}</strong>
<small class="debate-speech__speaker__position">{position}</small></a></h2>
<div class="debate-speech__content">{html}</div></div>"""


def read(path: Path) -> list[Item]:
    assert THEYWORKFORYOU_PAGE.recognise(path.read_bytes()[:SNIFFED])
    return list(THEYWORKFORYOU_PAGE.read(path))


def only(path: Path) -> Exchange:
    (exchange,) = read(path)
    assert isinstance(exchange, Exchange)
    return exchange


def saved(
    folder: Path, *speeches: tuple[str, str, str, str], id: str = "2003-06-04.1.h", what: str = "Home Office"
) -> Path:
    page = folder / "page.html"
    rows = (SPEECH.format(anchor=a, name=n, position=p, html=h) for a, n, p, h in speeches)
    page.write_text(HEAD.format(id=id) + LEAD.format(what=what) + "".join(rows), encoding="utf-8")
    return page


def test_a_question_to_the_mayor() -> None:
    exchange = only(FIXTURES / "london.html")
    assert exchange.id == "london-mayors-questions/2020-03-12.0990.q0"
    assert exchange.collection == "london-mayors-questions"
    assert exchange.title == "Bus lanes & the A&E entrance"
    assert exchange.date == date(2020, 3, 12)
    assert exchange.asked_date is None
    assert exchange.department is None
    assert exchange.reference == "2020/0990"
    assert exchange.url == "https://www.london.gov.uk/questions/2020/0990"


def test_speakers_have_their_person_and_a_party_or_an_office() -> None:
    question, answer = only(FIXTURES / "london.html").speeches
    assert (question.role, question.speaker, question.person) == (
        Role.QUESTION,
        "Léonie Fixture",
        "person/25991",
    )
    assert (question.party, question.office, question.anchor) == ("Green", None, "g0990.q0")
    assert (answer.role, answer.speaker, answer.person) == (Role.ANSWER, "The Mayor", "person/25992")
    assert (answer.party, answer.office, answer.anchor) == (None, "Mayor of London", "g0990.r0")


def test_texts_are_the_speeches_and_nothing_of_the_site() -> None:
    question, answer = only(FIXTURES / "london.html").speeches
    assert plain_text(question.text) == (
        "What has TfL told the Information Commissioner about <em> *cameras* [1]:\n\n"
        "(a) in 2019, and\n\n"
        "(b) since?"
    )
    assert "](" not in question.text
    assert answer.text == (
        "See [the assessment](https://tfl.gov.uk/cameras) and Mr. Holloway's question.\n\n"
        "- one\n- two\n\n"
        "| Year | Lanes |\n| --- | --- |\n| 2019 | 12 |"
    )


def test_a_scottish_written_answer_takes_no_department_from_the_heading_of_the_day() -> None:
    exchange = only(FIXTURES / "scotland.html")
    assert (exchange.id, exchange.collection) == ("spwa/2009-10-26.S3W-28257.q0", "spwa")
    assert (exchange.reference, exchange.department) == ("S3W-28257", None)
    assert exchange.url == "https://www.theyworkforyou.com/spwrans/?id=2009-10-26.S3W-28257.q0"
    assert exchange.answers[0].party == "Labour"
    assert exchange.answers[0].url == "http://www.scottish.parliament.uk/wa-09/wa1026.htm"


def test_older_anchors_leave_the_roles_to_the_speeches(tmp_path: Path) -> None:
    page = saved(
        tmp_path,
        ("g170.1", "Lord A", "Shadow Minister", "<p>asked Her Majesty's Government:</p><p>What?</p>"),
        ("g170.2", "Lord B", "Crossbench", "<p>asked Her Majesty's Government:</p><p>And when?</p>"),
        ("g170.3", "Lady C", "Minister of State", "<p>Soon.</p>"),
        id="2003-06-04a.170.0",
        what="House of Lords",
    )
    exchange = only(page)
    assert [speech.role for speech in exchange.speeches] == [Role.QUESTION, Role.QUESTION, Role.ANSWER]
    assert (exchange.id, exchange.collection, exchange.department) == (
        "wrans/2003-06-04a.170.1",
        "lordswrans",
        None,
    )
    assert exchange.speeches[0].office == "Shadow Minister"


def test_a_question_after_an_answer_begins_the_next_exchange(tmp_path: Path) -> None:
    page = saved(
        tmp_path,
        ("g1.q0", "A", "Labour", "<p>One?</p>"),
        ("g1.r0", "B", "Minister", "<p>One.</p>"),
        ("g2.q0", "A", "Labour", "<p>Two?</p>"),
    )
    assert [getattr(item, "id", None) for item in read(page)] == [
        "wrans/2003-06-04.1.q0",
        "wrans/2003-06-04.2.q0",
    ]


def test_what_becomes_no_exchange_is_told(tmp_path: Path) -> None:
    page = saved(tmp_path, ("g1.r0", "B", "Minister", "<p>One.</p>"), ("g1.q0", "A", "Labour", "<p> </p>"))
    wordless, alone = read(page)
    assert isinstance(wordless, Skipped)
    assert (wordless.reason, wordless.questions, wordless.answers) == ("a speech without words", 1, 0)
    assert isinstance(alone, Skipped)
    assert (alone.reason, alone.questions, alone.answers) == ("an answer without its question", 0, 1)


def test_a_page_of_one_speech_is_no_exchange(tmp_path: Path) -> None:
    (item,) = read(saved(tmp_path, ("g1.q0", "A", "Labour", "<p>One?</p>"), what="Part of Home Office"))
    assert item == Skipped("a page of one speech, not of the whole exchange", 1, questions=1)


def test_links_that_the_site_set_inside_of_a_tag_are_undone(tmp_path: Path) -> None:
    html = '<p qnum="<a rel="nofollow" href="https://en.wikipedia.org/wiki/HL1">HL1</a>">To ask?</p>'
    exchange = only(saved(tmp_path, ("gHL1.q0", "A", "Labour", html)))
    assert (exchange.reference, exchange.speeches[0].text, exchange.collection) == (
        "HL1",
        "To ask?",
        "lordswrans",
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            '<p>At <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fico.org.uk%2Fx&amp;data=04">'
            "the office</a></p>",
            "At [the office](https://ico.org.uk/x)",
        ),
        (
            '<p>At <a href="http://www.a.org">www.a.org</a>.hk/press.htm</p>',
            "At www.a.org.hk/press.htm",
        ),
        ('<p><a href="/search/?s=1">column 1530W</a></p>', "column 1530W"),
        ('<p><a href="javascript:alert(1)">here</a></p>', "here"),
        ('<p><a href="http://[broken">here</a></p>', "here"),
    ],
)
def test_links(tmp_path: Path, html: str, markdown: str) -> None:
    assert only(saved(tmp_path, ("g1.q0", "A", "Labour", html))).speeches[0].text == markdown


@pytest.mark.parametrize(
    ("printed", "party", "office"),
    [
        ("Labour, Chorley", "Labour", None),
        ("Labour, Birmingham, Hall Green", "Labour", None),
        ("Crossbench", "Crossbench", None),
        ("Sinn Fein, Mid Ulster", "Sinn Fein", None),
        ("Liberal Democrat Spokesperson (Transport)", None, "Liberal Democrat Spokesperson (Transport)"),
        ("Minister of State, Home Office", None, "Minister of State, Home Office"),
        ("Chair, Audit Committee, Chair, Audit Committee", None, "Chair, Audit Committee"),
        ("Mayor of London", None, "Mayor of London"),
        ("", None, None),
    ],
)
def test_a_position_is_a_party_or_an_office(printed: str, party: str | None, office: str | None) -> None:
    assert position_of(printed) == Position(party, office)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"<html><body>theyworkforyou.com/wrans/?id=2020-01-01.1.h</body></html>",
        b'<html><meta property="og:url" content="https://www.theyworkforyou.com/debates/?id=2020-01-01.1.2">',
        b'<html><meta property="og:url" content="https://www.theyworkforyou.com/wrans/?d=2020-01-01">',
        b'<html><meta property="og:url" content="https://www.theyworkforyou.com/mp/10001/diane_abbott">',
    ],
)
def test_other_pages_are_not_recognised(head: bytes) -> None:
    assert THEYWORKFORYOU_PAGE.recognise(head) is None


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (HEAD.format(id="2020-13-45.1.h"), "its address has no date: 2020-13-45"),
        (HEAD.format(id="2020-01-01.1.h"), "no line says which question this is and when it was answered"),
        (HEAD.format(id="2020-01-01.1.h") + LEAD.format(what="X"), "a page of a question without any speech"),
    ],
)
def test_a_page_that_claims_to_be_a_question_and_is_not_is_an_error(
    tmp_path: Path, html: str, reason: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(html, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        list(THEYWORKFORYOU_PAGE.read(page))


@given(st.text(max_size=300))
def test_any_text_in_a_page_survives_or_is_refused_kindly(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    page = tmp_path_factory.mktemp("page") / "page.html"
    speech = SPEECH.format(anchor="g1.q0", name="A", position=text, html=text)
    content = HEAD.format(id="2020-01-01.1.h") + LEAD.format(what="X") + speech
    page.write_bytes(content.encode("utf-8", errors="surrogatepass"))
    try:
        items = list(THEYWORKFORYOU_PAGE.read(page))
    except SourceError:
        return
    assert items


def test_the_real_pages_end_in_exchanges() -> None:
    if not REAL.is_dir():
        pytest.skip("../shared/data is not here: the 260 saved pages cannot be read")
    exchanges = [only(page) for page in sorted(REAL.glob("*.html"))]
    assert len({exchange.id for exchange in exchanges}) == 260
    assert sum(len(exchange.questions) for exchange in exchanges) == 284
    assert sum(len(exchange.answers) for exchange in exchanges) == 260
    assert Counter(exchange.collection for exchange in exchanges) == {"wrans": 168, "lordswrans": 92}
    speeches = [speech for exchange in exchanges for speech in exchange.speeches]
    assert all(speech.text and speech.speaker for speech in speeches)
    assert sum(speech.person is None for speech in speeches) == 2  # the page of 1981 names no persons
    assert not any(
        "wikipedia.org" in s.text or "/glossary/" in s.text or "safelinks" in s.text for s in speeches
    )
    assert not any("people think" in s.text or "Hansard source" in s.text for s in speeches)
