"""Where all words find too little, exchanges with some of them follow, and it is said why."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.registry import Registry
from search.answering import Answerer
from search.array_engine.engine import ArrayEngine
from search.query.parser import parse
from search.query.tree import Query, Term
from search.request import Filter, Request
from search.result import ENOUGH, Answer
from search.widening.names import Names
from search.widening.pieces import pieces
from search.widening.reading import Reading
from search.widening.respelling import Respelling
from search.widening.spelling import Spelling, words_near
from search.widening.synonyms import Synonyms
from tests.search.conftest import Build
from tests.search.hostile import hostile_strings
from tests.search.small_index import exchange_of, write_generation

EXCHANGES = (
    exchange_of(1, "Prisons", "How many cells are there in each prison?", "Forty."),
    exchange_of(2, "Prisons: Staff", "How many prison officers work there?", "Two hundred."),
    exchange_of(3, "Harbours", "On crossing the harbour bridge", "The bridge is shut.", asker="Lord Wharf"),
    exchange_of(4, "Bridges", "On the bridge in the north", "The harbour has three.", asker="Una Dale"),
    exchange_of(5, "Cameras", "On body worn cameras and prison", "They are body worn.", asker="Una Dale"),
    exchange_of(6, "Uniforms", "On what is body worn", "Nothing more.", asker="Una Dale"),
)


@pytest.fixture
def answerer(build: Build, registry: Registry) -> Answerer:
    return Answerer(build(*EXCHANGES), registry)


def answer(answerer: Answerer, text: str, request: Request | None = None) -> Answer:
    asked = replace(request or Request(), query=parse(text, Registry.load()))
    return answerer.answer(asked)


def titles(found: Answer) -> tuple[list[str], list[str]]:
    """Those with all words, and those that follow."""
    wider = found.wider.hits if found.wider else ()
    return [hit.cited.exchange.title for hit in found.result.hits], [
        hit.cited.exchange.title for hit in wider
    ]


def test_an_everyday_word_finds_the_official_one_and_says_so(answerer: Answerer) -> None:
    found = answer(answerer, "jail officers")
    assert titles(found) == ([], ["Prisons: Staff", "Prisons", "Cameras"])
    assert found.wider is not None
    assert any("“jail”" in line and "prison" in line for line in found.wider.because)


def test_what_has_all_words_comes_first_and_is_counted_alone(answerer: Answerer) -> None:
    found = answer(answerer, "prison cells")
    assert titles(found) == (["Prisons"], ["Prisons: Staff", "Cameras"])
    assert (found.result.total, found.length) == (1, 3)
    assert found.wider is not None
    assert found.wider.words == "Exchanges with some of these words"


def test_where_nothing_has_all_words_facets_count_what_follows(answerer: Answerer) -> None:
    found = answer(answerer, "jail officers", Request(facets=("member",)))
    counts = {each.value: each.count for each in found.facets["member"] if each.count}
    assert counts["Una Dale"] == 1
    for member, count in counts.items():
        narrowed = answer(answerer, "jail officers", Request(filters=(Filter("member", (member,)),)))
        assert narrowed.wider is not None
        assert narrowed.wider.total == count


def test_where_some_have_all_words_facets_count_those_alone(answerer: Answerer) -> None:
    found = answer(answerer, "prison cells", Request(facets=("member",)))
    assert found.wider is not None
    assert not found.wider.facets
    assert found.facets == found.result.facets


def test_a_misspelt_word_is_looked_for_as_it_was_meant_and_offered(answerer: Answerer) -> None:
    found = answer(answerer, "harbour brigde")
    assert set(titles(found)[1][:2]) == {"Bridges", "Harbours"}
    assert found.wider is not None
    assert found.wider.did_you_mean is not None
    assert (found.wider.did_you_mean.text, found.wider.did_you_mean.total) == ("harbour bridge", 2)


def test_a_compound_is_found_as_two_words(answerer: Answerer) -> None:
    assert titles(answer(answerer, "bodyworn cameras"))[1][0] == "Cameras"


def test_a_speaker_is_found_by_name(answerer: Answerer) -> None:
    assert titles(answer(answerer, "lord wharf bridge"))[1][0] == "Harbours"


def test_who_asks_for_a_name_only_is_given_what_it_names(answerer: Answerer) -> None:
    found = answer(answerer, "Una Dale")
    assert found.wider is not None
    assert found.wider.is_named
    assert found.wider.words == "What Una Dale asked or answered"
    assert set(titles(found)[1]) == {"Bridges", "Cameras", "Uniforms"}
    beside = answer(answerer, "Una Dale ferries")
    assert beside.wider is not None
    assert not beside.wider.is_named


def test_words_apart_find_what_they_are_called_together(answerer: Answerer) -> None:
    found = answer(answerer, "who are the warders of this prison?")
    assert found.wider is not None
    assert any(line.startswith("Beside “warders prison”: prison officer") for line in found.wider.because)


def test_filler_words_of_a_question_are_left_out_and_it_is_said(answerer: Answerer) -> None:
    found = answer(answerer, "why is the harbour bridge still shut?")
    assert titles(found)[1][0] == "Harbours"
    assert found.wider is not None
    assert "Left out: why, is, the, still." in found.wider.because


def test_what_is_too_much_of_a_long_query_is_said(answerer: Answerer) -> None:
    found = answer(answerer, "harbour bridge prison cells officers body cameras north why uniform staff")
    assert found.wider is not None
    assert found.wider.limits == (
        "Of so many words only the first 8 that say something are looked for here, not: uniform, staff.",
    )
    assert "Left out: why." in found.wider.because


def test_what_most_exchanges_hold_is_said_to_find_none(build: Build, registry: Registry) -> None:
    exchanges = [exchange_of(number, "Ferries", "On the government") for number in range(1, 230)]
    engine = build(*exchanges, exchange_of(230, "Piers", "On a jetty"))
    found = answer(Answerer(engine, registry), "government jetty")
    assert found.wider is not None
    assert found.wider.limits == ("So common that nothing is listed here for it alone: “government”.",)
    assert found.wider.total == 1


def test_a_limit_of_other_words_is_said(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.widening.reading.ALTERNATIVES", 1)
    found = answer(answerer, "jail officers")
    assert found.wider is not None
    assert any(line.startswith("Only the likeliest") and "“jail”" in line for line in found.wider.because)


@pytest.mark.parametrize("text", ["jail OR zebra", "title:jail", "jail -zebra", "jai*", "", "2020/0841"])
def test_who_writes_more_than_words_is_taken_at_their_word(answerer: Answerer, text: str) -> None:
    assert answer(answerer, text).wider is None


def test_what_often_stands_with_the_words_puts_exchanges_higher_and_is_said(
    build: Build, registry: Registry
) -> None:
    asked = [exchange_of(number, "Jetties", "On the jetty and its gangway") for number in (1, 2)]
    # Gangway is known from several exchanges, and most have something else.
    others = [exchange_of(number, "Ferries", "On ferries and boats") for number in range(3, 30)]
    alike = exchange_of(30, "Piers", "On the pier and its gangway")
    pier = exchange_of(31, "Piers", "On the pier and its roof")
    found = answer(Answerer(build(*asked, *others, alike, pier), registry), "jetty pier")
    order = [hit.cited.exchange.speeches[0].text for hit in found.hits]
    assert order.index("On the pier and its gangway") < order.index("On the pier and its roof")
    assert found.wider is not None
    assert any("gangway" in line for line in found.wider.because if line.startswith("Higher up"))


def test_hostile_strings_are_answered(tmp_path: Path, registry: Registry) -> None:
    write_generation(tmp_path, [EXCHANGES], registry)
    answerer = Answerer(ArrayEngine(tmp_path, registry), registry)
    for text in hostile_strings(400):
        found = answerer.answer(Request(query=parse(text, registry)))
        assert found.length >= len(found.hits)
        assert len({hit.cited.exchange.id for hit in found.hits}) == len(found.hits)


def test_what_a_query_means_is_learnt_anew_of_each_generation(tmp_path: Path, registry: Registry) -> None:
    write_generation(tmp_path, [EXCHANGES[2:]], registry)
    answerer = Answerer(ArrayEngine(tmp_path, registry), registry)
    assert titles(answer(answerer, "jail officers")) == ([], ["Cameras"])
    write_generation(tmp_path, [EXCHANGES], registry)
    assert titles(answer(answerer, "jail officers")) == ([], ["Prisons: Staff", "Prisons", "Cameras"])


def test_filters_hold_for_what_follows_too(answerer: Answerer) -> None:
    ana = Request(filters=(Filter("member", ("Ana Brook",)),))
    assert titles(answer(answerer, "jail cameras", ana)) == ([], ["Prisons", "Prisons: Staff"])


def test_pages_give_the_same_hits_in_the_same_order_as_one_long_page(answerer: Answerer) -> None:
    whole = [hit.cited.exchange.id for hit in answer(answerer, "prison bridge cameras").hits]
    paged = [
        hit.cited.exchange.id
        for page in range(1, len(whole) + 1)
        for hit in answer(answerer, "prison bridge cameras", Request(size=1, page=page)).hits
    ]
    assert paged == whole
    assert len(set(whole)) == len(whole) == 5


def test_nothing_follows_where_enough_is_found(build: Build, registry: Registry) -> None:
    engine = build(*(exchange_of(number, "Ferries", "On prison ferries") for number in range(1, ENOUGH + 2)))
    assert answer(Answerer(engine, registry), "prison ferries").wider is None


@pytest.mark.parametrize(
    ("typed", "meant", "edits"),
    [("pensoin", "pension", 1), ("offgem", "ofgem", 1), ("assylum", "asylum", 1), ("ab", "ab", 0)],
)
def test_a_swap_is_one_edit_like_any_other(typed: str, meant: str, edits: int) -> None:
    assert words_near(typed, ["quite another", meant], 2) == [(edits, meant)]


def test_of_words_equally_near_the_more_frequent_is_offered_first() -> None:
    spelling = Spelling({"recycling": 40, "recyclings": 2, "bicycling": 50, "rain": 9})
    assert spelling.near("recylcing")[0] == "recycling"
    assert spelling.near("recycling", known=40) == []
    assert spelling.near("abc") == []


def test_a_word_that_is_far_from_another_was_not_meant_to_be_it() -> None:
    spelling = Spelling({"motorways": 90, "doorway": 3, "valproate": 9})
    assert spelling.near("doorways") == ["doorway"]
    assert spelling.near("motorwyas") == ["motorways"]
    assert spelling.near("valporate", known=2) == ["valproate"]
    assert spelling.near("valproates", known=2) == []


def test_several_of_an_abbreviation_are_not_the_body_of_the_same_letters(answerer: Answerer) -> None:
    found = answer(answerer, "MPs bridge")
    assert found.wider is not None
    assert not any("Metropolitan Police" in line for line in found.wider.because)


def test_what_stands_in_most_exchanges_finds_nothing_beside_what_is_rare() -> None:
    frequencies = {"government": 900, "shoplifting": 9}
    names = Names.of(Registry(()), {"member": (), "department": (), "collection": ()})
    respelling = Respelling(Spelling(frequencies), lambda query: _count(query, frequencies))
    reading = Reading(names, Synonyms({}), respelling, respelling.count, 1000)

    def nominating(text: str) -> Query:
        tree = parse(text, Registry(())).tree
        read = reading.read(pieces(text, tree))
        return reading.nominating(read, reading.common(read, reading.counts(read)))

    assert nominating("government shoplifting") == Term("shoplifting")
    assert nominating("government") == Term("government")


def test_a_filler_is_left_out_but_for_what_the_table_has_it_in(tmp_path: Path) -> None:
    table = tmp_path / "synonyms.csv"
    table.write_text("words,found,related\nstop and search,section 60,\n", "utf-8")
    names = Names.of(Registry(()), {"member": (), "department": (), "collection": ()})
    respelling = Respelling(Spelling({}), lambda _: 1)
    reading = Reading(names, Synonyms.load(table), respelling, respelling.count, 1000)

    def left_out(text: str) -> tuple[str, ...]:
        return reading.read(pieces(text, parse(text, Registry(())).tree)).left_out

    assert left_out("stop and search powers") == ("and",)
    assert left_out("stop the search powers") == ("stop", "the")


def _count(query: Query, frequencies: dict[str, int]) -> int:
    return frequencies.get(query.word, 0) if isinstance(query, Term) else 0
