"""The array engine finds, orders, scores and counts as Whoosh's own searcher does.

On the same index, and on a stock index of the same exchanges, which Whoosh wrote with its own codec.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from whoosh import index

from corpus.citation import CitedExchange, Side
from corpus.registry import Registry
from indexer.documents import document
from indexer.fields import FACETS
from search.array_engine.compiled import Loops
from search.array_engine.engine import ArrayEngine
from search.engine import Engine
from search.nearness import nearness_counts
from search.query.tree import And, Everything, Keyword, Near, Not, Or, Phrase, Prefix, Query, Term
from search.request import Filter, ParsedQuery, Request, Sort
from search.result import Hit
from tests.search.conftest import ENGINES, Open
from tests.search.generated import days, filters, segmented
from tests.search.small_index import Writes, exchange_of, write_generation, write_stock
from tests.search.test_engine_contract import in_order

approx = partial(pytest.approx, rel=0, abs=1e-9)

STEMS = ("regulat", "camera", "polic", "pay", "wait", "cross", "inspect", "question", "answer", "train")
ENDINGS = ("", "s", "ed", "ing", "ion", "ions", "er")
VOCABULARY = [stem + ending for stem in STEMS for ending in ENDINGS] + ["the", "of", "to", "ico", "nhs"]
ORACLES = {name: engine for name, engine in ENGINES.items() if "whoosh" in name}
Engines = tuple[ArrayEngine, Engine]
SEGMENTS = (400, 150, 50)
"""Words in a few and in most of so many documents: both ways of going about each set are taken."""


def drawn(number: int, draw: Random) -> CitedExchange:
    """Common words are much more common than rare ones, as in a real record."""

    def text(most: int) -> str:
        return " ".join(
            VOCABULARY[int(len(VOCABULARY) * draw.random() ** 2.5)] for _ in range(draw.randrange(most))
        )

    day = f"20{draw.randrange(29, 33)}-0{draw.randrange(1, 4)}-1{draw.randrange(3)}"
    asker = draw.choice(["Ana Brook", "Siôn O’Hara", "Sion O'Hara", "Li", "Tom Ferris"])
    cites = [
        (body, draw.choice((Side.QUESTION, Side.ANSWER))) for body in draw.sample(("ico", "ofwat", "cqc"), 2)
    ]
    party = draw.choice(["Harbour Party", "Greenways", None])
    answer = text(60) if draw.random() < 0.8 else None
    return exchange_of(number, text(8), text(30), answer, day, asker, party, cites[: draw.randrange(3)])


@pytest.fixture(scope="module", params=list(ORACLES.values()), ids=list(ORACLES))
def oracle(request: pytest.FixtureRequest) -> tuple[Open, Writes]:
    """One oracle after the other, with the writer of what it reads."""
    opens, writes = request.param
    return opens, writes


def opened_twice(
    folder: Path,
    segments: Sequence[Sequence[CitedExchange]],
    registry: Registry,
    oracle: tuple[Open, Writes],
    loops: Loops | None,
    gone: frozenset[str] = frozenset(),
) -> tuple[ArrayEngine, Engine]:
    """The array engine on an index of these exchanges, and the oracle on its own."""
    opens, writes = oracle
    write_generation(folder / "arrays", segments, registry, gone)
    write_generation(folder / "oracle", segments, registry, gone, writes)
    return ArrayEngine(folder / "arrays", registry, loops), opens(folder / "oracle", registry)


@pytest.fixture(scope="module")
def engines(
    tmp_path_factory: pytest.TempPathFactory,
    registry: Registry,
    oracle: tuple[Open, Writes],
    loops: Loops | None,
) -> Iterator[Engines]:
    draw = Random(12)
    exchanges = [drawn(number, draw) for number in range(sum(SEGMENTS))]
    ends = [sum(SEGMENTS[: place + 1]) for place in range(len(SEGMENTS))]
    segments = [exchanges[end - size : end] for size, end in zip(SEGMENTS, ends, strict=True)]
    gone = frozenset(each.exchange.id for each in draw.sample(exchanges, 40))
    fast, slow = opened_twice(tmp_path_factory.mktemp("index"), segments, registry, oracle, loops, gone)
    yield fast, slow
    slow.close()


words = st.sampled_from([*VOCABULARY, "nowhere"])
fields = st.sampled_from([None, None, "title", "question", "answer"])
terms = st.builds(Term, words, fields)
phrases = st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(tuple), fields, st.integers(1, 9))
nears = st.builds(Near, st.one_of(terms, phrases), st.one_of(terms, phrases), st.integers(1, 12))
neighbours = st.lists(terms, min_size=2, max_size=4).map(lambda parts: nearness_counts(And(tuple(parts))))
scored: st.SearchStrategy[Query] = st.recursive(
    st.one_of(terms, terms, phrases, nears, neighbours),
    lambda parts: st.one_of(
        st.builds(And, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, min_size=1, max_size=4).map(tuple)),
    ),
    max_leaves=6,
)
found_only: st.SearchStrategy[Query] = st.recursive(
    st.one_of(
        terms,
        st.builds(Prefix, st.sampled_from(["reg", "pol", "question", "zzz"]), fields),
        st.builds(Keyword, st.just("cites"), st.sampled_from(["ico", "cqc"])),
        st.builds(Keyword, st.just("member"), st.sampled_from(["brook", "Siôn O’Hara", "nobody"])),
        st.just(Everything()),
    ),
    lambda parts: st.one_of(
        st.builds(And, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


def requests(trees: st.SearchStrategy[Query]) -> st.SearchStrategy[Request]:
    return st.builds(
        Request,
        st.builds(ParsedQuery, tree=trees),
        filters,
        days,
        days,
        st.sampled_from(Sort),
        st.integers(1, 3),
        st.sampled_from([2, 7, 100, 700]),
        st.just(FACETS),
        st.sampled_from([None, 1, 3]),
    )


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.cited.exchange.id for hit in hits]


def asked(tree: Query, **more: Any) -> Request:
    return Request(ParsedQuery(tree=tree), size=1_000, **more)


@given(requests(scored))
def test_hits_order_scores_and_facets_are_whooshs(engines: Engines, request: Request) -> None:
    fast, oracle = (engine.search(request) for engine in engines)
    best = list(islice(engines[0].every(request), len(fast.hits)))
    if request.page == 1:
        assert [(hit.cited, hit.score) for hit in best] == [(hit.cited, hit.score) for hit in fast.hits]
    assert (fast.total, fast.facets) == (oracle.total, oracle.facets)
    assert in_order(fast.hits, request.sort)
    # Whoosh adds in another order, so that scores which are equal here can differ there in the last bit.
    everything = engines[1].search(replace(request, page=1, size=1_000)).hits
    wanted = {hit.cited.exchange.id: hit.score for hit in everything}
    assert [hit.score for hit in fast.hits] == approx([wanted[name] for name in names(fast.hits)])
    assert [hit.score for hit in fast.hits] == approx([hit.score for hit in oracle.hits])
    if request.sort is not Sort.RELEVANCE:
        assert names(fast.hits) == names(oracle.hits)


@given(requests(found_only))
def test_hits_and_facets_are_whooshs_where_scores_differ_on_purpose(
    engines: Engines, request: Request
) -> None:
    fast, oracle = (engine.search(request) for engine in engines)
    assert (fast.total, fast.facets) == (oracle.total, oracle.facets)
    if request.sort is not Sort.RELEVANCE:
        assert names(fast.hits) == names(oracle.hits)


@given(segmented(), st.lists(terms, min_size=1, max_size=3).map(tuple))
def test_scores_are_whooshs_however_the_index_is_cut(
    tmp_path_factory: pytest.TempPathFactory,
    registry: Registry,
    oracle: tuple[Open, Writes],
    loops: Loops | None,
    corpus: tuple[list[list[CitedExchange]], frozenset[str]],
    parts: tuple[Query, ...],
) -> None:
    """Deleted exchanges count in the frequencies of words and the lengths of fields until a merge."""
    fast, slow = opened_twice(tmp_path_factory.mktemp("cut"), corpus[0], registry, oracle, loops, corpus[1])
    request = asked(Or((*parts, Term("police"), Term("camera"))))
    found = {hit.cited.exchange.id: hit.score for hit in fast.search(request).hits}
    wanted = {hit.cited.exchange.id: hit.score for hit in slow.search(request).hits}
    assert found == approx(wanted)
    slow.close()


def test_a_merge_keeps_the_lengths_of_fields(tmp_path: Path, registry: Registry) -> None:
    """Whoosh's own merge reads them back from its bytes, so that averages are afterwards of rounded ones."""
    exchanges = [exchange_of(number, "T", "water " * 100 + "bus " * number) for number in (1, 2)]
    scores = []
    for name, segments in (("apart", [[each] for each in exchanges]), ("merged", [exchanges])):
        write_generation(tmp_path / name, segments, registry)
        scores.append(
            [hit.score for hit in ArrayEngine(tmp_path / name, registry).search(asked(Term("bus"))).hits]
        )
    assert scores[0] == approx(scores[1])
    (tmp_path / "stock").mkdir()
    write_stock(tmp_path / "stock", [[document(each, registry, "kept")] for each in exchanges])
    stock = index.open_dir(str(tmp_path / "stock"))
    assert stock.searcher().avg_field_length("question") == (101 + 102) / 2
    stock.writer().commit(optimize=True)
    assert stock.searcher().avg_field_length("question") == 103.5


