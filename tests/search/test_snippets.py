"""What is shown of an exchange is what was asked for, marked exactly, and the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Role
from indexer.documents import StoredExchange, restore, store
from search.finding import Finder, merged
from search.query.terms import positive_parts
from search.query.tree import And, Not, Phrase, Prefix, Query, Term
from search.request import Filter, ParsedQuery, Request
from search.result import Snippet
from search.snippets import PASSAGE, PASSAGES, highlight
from tests.search.small_index import exchange_of

FILLER = "Nothing of note stands in this sentence at all. "


def stored(question: str, answer: str | None = None, title: str = "Title") -> StoredExchange:
    return restore(store(exchange_of(1, title, question, answer)))


def shown(exchange: StoredExchange, tree: Query, *filters: Filter) -> list[Snippet]:
    return list(highlight(exchange, Request(ParsedQuery(tree=tree), filters)).snippets)


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


MARKED = {
    "a word in its other forms": (Term("camera"), "Cameras, a camera and cameramen", ["Cameras", "camera"]),
    "a whole phrase": (Phrase(("code", "of", "practice")), "the Code of Practice.", ["Code of Practice"]),
    "a phrase with words between": (
        Phrase(("code", "practice"), slop=2),
        "a code of practice",
        ["code of practice"],
    ),
    "no phrase of another form": (Phrase(("codes",)), "the code", []),
    "the beginning of words": (Prefix("regul"), "regulate the Regulator", ["regulate", "Regulator"]),
    "accents and apostrophes": (Term("obrien"), "Ms O’Brien’s view", ["O’Brien’s"]),
    "nothing that is excluded": (And((Term("bus"), Not(Term("tram")))), "a bus and a tram", ["bus"]),
    "nothing of another field": (Term("bus", "answer"), "a bus", []),
    "overlapping finds as one": (And((Phrase(("a", "b")), Term("b"))), "a b", ["a b"]),
}


@pytest.mark.parametrize(("tree", "text", "expected"), MARKED.values(), ids=MARKED)
def test_marks(tree: Query, text: str, expected: list[str]) -> None:
    assert [mark for snippet in shown(stored(text), tree) for mark in marked(snippet)] == expected


def test_a_passage_begins_with_its_sentence_and_says_where_it_is_cut() -> None:
    snippet = shown(stored(FILLER * 9 + "The camera was on. " + FILLER * 9), Term("camera"))[0]
    assert snippet.text.startswith("… The camera was on.")
    assert snippet.text.endswith(" …")
    assert len(snippet.text) <= PASSAGE + len("…  …")


def test_both_sides_are_shown_where_both_have_something() -> None:
    snippets = shown(stored("a bus " * 3 + FILLER * 20 + "a bus, a bus", "no bus"), Term("bus"))
    assert [snippet.role for snippet in snippets] == [Role.QUESTION, Role.QUESTION, Role.ANSWER]
    assert len(snippets) == PASSAGES


def test_a_passage_with_all_the_words_is_better_than_one_that_repeats_one() -> None:
    text = "bus bus bus bus. " + FILLER * 10 + "The bus fare. " + FILLER * 10
    first, second = shown(stored(text), And((Term("bus"), Term("fare"))))
    assert (marked(first), marked(second)) == (["bus"] * 4, ["bus", "fare"])
    assert highlight(stored(text), Request(ParsedQuery(tree=Term("fare")))).snippets[0].marks


def test_without_words_the_beginnings_of_question_and_answer_are_shown() -> None:
    snippets = shown(stored("First. " + FILLER * 20, "Second."), Term("elsewhere"))
    assert [snippet.text[:6] for snippet in snippets] == ["First.", "Second"]
    assert not any(snippet.marks for snippet in snippets)


def test_a_body_that_is_filtered_for_is_shown_where_it_is_cited() -> None:
    text = FILLER * 20 + "The ICO was told."
    plain = exchange_of(1, "T", text)
    at = text.index("ICO")
    citation = Citation("ico", Side.QUESTION, 0, at, at + 3, "ICO", How.ABBREVIATION)
    cited = restore(store(CitedExchange(plain.exchange, (citation,))))
    (snippet,) = shown(cited, Term("elsewhere"), Filter("cites", ("ico",)))
    assert marked(snippet) == ["ICO"]
    assert shown(cited, Term("elsewhere"), Filter("cites", ("ico",), exclude=True))[0].marks == ()


def test_title_marks_stand_in_the_title() -> None:
    highlighted = highlight(stored("x", title="Bus fares"), Request(ParsedQuery(tree=Term("fare"))))
    assert highlighted.title_marks == ((4, 9),)


words = st.sampled_from(
    ["bus", "Buses", "tram", "O’Brien", "a", "the end.", "\n\n", "\t", "…", "x" * 300, "é"]
)
trees = st.sampled_from(
    [Term("bus"), Prefix("tra"), Phrase(("the", "end")), And((Term("obrien"), Term("x" * 64)))]
)


@given(st.lists(words, max_size=80).map(" ".join), st.lists(words, max_size=20).map(" ".join), trees)
def test_marks_stand_apart_and_within_every_snippet(question: str, answer: str, tree: Query) -> None:
    exchange = stored(question, answer)
    snippets = shown(exchange, tree)
    assert snippets == shown(exchange, tree)
    assert len(snippets) <= PASSAGES
    for snippet in snippets:
        edges = [0, *(edge for mark in snippet.marks for edge in mark), len(snippet.text)]
        assert edges == sorted(edges)
        assert all(start < end for start, end in snippet.marks)
        words_of_query = Finder.of(positive_parts(tree))
        assert all(words_of_query.find(mark) for mark in marked(snippet))
        whole = exchange.texts[snippet.speech]
        assert snippet.text.strip("… ") in "".join(" " if char.isspace() else char for char in whole)


def test_marks_that_touch_are_one() -> None:
    assert merged(Finder.of([Prefix("a"), Term("ab")]).find("ab abc")) == ((0, 2), (3, 6))
