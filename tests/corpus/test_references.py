"""Numbers by which a text points to another question."""

from datetime import date

import pytest

from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import plain_text
from corpus.references import references


def exchange_of(text: str, collection: str, reference: str | None = None) -> Exchange:
    speech = Speech(Role.QUESTION, text, reference=reference)
    return Exchange(
        f"{collection}/2031-05-14.1.q0",
        collection,
        "Title",
        date(2031, 5, 14),
        (speech,),
        reference=reference,
    )


FOUND = {
    ("the Answer of 21 November 2024 to Question 13772 on Surgery", "wrans"): [("13772", "wrans")],
    ("the answers to Questions 16894 and 16902.", "wrans"): [("16894", "wrans"), ("16902", "wrans")],
    ("to Questions 12253, 12254, 12255 and 12256 on wine", "wrans"): [
        (each, "wrans") for each in ("12253", "12254", "12255", "12256")
    ],
    ("Question UIN HL8422 on 26 June 2023", "wrans"): [("HL8422", "lordswrans")],
    ("PQ12617, PQ 24604; UIN 500; Parliamentary Question Number 3703", "wrans"): [
        ("12617", "wrans"), ("24604", "wrans"), ("500", "wrans"), ("3703", "wrans"),
    ],
    ("of 21 July (HL6842), HL 7382", "lordswrans"): [("HL6842", "lordswrans"), ("HL7382", "lordswrans")],
    ("my responses to S3W-27967 and S3W-27969", "spwa"): [("S3W-27967", "spwa"), ("S3W-27969", "spwa")],
    ("your answer to 2018/0027", "london-mayors-questions"): [("2018/0027", "london-mayors-questions")],
    ("in 2019/2020 and after", "london-mayors-questions"): [],
    ("Mayor’s Question 2020/0841 and MQ 2019/12364", "wrans"): [
        ("2020/0841", "london-mayors-questions"), ("2019/12364", "london-mayors-questions"),
    ],
    ("Regulation 2023/1115 in 2014/2015", "wrans"): [],
    ("my answer to 2031/0279.", "alderwick"): [("2031/0279", "alderwick")],
    ("Question 17 of mine", "my-own-council"): [("17", "my-own-council")],
    ("Question 5 of the 2024 survey of 1,250 homes; question 12.5 and question 12/13/2024", "wrans"): [],
    ("HL123456789 XHL12 S3W-1-2", "lordswrans"): [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "collection"), FOUND)
def test_numbers_are_found_and_belong_to_their_house(text: str, collection: str) -> None:
    found = references(exchange_of(text, collection))
    assert [(each.number, each.collection) for each in found] == FOUND[text, collection]


def test_a_number_keeps_its_place_in_the_plain_text_and_the_days_beside_it() -> None:
    text = "See *the* answer of 5th December 2023, and of 31 February 2024, to [Question 4318](https://a.example/)."
    (found,) = references(exchange_of(text, "wrans"))
    assert plain_text(text)[found.start : found.end] == "4318"
    assert found.days == (date(2023, 12, 5),)


def test_its_own_number_points_nowhere() -> None:
    assert references(exchange_of("(HL5773) The accuracy", "lordswrans", "HL5773")) == ()


@pytest.mark.parametrize(
    "text", ["Questions " + "12, " * 50_000, "HL" * 100_000, "2019/" * 50_000, "UIN:" * 50_000]
)
def test_hostile_texts_cost_no_more_than_others(text: str) -> None:
    references(exchange_of(text, "london-mayors-questions"))
