"""Where a name may mean several bodies, or none: what in the exchange, and which day, decides."""

import gc
from datetime import date

import pytest

from tests.corpus.small_registry import cited


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        ("The Regulator agreed", "pension-regulator"),
        ("and the Regulator’s guidance", "pension-regulator"),
        ("the Regulator of Gambling agreed", None),
        ("the Regulator General agreed", None),
        ("the regulator agreed", None),
        ("the Water Regulator and the Regulator", None),
        ("the Regulator of Social Housing and the Regulator", None),
    ],
)
def test_a_noun_refers_to_the_one_body_of_that_noun_that_is_named_before(
    answer: str, body: str | None
) -> None:
    referred = [
        each for each in cited("the Pensions Regulator", answer) if each[0].lower() == "the regulator"
    ]
    assert [each[1] for each in referred] == ([body] if body else [])
    assert cited(answer)[:1] != [("The Regulator", "pension-regulator")]


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        ("The inquiry reported; costs of the Leveson inquiry and of the inquiry's work", True),
        ("a public inquiry was held, and the inquiry reported", False),
        ("the Hutton inquiry ended, and the inquiry reported", False),
        ("the inquiry into the fire", False),
        ("an inquirer and the enquiry", False),
    ],
)
def test_the_inquiry_may_be_written_small_where_no_other_is_spoken_of(answer: str, counts: bool) -> None:
    referred = [each for each, _ in cited("the Leveson Inquiry", answer)[1:] if each.lower() == "the inquiry"]
    assert bool(referred) == counts
    assert cited(answer)[:1] != [("The inquiry", "leveson")]


def test_a_list_with_an_abbreviation_that_the_question_spells_out() -> None:
    question = "The Surveillance Camera Commissioner and the Information Commissioner’s Office said so."
    assert cited(question, "after discussion with the ICO, SCC and Biometrics Commissioner")[2:] == [
        ("ICO", "ico"),
        ("SCC", "scc"),
        ("Biometrics Commissioner", "biometrics"),
    ]


def test_an_ambiguous_abbreviation_needs_support() -> None:
    assert cited("the SCC said") == []
    assert cited("Surrey County Council said", "the SCC is right")[1] == ("SCC", "surrey")
    assert cited("Surrey County Council and the Surveillance Camera Commissioner", "the SCC")[2:] == []


def test_a_host_is_support_too() -> None:
    assert ("MPS", "mps") in cited("What has the MPS done?", "See www.met.police.uk/news for more.")


def test_a_convention_of_the_collection_is_support() -> None:
    assert cited("the MPS and the GLA") == []
    assert cited("the MPS and the GLA", conventions=["london"]) == [("MPS", "mps"), ("GLA", "gla")]


@pytest.mark.parametrize(
    ("text", "day", "body"),
    [
        ("the FSA said", date(1999, 5, 1), "financial"),
        ("the FSA said", date(2009, 10, 26), None),
        ("the FSA said", date(2014, 1, 1), None),
        ("the FSA said", date(2024, 9, 12), "food"),
        ("the FSA said", None, None),
        ("the Financial Services Authority was wound up; the FSA said", date(2024, 9, 12), "financial"),
        ("the Financial Services Authority, the Food Standards Agency; the FSA", date(2024, 9, 12), "food"),
    ],
)
def test_the_day_decides_between_bodies_of_different_times(
    text: str, day: date | None, body: str | None
) -> None:
    """Only where neither has more support; one that is gone is still spoken of for two years."""
    named = [each for each in cited(text, conventions=["uk"], day=day) if each[0] == "FSA"]
    assert named == ([("FSA", body)] if body else [])


def test_a_definition_in_brackets_decides_between_bodies() -> None:
    text = "Surrey County Council (SCC) wrote to the Surveillance Camera Commissioner. The SCC is content."
    assert [body for surface, body in cited(text) if surface == "SCC"] == ["surrey", "surrey"]


def test_a_definition_in_brackets_teaches_an_abbreviation_that_is_not_listed() -> None:
    text = "The Biometrics Commissioner (the BC) has powers; BC uses them, BCs do not."
    named = [("Biometrics Commissioner", "biometrics"), ("BC", "biometrics"), ("BC", "biometrics")]
    assert cited(text) == named
    assert cited("The Home Office (London) and London") == [("Home Office", "home-office")]
    named = cited("The Home Office's (HOF) staff: HOF_1, 1HOF, @HOF, a.HOF, HOFHOF, HOF.")
    assert named == [("Home Office", "home-office"), ("HOF", "home-office"), ("HOF", "home-office")]


def test_an_abbreviation_that_the_exchange_defines_as_something_else_is_not_the_body() -> None:
    assert cited("the General Lighthouse Authority (GLA) and GLA", conventions=["london"]) == []
    assert cited("Modular Open Design (MOD) and MOD") == []


def test_a_misspelt_long_form_still_supports_its_abbreviation() -> None:
    text = "the Health and Safty Executive (HSE); the HSE"
    assert cited(text) == [("HSE", "hse"), ("HSE", "hse")]


def test_a_definite_reference_counts_after_the_name_of_the_one_body_it_can_mean() -> None:
    assert cited("the Electoral Commission", "The Commission’s guidance") == [
        ("Electoral Commission", "elections"),
        ("The Commission", "elections"),
    ]
    assert cited("the Commission, later the Electoral Commission") == [("Electoral Commission", "elections")]


def test_a_definite_reference_counts_where_the_address_stands_after_the_name() -> None:
    text = "The Information Commissioner ruled; the Commissioner's reasons are at www.ico.org.uk."
    assert [surface for surface, _ in cited(text)] == [
        "Information Commissioner", "the Commissioner", "www.ico.org.uk"
    ]  # fmt: skip


def test_a_name_by_convention_is_not_another_bodys() -> None:
    text = "the Public Accounts Committee reported, and the Committee was right"
    assert cited(text, conventions=["uk"]) == [
        ("Public Accounts Committee", "accounts"),
        ("the Committee", "accounts"),
    ]


def test_a_country_before_its_ministry_is_a_place() -> None:
    assert cited("the people of Ukraine and the Ukrainian Ministry of Defence") == [
        ("Ukrainian Ministry of Defence", "ukraine-mod")
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "the Charity Commission and the Commission",
        "the Fundraising Commission met; the Commission agreed",
        "the Commission for Racial Equality",
    ],
)
def test_a_definite_reference_that_may_mean_another_does_not_count(answer: str) -> None:
    citations = cited("the Electoral Commission", answer)
    assert not [each for each in citations if each[0] == "the Commission"]


def test_nothing_of_a_text_waits_to_be_collected_once_it_has_been_read() -> None:
    """Processes that read a million exchanges look for such things seldom: they grew to twice their size."""
    text = "the Electoral Commission; the Fundraising Commission met; the Commission agreed"
    cited(text)
    gc.collect()
    gc.disable()
    try:
        cited(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