def only(engine: Engine, tree: Query) -> dict[str, float]:
    return {hit.cited.exchange.title: hit.score for hit in engine.search(asked(tree)).hits}


@pytest.fixture
def small(tmp_path: Path, registry: Registry) -> ArrayEngine:
    exchanges = [
        exchange_of(1, "regulator", "regulation of regulators", "none"),
        exchange_of(2, "other", "a regulated market", "regulation"),
        exchange_of(3, "apart", "a market", "none"),
    ]
    write_generation(tmp_path, [exchanges], registry)
    return ArrayEngine(tmp_path, registry)


def test_a_prefix_scores_the_weight_of_each_field_that_has_it(small: ArrayEngine) -> None:
    """Whoosh scores 1, or a sum of BM25F, by how large the index is and how many words begin so."""
    assert only(small, Prefix("regul")) == {"regulator": 6.0 + 2.0, "other": 2.0 + 1.0}


def test_what_only_restricts_scores_nothing(small: ArrayEngine) -> None:
    """Whoosh's constant score of 0 comes out as 1."""
    assert only(small, And((Term("market"), Keyword("year", "2031")))) == only(small, Term("market"))
    assert set(only(small, Not(Term("market"))).values()) == {0.0}


def test_an_exclusion_holds_for_the_first_match_too(small: ArrayEngine) -> None:
    """Whoosh lets the first match pass where what is excluded begins before it."""
    assert set(only(small, And((Term("market"), Not(Phrase(("regulation",))))))) == {"apart"}


