"""What is learnt from the exchanges found first, and what it does to the order."""

from dataclasses import replace

import pytest

from corpus.citation import CitedExchange
from search.company import FIRST, MOST, Company
from search.ranking import Ranked
from search.result import Hit
from tests.search.small_index import exchange_of

TOTAL = 1_000
FREQUENCIES = dict.fromkeys(("loan", "loans", "repayment", "cloud", "chickens", "ferry"), 20)
FREQUENCIES |= {"the": 900, "government": 400, "slipp": 1, "2024": 50}


def ranked(*cited: CitedExchange) -> list[Ranked]:
    """Exchanges with falling scores, from 10."""
    return [(10.0 - at, Hit(each, 0.0)) for at, each in enumerate(cited)]


def learnt(*questions: str, asked: frozenset[str] = frozenset()) -> Company:
    first = ranked(*(exchange_of(at, "Title", text) for at, text in enumerate(questions, start=1)))
    return Company.of(first, asked, FREQUENCIES, TOTAL)


def words(company: Company) -> list[str]:
    return [each.word for each in company.companions]


def test_what_several_say_is_learnt_and_what_one_says_is_not() -> None:
    assert words(learnt("On a loan and a cloud", "On each loan")) == ["loan"]


def test_words_of_one_stem_are_one_and_told_as_they_are_mostly_written() -> None:
    frequencies = {**FREQUENCIES, "loans": 100}
    first = ranked(exchange_of(1, question="On a loan"), exchange_of(2, question="On loans"))
    assert words(Company.of(first, frozenset(), frequencies, TOTAL)) == ["loans"]


@pytest.mark.parametrize("word", ["the", "government", "slipp", "2024", "of", "unheard"])
def test_fillers_numbers_and_what_is_everywhere_or_hardly_anywhere_tell_nothing(word: str) -> None:
    assert words(learnt(f"On {word}", f"Again {word}")) == []


def test_what_was_asked_for_is_no_news() -> None:
    assert words(learnt("On a loan", "On a loan", asked=frozenset({"loan"}))) == []


def test_whom_a_question_is_addressed_to_says_nothing() -> None:
    cited = [exchange_of(number, question="To ask the Ferry Department about a loan") for number in (1, 2)]
    addressed = [
        (score, Hit(CitedExchange(replace(hit.cited.exchange, department="Ferry Department")), 0.0))
        for score, hit in ranked(*cited)
    ]
    assert words(Company.of(addressed, frozenset(), FREQUENCIES, TOTAL)) == ["loan"]


def test_no_more_words_are_learnt_than_can_be_told() -> None:
    many = {f"word{chr(97 + at)}": 20 for at in range(20)}
    text = " ".join(many)
    first = ranked(exchange_of(1, question=text), exchange_of(2, question=text))
    company = Company.of(first, frozenset(), many, TOTAL)
    assert len(company.companions) == MOST
    assert sum(each.weight for each in company.companions) == pytest.approx(1)


def test_an_exchange_that_keeps_the_company_goes_before_one_of_the_same_score() -> None:
    company = learnt("On a loan and its repayment", "On repayment of a loan")
    alone, with_company = exchange_of(8, "Chickens"), exchange_of(9, "Loans: Repayment")
    ordered = company.ordered([(5.0, Hit(alone, 0.0)), (5.0, Hit(with_company, 0.0))])
    assert [hit.cited.exchange.title for _, hit in ordered] == ["Loans: Repayment", "Chickens"]
    assert [score for score, _ in ordered] == sorted((score for score, _ in ordered), reverse=True)


def test_company_does_not_outweigh_what_was_asked_for() -> None:
    company = learnt("On a loan and its repayment", "On repayment of a loan")
    best, other = exchange_of(8, "Chickens"), exchange_of(9, "Loans: Repayment")
    ordered = company.ordered([(9.0, Hit(best, 0.0)), (1.0, Hit(other, 0.0))])
    assert ordered[0][1].cited is best


def test_where_nothing_is_learnt_the_order_stays() -> None:
    few = ranked(*(exchange_of(number) for number in range(1, FIRST)))
    assert Company.of([], frozenset(), FREQUENCIES, TOTAL).ordered(few) == few
