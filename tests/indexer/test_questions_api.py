"""The questions-statements API's JSON."""

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.exchange import Exchange, Flag, Role
from corpus.markdown import Markdown, plain_text
from indexer.readers import opening
from indexer.readers.questions_api import QUESTIONS_API, RECORD_LIMIT
from indexer.readers.reading import SNIFFED, Item, Skipped

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "parliament-api"

VALUE: dict[str, Any] = {
    "id": 1676644,
    "askingMemberId": 4679,
    "askingMember": None,
    "house": "Commons",
    "dateTabled": "2023-12-08T00:00:00",
    "uin": "6036",
    "questionText": "To ask the Minister, how many *stars* there are;\n\nand <why>.",
    "answeringBodyName": "Department for Transport",
    "isWithdrawn": False,
    "groupedQuestions": ["6037", "6038"],
    "answerIsHolding": False,
    "answerIsCorrection": False,
    "answeringMemberId": 4362,
    "answeringMember": None,
    "dateAnswered": "2023-12-12T00:00:00",
    "answerText": "<p>R&amp;D: <strong>ten</strong>.</p><ul><li>one</li><li>two</li></ul>",
    "originalAnswerText": "",
    "heading": "Stars \r\n",
    "attachments": [],
}


def saved(folder: Path, content: Any) -> Path:
    path = folder / "questions.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def read(folder: Path, **changes: Any) -> Item:
    path = saved(folder, [{"value": VALUE | changes, "links": []}])
    assert QUESTIONS_API.recognise(path.read_bytes()[:SNIFFED])
    (item,) = QUESTIONS_API.read(path)
    return item


def exchange(folder: Path, **changes: Any) -> Exchange:
    item = read(folder, **changes)
    assert isinstance(item, Exchange), item
    return item


def test_a_record_is_an_exchange(tmp_path: Path) -> None:
    found = exchange(tmp_path)
    assert (found.id, found.collection, found.reference) == ("wrans/2023-12-08.6036.q0", "wrans", "6036")
    assert (found.title, found.department) == ("Stars", "Department for Transport")
    assert (found.date, found.asked_date) == (date(2023, 12, 12), date(2023, 12, 8))
    assert found.url == "https://questions-statements.parliament.uk/written-questions/detail/2023-12-08/6036"
    assert (found.grouped, found.flags) == (("6037", "6038"), ())


def test_the_question_is_plain_text_and_the_answer_html(tmp_path: Path) -> None:
    question, answer = exchange(tmp_path).speeches
    assert plain_text(question.text) == "To ask the Minister, how many *stars* there are;\n\nand <why>."
    assert answer.text == "R&D: ten.\n\n- one\n- two"


def test_an_answer_without_attachments_need_not_be_parsed_again(tmp_path: Path) -> None:
    answer = exchange(tmp_path).answers[0].text
    assert isinstance(answer, Markdown)
    assert answer.plain == plain_text(str(answer)) == "R&D: ten.\n\none\ntwo"


def test_members_are_ids_and_where_the_api_has_them_names(tmp_path: Path) -> None:
    question, answer = exchange(tmp_path, askingMember={"name": "Ana Brook", "party": "Labour"}).speeches
    assert (question.role, question.person, question.speaker, question.party) == (
        Role.QUESTION, "mnis/4679", "Ana Brook", "Labour",
    )  # fmt: skip
    assert (answer.role, answer.person, answer.speaker, answer.party) == (
        Role.ANSWER,
        "mnis/4362",
        None,
        None,
    )


def test_a_lords_question_belongs_to_the_lords(tmp_path: Path) -> None:
    found = exchange(tmp_path, house="Lords", uin="HL12")
    assert (found.id, found.collection) == ("wrans/2023-12-08.HL12.q0", "lordswrans")


def test_a_question_without_an_answer_is_filed_under_the_day_it_was_tabled(tmp_path: Path) -> None:
    found = exchange(
        tmp_path, dateAnswered=None, answerText=None, answeringMemberId=None, answerIsHolding=None
    )
    assert found.date == date(2023, 12, 8)
    assert found.answers == ()