def test_a_word_that_stands_there_hundreds_of_times_is_scored_by_how_often(
    tmp_path: Path, registry: Registry, oracle: tuple[Open, Writes], loops: Loops | None
) -> None:
    exchanges = [
        exchange_of(n, "T", "water " * times + "bus " * 700) for n, times in enumerate((3, 254, 255, 600))
    ]
    without_bus = exchange_of(9, "T", "water", day="2031-05-13")
    fast, slow = opened_twice(tmp_path, [[without_bus, *exchanges]], registry, oracle, loops)
    for tree in (
        Term("water"),
        Phrase(("water",)),
        And((Term("bus"), Term("water"))),
        Phrase(("water", "bus")),
    ):
        found, wanted = fast.search(asked(tree)).hits, slow.search(asked(tree)).hits
        assert names(found) == names(wanted)
        assert [hit.score for hit in found] == approx([hit.score for hit in wanted])


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("tree", [Everything(), Term("the"), Prefix("reg")], ids=str)
def test_pages_and_the_whole_are_one_order(engines: Engines, tree: Query, sort: Sort) -> None:
    fast, _ = engines
    whole = list(fast.every(Request(ParsedQuery(tree=tree), sort=sort)))
    pages = [
        fast.search(Request(ParsedQuery(tree=tree), sort=sort, page=page, size=13)) for page in range(1, 50)
    ]
    assert [hit.cited for page in pages for hit in page.hits] == [hit.cited for hit in whole]
    assert {page.total for page in pages} == {len(whole)}
    assert in_order(tuple(whole), sort)


def test_facets_without_filters_are_those_of_everything(engines: Engines) -> None:
    results = [engine.search(Request(facets=FACETS, size=0)) for engine in engines]
    assert results[0].facets == results[1].facets
    narrowed = engines[0].search(Request(filters=(Filter("party", ("Greenways",)),), facets=("party",)))
    assert narrowed.facets["party"] == results[0].facets["party"]


def test_an_index_without_exchanges_finds_nothing(tmp_path: Path, registry: Registry) -> None:
    write_generation(tmp_path, [[]], registry)
    result = ArrayEngine(tmp_path, registry).search(Request(facets=FACETS))
    assert (result.total, result.hits, set(result.facets.values())) == (0, (), {()})
    assert ArrayEngine(tmp_path, registry).title_phrases(1, 3) == {}


def test_the_phrases_of_titles_are_those_read_title_by_title(
    engines: Engines,
) -> None:
    fast, oracle = engines
    for least, longest in ((1, 1), (1, 4), (2, 3), (5, 6), (10_000, 3)):
        assert fast.title_phrases(least, longest) == oracle.title_phrases(least, longest)
    assert max(len(phrase.split()) for phrase in fast.title_phrases(1, 4)) == 4


def test_the_vocabulary_is_that_of_whooshs_reader(engines: Engines) -> None:
    fast, oracle = engines
    assert fast.vocabulary(3) == oracle.vocabulary(3)
    assert "nowhere" not in fast.vocabulary(0)
