"""Words that stand side by side count for more, and nothing else is found for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.citation import CitedExchange, Side
from corpus.registry import Registry
from search.answering import Answerer
from search.citing import AskedFor
from search.nearness import CITED, LONGEST, near_first, nearness_counts
from search.query.parser import parse
from search.query.tree import And, Keyword, Or, Query
from search.request import ParsedQuery, Request, Sort
from search.result import ENOUGH
from tests.search.conftest import Build
from tests.search.generated import corpora, terms, trees
from tests.search.naive import NaiveEngine
from tests.search.small_index import exchange_of

EXCHANGES = [exchange_of(at, "Use", "On force at some border", "None.") for at in range(ENOUGH)]
EXCHANGES.append(exchange_of(ENOUGH, "Boats", "On some new border force", "None."))
ASKED = Request(query=parse("border force", Registry.load()), size=3)

some_words = st.lists(terms, min_size=2, max_size=4).map(lambda parts: And(tuple(parts)))


@given(corpora(), st.one_of(some_words, trees))
def test_nothing_more_and_nothing_less_is_found(corpus: list[CitedExchange], tree: Query) -> None:
    engine = NaiveEngine(corpus, Registry.load())

    def found(query: Query) -> set[str]:
        return engine.ids(Request(query=ParsedQuery(tree=query)))

    assert found(nearness_counts(tree)) == found(tree)


def test_neighbours_come_before_words_that_stand_apart(build: Build, registry: Registry) -> None:
    answerer = Answerer(build(*EXCHANGES), registry)
    found = answerer.answer(ASKED)
    assert found.result.total == len(EXCHANGES)
    assert [hit.cited.exchange.title for hit in found.hits][:2] == ["Boats", "Use"]


def test_a_file_and_every_page_have_the_same_order(build: Build, registry: Registry) -> None:
    answerer = Answerer(build(*EXCHANGES), registry)
    pages = [answerer.answer(replace(ASKED, page=page)).hits for page in range(1, 5)]
    paged = [hit.cited.exchange.id for page in pages for hit in page]
    assert [hit.cited.exchange.id for hit in answerer.every(ASKED)] == paged


def test_other_orders_have_no_use_for_it(build: Build, registry: Registry) -> None:
    answerer = Answerer(build(*EXCHANGES), registry)
    newest = answerer.answer(replace(ASKED, sort=Sort.NEWEST))
    assert [hit.cited.exchange.id for hit in newest.hits] == [each.exchange.id for each in EXCHANGES[:3]]


def test_what_cites_a_body_that_is_named_comes_first_whatever_it_is_called(
    build: Build, registry: Registry
) -> None:
    letters = [exchange_of(at, "Use", "On MHRA cats", "None.") for at in range(ENOUGH)]
    cited = exchange_of(ENOUGH, "Cats", "On cats", "None.", cites=[("mhra", Side.QUESTION)])
    answered = exchange_of(ENOUGH + 1, "Dogs", "On cats", "Yes.", cites=[("mhra", Side.ANSWER)])
    found = Answerer(build(*letters, cited, answered), registry).answer(
        Request(query=parse("mhra", registry))
    )
    assert found.result.total == ENOUGH + 2
    assert found.hits[0].cited.exchange.title == "Cats"
    assert found.hits[0].score > found.hits[1].score > found.hits[-1].score > 0


@pytest.mark.parametrize(
    ("name", "words"), {"mhra": 1, "border force": 2, "chief inspector of prisons": 4}.items()
)
def test_a_citation_counts_once_for_each_word_of_the_name(name: str, words: int, registry: Registry) -> None:
    tree = nearness_counts(parse(name, registry).tree)
    assert isinstance(tree, Or)
    counted = {each.field: each.score for each in tree.parts if isinstance(each, Keyword)}
    assert counted == {field: words * score for field, score in CITED.items()}


@pytest.mark.parametrize("text", ["TfL funding settlement", "MHRA fees", "bus fares"])
def test_where_neighbours_count_the_same_citations_are_shown(text: str, registry: Registry) -> None:
    """In questions as in answers, though a citation in either counts for itself."""
    request = Request(query=parse(text, registry))
    assert AskedFor.by(near_first(request)) == AskedFor.by(request)


def test_words_that_say_nothing_are_no_neighbours() -> None:
    tree = parse("members of the public", Registry.load()).tree
    assert nearness_counts(tree) == tree


def test_neighbours_of_a_long_query_do_not_count() -> None:
    tree = parse(" ".join(f"word{number}" for number in range(LONGEST + 1)), Registry.load()).tree
    assert nearness_counts(tree) == tree