def test_an_answer_without_its_day_is_not_lost(tmp_path: Path) -> None:
    found = exchange(tmp_path, dateAnswered=None, answeringMemberId=None)
    assert found.date == date(2023, 12, 8)
    assert [(answer.person, answer.text[:4]) for answer in found.answers] == [(None, "R&D:")]


def test_without_a_heading_the_title_is_made(tmp_path: Path) -> None:
    assert exchange(tmp_path, heading=None).title == "Question 6036"


@pytest.mark.parametrize(
    ("key", "flag"),
    [
        ("isWithdrawn", Flag.WITHDRAWN),
        ("answerIsHolding", Flag.HOLDING),
        ("answerIsCorrection", Flag.CORRECTED),
    ],
)
def test_flags(tmp_path: Path, key: str, flag: Flag) -> None:
    assert exchange(tmp_path, **{key: True}).flags == (flag,)


def test_a_correction_is_shown_first_and_keeps_its_original(tmp_path: Path) -> None:
    found = exchange(
        tmp_path,
        answerIsCorrection=True,
        answerText="<p>Eleven.</p>",
        originalAnswerText="<p>Ten.</p>",
        dateAnswerCorrected="2024-01-23T00:00:00",
        correctingMemberId=7,
    )
    (answer,) = found.answers
    assert answer.text == "Eleven.\n\nOriginal answer, corrected on 23 January 2024:\n\nTen."
    assert answer.person == "mnis/7"


def test_attachments_are_links_at_the_end(tmp_path: Path) -> None:
    files = [
        {"title": "Data [1]", "url": "https://qna.files.parliament.uk/a b.xlsx"},
        {"title": "No address"},
    ]
    (answer,) = exchange(tmp_path, answerText="", attachments=files).answers
    assert plain_text(answer.text) == "Data [1]\nNo address"
    assert "(https://qna.files.parliament.uk/a%20b.xlsx)" in answer.text


