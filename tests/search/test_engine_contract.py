"""What every engine must do, held against an engine that works it out exchange by exchange."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.registry import Registry
from indexer.fields import FACETS
from indexer.schema import keyword_term
from search.engine import Engine
from search.query.terms import Sought
from search.query.tree import (
    And,
    Identity,
    Keyword,
    Not,
    Phrase,
    Query,
    Term,
)
from search.request import Filter, ParsedQuery, Request, Sort
from search.result import Hit
from tests.search.conftest import Build, Open, Write
from tests.search.generated import Segmented, requests, segmented, sought_in_fields, trees
from tests.search.naive import NaiveEngine
from tests.search.small_index import exchange_of


def in_order(hits: tuple[Hit, ...], sort: Sort) -> bool:
    """Equal ones newest first, then by id."""
    newest = [(-hit.cited.exchange.date.toordinal(), hit.cited.exchange.id) for hit in hits]
    match sort:
        case Sort.RELEVANCE:
            keys = [(-hit.score, *rank) for hit, rank in zip(hits, newest, strict=True)]
        case Sort.NEWEST:
            keys = [(0.0, *rank) for rank in newest]
        case Sort.OLDEST:
            keys = [(0.0, -day, id) for day, id in newest]
    return all(before <= after for before, after in pairwise(keys))


@contextmanager
def opened(
    corpus: Segmented, registry: Registry, open_engine: Open, write: Write
) -> Iterator[tuple[Engine, NaiveEngine]]:
    """The engine on an index of a corpus, and the naive one on what is not deleted of it."""
    segments, deleted = corpus
    kept = [each for segment in segments for each in segment if each.exchange.id not in deleted]
    with TemporaryDirectory() as folder:
        write(Path(folder), segments, registry, deleted)
        engine = open_engine(Path(folder), registry)
        yield engine, NaiveEngine(kept, registry)
        engine.close()


@settings(max_examples=60)
@given(segmented(), st.lists(requests, min_size=1, max_size=6))
def test_hits_and_facets_are_those_worked_out_one_by_one(
    registry: Registry,
    open_engine: Open,
    write: Write,
    corpus: Segmented,
    asked: list[Request],
) -> None:
    """Also over two segments and with deletions, and in the order that was asked for."""
    with opened(corpus, registry, open_engine, write) as (engine, naive):
        for request in asked:
            check(engine, naive, request)


@settings(max_examples=60)
@given(
    segmented(),
    st.lists(requests, max_size=2),
    st.lists(sought_in_fields, max_size=6),
    st.lists(trees, max_size=2),
)
def test_candidates_are_those_of_the_pages_and_hold_what_is_worked_out_one_by_one(
    registry: Registry,
    open_engine: Open,
    write: Write,
    corpus: Segmented,
    asked: list[Request],
    sought: list[Sought],
    queries: list[Query],
) -> None:
    with opened(corpus, registry, open_engine, write) as (engine, naive):
        asked = [replace(request, size=5, page=page) for page, request in enumerate(asked, start=1)]
        candidates = engine.candidates(asked)
        pages = [engine.search(request) for request in asked]
        assert list(candidates.totals) == [page.total for page in pages]
        assert [list(each) for each in candidates.scores] == [
            [hit.score for hit in page.hits] for page in pages
        ]
        found = [hit.cited for page in pages for hit in page.hits]
        assert [candidates.hit(place).cited for place in range(len(found))] == found
        if found and pages[0].hits:
            shown = candidates.shown(range(len(pages[0].hits)), asked[0])
            assert shown == pages[0].hits
        names = ("title", "question", "answer")
        lengths = np.array([[naive.length(cited, name) for cited in found] for name in names])
        assert (abs(candidates.lengths() - lengths) <= 1).all()
        frequencies = candidates.frequencies(sought)
        assert frequencies.shape == (len(sought), len(names), len(found))
        for tree, counted in zip(sought, frequencies, strict=True):
            held = [[naive.frequency(cited, tree, name) for cited in found] for name in names]
            assert counted.tolist() == held, tree
        some = range(len(found) - 1, -1, -2)
        assert (candidates.frequencies(sought, some) == frequencies.take(some, axis=2)).all()
        for query in queries:
            assert candidates.matching(query).tolist() == [naive.matches(cited, query) for cited in found]


@settings(max_examples=60)
@given(segmented(), requests, st.sampled_from(["cites", "party", "member", "year"]))
def test_groups_are_what_choosing_each_value_as_well_finds(
    registry: Registry,
    open_engine: Open,
    write: Write,
    corpus: Segmented,
    request: Request,
    field: str,
) -> None:
    """Each with its first hits, in the order that was asked for; of several chosen values only those."""
    request = replace(request, size=100, facets=())
    any_of = (each for each in request.filters if each.field == field and not (each.every or each.exclude))
    chosen = next(any_of, None)
    with opened(corpus, registry, open_engine, write) as (engine, naive):
        groups = engine.groups(request, field, first=2)
        own = {keyword_term(each.value.value): each for each in groups.shown}
        every = engine.search(request).hits
        having = {
            value: [hit for hit in every if value in naive.values_of(field, hit.cited)]
            for value in {value for hit in every for value in naive.values_of(field, hit.cited)}
        }
        if chosen and len(chosen.values) > 1:
            having = {value: hits for value, hits in having.items() if value in naive.wanted_by(chosen)}
        assert {value: each.value.count for value, each in own.items()} == {
            value: len(hits) for value, hits in having.items()
        }
        for value, each in own.items():
            assert [hit.cited for hit in each.hits] == [hit.cited for hit in having[value][:2]]
        assert (groups.total, groups.count) == (len(every), len(having))
        assert groups.outside == sum(not naive.values_of(field, hit.cited) for hit in every)


@settings(max_examples=60)
@given(segmented(), st.lists(trees, min_size=2, max_size=5, unique=True), requests)
def test_totals_of_queries_that_ask_for_nearly_the_same(
    registry: Registry,
    open_engine: Open,
    write: Write,
    corpus: Segmented,
    parts: list[Query],
    request: Request,
) -> None:
    """All of some things, all but one of them, and each by itself."""
    without = [And((*parts[:at], *parts[at + 1 :])) for at in range(len(parts))]
    asked = [
        replace(request, query=replace(request.query, tree=tree))
        for tree in (And(tuple(parts)), *without, *parts)
    ]
    with opened(corpus, registry, open_engine, write) as (engine, naive):
        assert list(engine.totals(asked)) == [len(naive.ids(each)) for each in asked]
        assert list(engine.totals([])) == []


def check(engine: Engine, naive: NaiveEngine, request: Request) -> None:
    result = engine.search(request)
    assert {hit.cited.exchange.id for hit in result.hits} == naive.ids(request)
    assert result.total == len(result.hits)
    assert in_order(result.hits, request.sort)
    every = engine.every(request)
    assert (every.total, every.generation) == (result.total, result.generation)
    assert [hit.cited for hit in every] == [hit.cited for hit in result.hits]
    for name in FACETS:
        counted = {keyword_term(value.value): value.count for value in result.facets[name] if value.count}
        assert counted == naive.facet(name, request), name


@pytest.mark.parametrize(
    ("tree", "found"),
    {
        "words partly in the question and partly in the answer": (And((Term("camera"), Term("sewage"))), [1]),
        "a word of any form": (Term("regulate"), [2]),
        "a phrase is not stemmed": (Phrase(("regulating", "water")), [2]),
        "a phrase of another form": (Phrase(("regulate", "water")), []),
        "a phrase does not reach into the answer": (Phrase(("camera", "sewage")), []),
        "accents and apostrophes fold": (Keyword("member", "Sion O'Hara"), [3]),
        "some words of a name": (Keyword("asked_by", "brook"), [1, 2]),
        "an address of TheyWorkForYou's page": (Identity("alderwick/2031-05-14.0002.h"), [2]),
        "an exclusion by itself": (Not(Term("water")), [1, 3]),
    }.values(),
)
def test_finds(build: Build, tree: Query, found: list[int]) -> None:
    engine = build(
        exchange_of(1, "One", "police camera", "sewage works"),
        exchange_of(2, "Two", "on regulating water", "none"),
        exchange_of(3, "Three", "nothing", None, asker="Siôn O’Hara"),
    )
    result = engine.search(Request(ParsedQuery(tree=tree), sort=Sort.OLDEST))
    assert [int(hit.cited.exchange.id.split(".")[1]) for hit in result.hits] == found


def test_a_word_in_the_title_counts_more(build: Build) -> None:
    engine = build(
        exchange_of(1, "Buses", "the water is brown and cold today", "no answer to that yet"),
        exchange_of(2, "Water", "the river is brown and cold today", "no answer to that yet"),
    )
    assert [hit.cited.exchange.title for hit in engine.search(asked(Term("water"))).hits] == [
        "Water",
        "Buses",
    ]


def test_pages_cut_one_order_into_parts(build: Build) -> None:
    engine = build(*(exchange_of(number, "Water", "water " * number) for number in range(1, 24)))
    whole = [hit.cited for hit in engine.search(asked(Term("water"), size=100)).hits]
    paged = [
        hit.cited for page in (1, 2, 3, 4) for hit in engine.search(asked(Term("water"), page=page)).hits
    ]
    assert paged == whole
    assert len(whole) == 23


def test_a_chosen_value_is_given_however_rare(build: Build) -> None:
    engine = build(
        *(exchange_of(n, "Water", party=party) for n, party in enumerate(["A", "B", "B", "C", "C", "C"]))
    )
    result = engine.search(
        Request(filters=(Filter("party", ("a",)), Filter("year", ("1999",))), facets=("party",), facet_size=1)
    )
    assert [(each.value, each.count) for each in result.facets["party"]] == [("A", 0)]
    result = engine.search(Request(filters=(Filter("party", ("a",)),), facets=("party",), facet_size=1))
    assert [(each.value, each.count) for each in result.facets["party"]] == [("C", 3), ("A", 1)]


def test_spellings_of_a_name_are_counted_as_one_under_the_commonest(build: Build) -> None:
    engine = build(
        *(exchange_of(n, asker=name) for n, name in enumerate(["Siân Berry", "Sian Berry", "Siân Berry"]))
    )
    facet = engine.search(Request(facets=("asked_by",))).facets["asked_by"]
    assert [(each.label, each.count) for each in facet] == [("Siân Berry", 3)]


def test_an_exchange_is_given_by_its_id_and_by_those_of_its_speeches(build: Build) -> None:
    engine = build(exchange_of(1, answer="yes"), exchange_of(2))
    for id in ("alderwick/2031-05-14.0001.q0", "alderwick/2031-05-14.0001.r0", "alderwick/2031-05-14.0001.h"):
        cited = engine.exchange(id)
        assert cited is not None
        assert cited.exchange.id == "alderwick/2031-05-14.0001.q0"
    assert engine.exchange("alderwick/2031-05-14.0009.q0") is None


def test_the_engine_moves_over_to_a_new_generation(
    tmp_path: Path, registry: Registry, open_engine: Open, write: Write
) -> None:
    first = write(tmp_path, [[exchange_of(1, "Old")]], registry)
    engine = open_engine(tmp_path, registry)
    assert engine.search(Request()).generation == first
    second = write(tmp_path, [[exchange_of(1, "New"), exchange_of(2, "New")]], registry)
    result = engine.search(Request())
    assert (result.generation, result.total) == (second, 2)


def test_a_damaged_new_generation_is_refused_and_the_old_one_goes_on(
    tmp_path: Path, registry: Registry, open_engine: Open, write: Write
) -> None:
    first = write(tmp_path, [[exchange_of(1, "Old")]], registry)
    engine = open_engine(tmp_path, registry)
    second = write(tmp_path, [[exchange_of(1, "New")]], registry)
    segment = max((tmp_path / "generations" / second).iterdir(), key=lambda file: file.stat().st_size)
    segment.write_bytes(segment.read_bytes()[:-1] + b"?")
    result = engine.search(Request())
    assert (result.generation, result.total) == (first, 1)


def asked(tree: Query, **more: Any) -> Request:
    return Request(ParsedQuery(tree=tree), **more)
