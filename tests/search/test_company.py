"""What is learnt from the exchanges found first, and what it does to the order."""

import pytest

from corpus.exchange import Exchange
from search.company import FIRST, MOST, Company
from search.holding import Held
from search.ranking import Ranked
from search.request import Request, Sort
from tests.search.conftest import Build
from tests.search.small_index import exchange_of

TOTAL = 1_000
FREQUENCIES = dict.fromkeys(("loan", "loans", "repayment", "cloud", "chickens", "ferry"), 20)
FREQUENCIES |= {"the": 900, "government": 400, "slipp": 1, "2024": 50}


def scored(*exchanges: Exchange) -> list[tuple[float, Exchange]]:
    """Exchanges with falling scores, from 10."""
    return [(10.0 - at, each) for at, each in enumerate(exchanges)]


def asking(number: int, question: str) -> Exchange:
    return exchange_of(number, question=question).exchange


def learnt(*questions: str, asked: frozenset[str] = frozenset()) -> Company:
    first = scored(*(asking(at, text) for at, text in enumerate(questions, start=1)))
    return Company.of(first, asked, FREQUENCIES, TOTAL)


def words(company: Company) -> list[str]:
    return [each.word for each in company.companions]


def test_what_several_say_is_learnt_and_what_one_says_is_not() -> None:
    assert words(learnt("On a loan and a cloud", "On each loan")) == ["loan"]


def test_words_of_one_stem_are_one_and_told_as_they_are_mostly_written() -> None:
    frequencies = {**FREQUENCIES, "loans": 100}
    first = scored(asking(1, "On a loan"), asking(2, "On loans"))
    assert words(Company.of(first, frozenset(), frequencies, TOTAL)) == ["loans"]


@pytest.mark.parametrize("word", ["the", "government", "slipp", "2024", "of", "unheard"])
def test_fillers_numbers_and_what_is_everywhere_or_hardly_anywhere_tell_nothing(word: str) -> None:
    assert words(learnt(f"On {word}", f"Again {word}")) == []


def test_what_was_asked_for_is_no_news() -> None:
    assert words(learnt("On a loan", "On a loan", asked=frozenset({"loan"}))) == []


def test_whom_a_question_is_addressed_to_says_nothing() -> None:
    text = "To ask the Ferry Department about a loan"
    addressed = [asking(number, text)._replace(department="Ferry Department") for number in (1, 2)]
    assert words(Company.of(scored(*addressed), frozenset(), FREQUENCIES, TOTAL)) == ["loan"]


def test_no_more_words_are_learnt_than_can_be_told() -> None:
    many = {f"word{chr(97 + at)}": 20 for at in range(20)}
    text = " ".join(many)
    first = scored(asking(1, text), asking(2, text))
    company = Company.of(first, frozenset(), many, TOTAL)
    assert len(company.companions) == MOST
    assert sum(each.weight for each in company.companions) == pytest.approx(1)


@pytest.fixture
def held(build: Build) -> Held:
    """Of an exchange about chickens, in the place 0, and one about loans and repayment."""
    engine = build(exchange_of(8, "Chickens"), exchange_of(9, "Loans: Repayment"))
    return Held(engine.candidates([Request(sort=Sort.NEWEST)]))


def test_an_exchange_that_keeps_the_company_goes_before_one_of_the_same_score(held: Held) -> None:
    company = learnt("On a loan and its repayment", "On repayment of a loan")
    ordered = company.ordered([(5.0, 0), (5.0, 1)], held)
    assert [place for _, place in ordered] == [1, 0]
    assert [score for score, _ in ordered] == sorted((score for score, _ in ordered), reverse=True)


def test_company_does_not_outweigh_what_was_asked_for(held: Held) -> None:
    company = learnt("On a loan and its repayment", "On repayment of a loan")
    ordered = company.ordered([(9.0, 0), (1.0, 1)], held)
    assert ordered[0][1] == 0


def test_where_nothing_is_learnt_the_order_stays(held: Held) -> None:
    few: list[Ranked] = [(10.0 - at, at % 2) for at in range(FIRST - 1)]
    assert Company.of([], frozenset(), FREQUENCIES, TOTAL).ordered(few, held) == few