def test_an_address_hidden_by_outlook_is_found(tmp_path: Path) -> None:
    wrapped = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fico.org.uk%2F&data=04"
    (answer,) = exchange(tmp_path, answerText=f'<p><a href="{wrapped}">here</a></p>').answers
    assert answer.text == "[here](https://ico.org.uk/)"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"uin": None}, "record 1, id 1676644, uin None: no uin"),
        ({"uin": "../../etc"}, "record 1, id 1676644, uin ../../etc: no house or UIN that is known"),
        ({"questionText": " "}, "record 1, id 1676644, uin 6036: no questionText"),
        (
            {"questionText": ["a"]},
            "record 1, id 1676644, uin 6036: questionText is not what the API gives: ['a']",
        ),
        ({"dateTabled": None}, "record 1, id 1676644, uin 6036: no dateTabled"),
        ({"dateAnswered": "soon"}, "record 1, id 1676644, uin 6036: dateAnswered is not a date: soon"),
        ({"house": "Senate"}, "record 1, id 1676644, uin 6036: no house or UIN that is known"),
        (
            {"askingMemberId": True},
            "record 1, id 1676644, uin 6036: askingMemberId is not what the API gives: True",
        ),
    ],
)
def test_a_broken_record_is_skipped_and_named(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    assert read(tmp_path, **changes) == Skipped(reason, questions=1, answers=1)


def test_the_others_are_read(tmp_path: Path) -> None:
    path = saved(tmp_path, [{"value": VALUE}, 7, {"value": []}, {"value": VALUE | {"uin": "2"}}])
    kinds = [type(item) for item in QUESTIONS_API.read(path)]
    assert kinds == [Exchange, Skipped, Skipped, Exchange]


def test_a_search_s_results_and_a_single_record_are_read_too(tmp_path: Path) -> None:
    results = saved(tmp_path, {"totalResults": 1, "results": [{"value": VALUE, "links": []}]})
    from_results = list(QUESTIONS_API.read(results))
    alone = saved(tmp_path, {"value": VALUE, "links": []})
    assert from_results == list(QUESTIONS_API.read(alone)) == [exchange(tmp_path)]


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "questions.json.gz"
    path.write_bytes(gzip.compress(json.dumps([{"value": VALUE}]).encode()))
    assert list(QUESTIONS_API.read(path)) == [exchange(tmp_path)]


def test_a_cut_file_gives_what_it_has_and_then_an_error(tmp_path: Path) -> None:
    path = tmp_path / "questions.json"
    path.write_text(json.dumps([{"value": VALUE}] * 3)[:-200], encoding="utf-8")
    items = QUESTIONS_API.read(path)
    assert isinstance(next(items), Exchange)
    assert isinstance(next(items), Exchange)
    with pytest.raises(SourceError, match=r"questions\.json: is not JSON as the API gives it"):
        next(items)


def test_a_damaged_gzip_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "questions.json.gz"
    path.write_bytes(gzip.compress(json.dumps([{"value": VALUE}]).encode())[:-20])
    with pytest.raises(SourceError, match="cannot be read"):
        list(QUESTIONS_API.read(path))


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_RATIO_FREE", 1024**2)
    path = tmp_path / "questions.json.gz"
    path.write_bytes(gzip.compress(b"[" + b'{"value": {}}, ' * 10 + b" " * 3 * 1024**2 + b"{}]"))
    with pytest.raises(SourceError, match="unpacks to more than 1 MB"):
        list(QUESTIONS_API.read(path))


def test_a_record_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, [{"value": VALUE | {"heading": "x" * RECORD_LIMIT}}])
    with pytest.raises(SourceError, match="a record is larger than 4 MB"):
        list(QUESTIONS_API.read(path))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("[" * 100, "is nested too deeply"),
        ('{"a":' * 100, "is nested too deeply"),
        ("9" * 100_000, "parse error: integer overflow$"),
        (r'"\udfff"', "is not JSON as the API gives it"),
    ],
)
def test_what_would_fell_the_parser_is_refused(tmp_path: Path, value: str, reason: str) -> None:
    path = tmp_path / "questions.json"
    path.write_text(f'[{{"value": {{"uin": "1", "questionText": {value}}}}}]', encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        list(QUESTIONS_API.read(path))


@pytest.mark.parametrize(
    "head", [b"", b"{}", b'{"uin": 1}', b'["questionText"]', b'<p>"uin" "questionText"</p>']
)
def test_other_json_is_not_recognised(head: bytes) -> None:
    assert QUESTIONS_API.recognise(head) is None


@given(
    st.dictionaries(
        st.sampled_from(sorted(VALUE)),
        st.none()
        | st.booleans()
        | st.integers(-(2**62), 2**62)
        | st.text(max_size=40)
        | st.lists(st.text(max_size=5), max_size=2),
    )
)
def test_whatever_stands_in_a_record_it_ends_in_one_item(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any]
) -> None:
    path = saved(tmp_path_factory.mktemp("api"), [{"value": VALUE | changes}])
    assert len(list(QUESTIONS_API.read(path))) == 1


def test_the_real_records_end_in_exchanges() -> None:
    if not REAL.is_dir():
        pytest.skip("../shared/data is not here: the API's records cannot be read")
    items = [item for path in sorted(REAL.glob("*.json.gz")) for item in QUESTIONS_API.read(path)]
    exchanges = [item for item in items if isinstance(item, Exchange)]
    assert len(items) == len(exchanges) == len({each.id for each in exchanges}) == 6136
    assert all(len(each.questions) == len(each.answers) == 1 for each in exchanges)
    assert Counter(flag for each in exchanges for flag in each.flags) == {Flag.HOLDING: 17, Flag.CORRECTED: 9}
    assert sum(each.answers[0].person is None for each in exchanges) == 1153
    assert sum("\n| --- |" in each.answers[0].text for each in exchanges) > 90
