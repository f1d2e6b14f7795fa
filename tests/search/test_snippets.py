"""What is shown of an exchange is what was asked for, marked exactly, and the same every time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Role
from indexer.documents import StoredExchange, restore, store
from search.passages.cutting import merged
from search.passages.finding import Finder
from search.passages.sentences import SENTENCE
from search.passages.sizes import PASSAGE, PASSAGES
from search.passages.snippets import Highlighted, Highlighter
from search.query.terms import positive_parts
from search.query.tree import And, Everything, Keyword, Not, Phrase, Prefix, Query, Term
from search.request import Filter, ParsedQuery, Request
from search.result import Snippet
from tests.search.small_index import exchange_of

FILLER = "Nothing of note stands in this sentence at all. "


def stored(question: str, answer: str | None = None, title: str = "Title") -> StoredExchange:
    return restore(store(exchange_of(1, title, question, answer)))


def highlight(exchange: StoredExchange, request: Request) -> Highlighted:
    return Highlighter(request).highlight([exchange])[0]


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
    assert [snippet.role for snippet in snippets] == [Role.QUESTION, Role.ANSWER]


def test_a_third_passage_follows_where_it_shows_what_the_others_do_not() -> None:
    tree = And((Term("bus"), Term("fare")))
    snippets = shown(stored("a bus " * 3 + FILLER * 20 + "a fare", "no bus"), tree)
    assert [(snippet.role, set(marked(snippet))) for snippet in snippets] == [
        (Role.QUESTION, {"bus"}),
        (Role.QUESTION, {"fare"}),
        (Role.ANSWER, {"bus"}),
    ]
    assert len(snippets) == PASSAGES


def test_where_one_side_has_nothing_the_other_shows_two_passages() -> None:
    snippets = shown(stored("a bus. " + FILLER * 9 + "a bus", "Nothing."), Term("bus"))
    assert [(snippet.role, marked(snippet)) for snippet in snippets] == [(Role.QUESTION, ["bus"])] * 2


def test_a_passage_with_all_the_words_is_better_than_one_that_repeats_one() -> None:
    text = "bus bus bus bus. " + FILLER * 10 + "The bus fare. " + FILLER * 10
    first, second = shown(stored(text), And((Term("bus"), Term("fare"))))
    assert (marked(first), marked(second)) == (["bus"] * 4, ["bus", "fare"])
    assert highlight(stored(text), Request(ParsedQuery(tree=Term("fare")))).snippets[0].marks


def test_without_words_the_beginnings_of_question_and_answer_are_shown() -> None:
    snippets = shown(stored("First. " + FILLER * 20, "Second."), Term("elsewhere"))
    assert [snippet.text[:6] for snippet in snippets] == ["First.", "Second"]
    assert not any(snippet.marks for snippet in snippets)


CITED = Filter("cites", ("ICO",))
OPINION = "The I.C.O., or ICO, gave an opinion on 3 Jan. 2020 (see para. 4)."


def citing(question: str, answer: str | None = None, title: str = "Title") -> StoredExchange:
    """An exchange in which each ICO is a citation of it."""
    plain = exchange_of(1, title, question, answer).exchange
    places = ((Side.TITLE, None, title), (Side.QUESTION, 0, question), (Side.ANSWER, 1, answer or ""))
    rows = [
        Citation("ico", side, speech, at.start(), at.end(), "ICO", How.ABBREVIATION)
        for side, speech, text in places
        for at in re.finditer("ICO", text)
    ]
    return restore(store(CitedExchange(plain, tuple(rows))))


@pytest.mark.parametrize("tree", [Term("elsewhere"), Term("note"), Everything(), Keyword("cites", "ico")])
def test_of_a_body_that_is_asked_for_the_whole_citing_sentence_comes_first(tree: Query) -> None:
    exchange = citing(FILLER * 20 + OPINION + " " + FILLER * 9, "Not at all.")
    first = shown(exchange, tree, CITED)[0]
    assert first.text == f"… {OPINION} …"
    assert "ICO" in marked(first)


def test_passages_with_words_of_the_query_follow_the_citing_sentences() -> None:
    exchange = citing(
        "A bus fare. " + FILLER * 9 + "Ask the ICO.", "A bus fare. " + FILLER * 9 + "The ICO bus."
    )
    assert [(snippet.role, marked(snippet)) for snippet in shown(exchange, Term("bus"), CITED)] == [
        (Role.QUESTION, ["ICO"]),
        (Role.ANSWER, ["ICO", "bus"]),
    ]
    one_side = citing("A bus fare. " + FILLER * 9 + "Ask the ICO.", "Nothing.")
    assert [marked(snippet) for snippet in shown(one_side, Term("bus"), CITED)] == [["ICO"], ["bus"]]


@pytest.mark.parametrize(
    ("filtered", "sides"),
    [
        (Filter("question_cites", ("ico",)), [Role.QUESTION]),
        (Filter("unanswered_cites", ("ico",)), [Role.QUESTION]),
        (Filter("answer_cites", ("ico",)), [Role.ANSWER]),
        (Filter("cites", ("ico",)), [Role.QUESTION, Role.ANSWER]),
        (Filter("cites", ("ico",), exclude=True), []),
    ],
)
def test_a_body_is_shown_on_the_side_on_which_it_is_asked_for(filtered: Filter, sides: list[Role]) -> None:
    snippets = shown(citing("Ask the ICO.", "The ICO was told."), Everything(), filtered)
    assert [snippet.role for snippet in snippets if snippet.marks] == sides


def test_a_body_cited_in_the_title_is_marked_there() -> None:
    exchange = citing("Nothing.", title="ICO letters")
    assert highlight(exchange, Request(filters=(CITED,))).title_marks == ((0, 3),)


def test_a_citing_sentence_of_any_length_is_cut_around_the_citation() -> None:
    snippet = shown(citing("word, " * 400 + "ICO" + ", word" * 400), Everything(), CITED)[0]
    assert marked(snippet) == ["ICO"]
    assert SENTENCE // 2 < len(snippet.text) <= SENTENCE + len("…  …")


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
