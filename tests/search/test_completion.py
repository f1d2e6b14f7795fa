"""Completing what is typed: by folded beginnings, each counted under the filters in force."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.registry import Registry
from indexer.building import Settings
from indexer.fields import is_named
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.completion.completing import MOST, Completer
from search.completion.known import Kind
from search.engine import Engine
from search.opening import open_engine
from search.query.parser import parse
from search.request import Filter, Request

REGISTRY = Registry.load()
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
FEW = 100
"""What is typed has so many ends that may begin a name, each with so many completions to be counted."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("completion")
    rebuild(IndexFolder(folder), [SAMPLES], Settings(), Watcher())
    opened = open_engine(folder, REGISTRY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def completer(engine: Engine) -> Completer:
    return Completer(engine, REGISTRY)


BEGINNINGS = {
    "inf": "Information Commissioner's Office",
    "INFORMATION com": "Information Commissioner's Office",
    "ico": "Information Commissioner's Office",
    "data protection com": "Information Commissioner's Office",
    "the ico": "Information Commissioner's Office",
    "off": "Office of Communications",
    "hm reve": "HM Revenue and Customs",
    "his majesty’s rev": "HM Revenue and Customs",
}


@pytest.mark.parametrize(("typed", "name"), BEGINNINGS.items())
def test_a_body_is_found_by_the_beginning_of_any_of_its_names(
    completer: Completer, typed: str, name: str
) -> None:
    labels = [each.label for each in completer.complete(typed, Request()) if each.kind is Kind.BODY]
    assert name in labels


def test_what_was_typed_before_the_name_stays_a_query(completer: Completer) -> None:
    (found,) = [each for each in completer.complete("data ico", Request()) if each.kind is Kind.BODY]
    assert (found.text, found.filter, found.called) == ("data", Filter("cites", ("ico",)), "ICO")


@pytest.mark.parametrize(
    ("typed", "text"),
    {"what about the ico": "", "NOT ico": "NOT cites:ico", "the data ico": "the data"}.items(),
)
def test_words_that_say_nothing_do_not_stay_alone(completer: Completer, typed: str, text: str) -> None:
    (found,) = [each for each in completer.complete(typed, Request()) if each.kind is Kind.BODY]
    assert found.text == text


def test_after_an_operator_a_body_is_asked_for_in_words(completer: Completer) -> None:
    found = completer.complete("lamps OR ico", Request())[0]
    assert (found.text, found.filter) == ("lamps OR cites:ico", None)


def test_a_member_is_found_without_accents_or_case_and_by_any_name(
    engine: Engine, completer: Completer
) -> None:
    speakers = engine.search(Request(size=0, facets=("member",))).facets["member"]
    members = [each for each in speakers if is_named(each.value)]
    for member in members[:20]:
        surname = member.value.split()[-1]
        alike = [each for each in members if surname in each.value]
        for typed in (member.value.upper(), *([surname] if len(alike) == 1 else [])):
            found = completer.complete(typed, Request())
            assert member.value in [each.label for each in found if each.kind is Kind.MEMBER], typed


@pytest.mark.parametrize(
    "typed", ["", "x", "the", "what is the", '"ico', "cites:ic", "-ico", "ico OR", "(ico"]
)
def test_what_is_no_beginning_of_a_name_is_not_completed(completer: Completer, typed: str) -> None:
    assert completer.complete(typed, Request()) == ()


UNDER = {
    "nothing else": Request(),
    "a filter": Request(filters=(Filter("department", ("Transport",)),)),
    "a body already": Request(filters=(Filter("cites", ("ofgem",)),)),
    "all of several bodies": Request(filters=(Filter("cites", ("ofgem",), every=True),)),
    "a body left out": Request(filters=(Filter("cites", ("ico",), exclude=True),)),
}


@pytest.mark.parametrize("under", UNDER.values(), ids=UNDER)
@pytest.mark.parametrize("typed", ["in", "co", "po", "energy", "data in"])
def test_each_count_is_what_is_found(
    engine: Engine, completer: Completer, under: Request, typed: str
) -> None:
    for each in completer.complete(typed, under):
        filters = under.filters
        if each.filter:
            there = [one for one in filters if one.field == each.filter.field and not one.exclude]
            both = [replace(one, values=(*one.values, *each.filter.values)) for one in there]
            filters = (*(one for one in filters if one not in there), *(both or [each.filter]))
        request = Request(parse(each.text, REGISTRY), filters, size=0)
        assert engine.search(request).total == each.count > 0, each


def test_no_completion_says_what_another_says(completer: Completer) -> None:
    for typed in ("in", "co", "a", "re", "the po"):
        found = completer.complete(typed, Request())
        assert len({(each.text, each.filter) for each in found}) == len(found) <= MOST


def test_bodies_stand_before_members_and_members_before_phrases(completer: Completer) -> None:
    kinds = [each.kind for each in completer.complete("co", Request())]
    assert kinds == sorted(kinds, key=list(Kind).index)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_is_completed_by_few_searches(engine: Engine, completer: Completer, typed: str) -> None:
    with patch.object(engine, "search", wraps=engine.search) as search:
        completer.complete(typed, Request())
    assert search.call_count <= FEW


def test_a_newer_generation_is_learnt(tmp_path: Path) -> None:
    source = tmp_path / "one.md"
    exchange = """---
collection: alderwick
title: Lamps
date: 2031-05-14
fictional: true
---

## Question: {name} (Greenways)

How many lamps are out?
"""
    source.write_text(exchange.format(name="Ana Brook"), "utf-8")
    rebuild(IndexFolder(tmp_path / "index"), [source], Settings(), Watcher())
    completer = Completer(open_engine(tmp_path / "index", REGISTRY), REGISTRY)
    assert [each.label for each in completer.complete("br", Request())] == ["Ana Brook"]
    source.write_text(exchange.format(name="Zoë Brand"), "utf-8")
    rebuild(IndexFolder(tmp_path / "index"), [source], Settings(), Watcher())
    assert [each.label for each in completer.complete("br", Request())] == ["Zoë Brand"]


MEANT = {
    "informaton comissioner": ("Information Commissioner's Office", ""),
    "enviroment agency rivers": ("Environment Agency", "rivers"),
    "information commissioner": None,
    "the": None,
    "lamps in the street at night": None,
    "": None,
}


@pytest.mark.parametrize(("typed", "name"), MEANT.items())
def test_a_body_is_meant_where_its_name_is_spelled_nearly(
    completer: Completer, typed: str, name: tuple[str, str] | None
) -> None:
    found = [(each.label, each.text) for each in completer.meant(typed, Request(), nearly=True)]
    assert found == ([name] if name else [])
    assert completer.meant(typed, Request(), nearly=False) == ()


def test_a_member_is_meant_just_so_and_nearly(engine: Engine, completer: Completer) -> None:
    speakers = engine.search(Request(size=0, facets=("member",))).facets["member"]
    named = [each.value for each in speakers if is_named(each.value) and len(each.value) >= 8]
    for name in named[:20]:
        (sure,) = completer.meant(name.upper(), Request(), nearly=False)
        (near,) = completer.meant(f"{name[:-2]}{name[-1]}", Request(), nearly=True)
        assert sure == near
        assert (sure.label, sure.text, sure.filter) == (name, "", Filter("member", (name,)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("abcdefinorst ", max_size=200))
def test_any_words_are_compared_with_names_by_few_searches(
    engine: Engine, completer: Completer, typed: str
) -> None:
    with patch.object(engine, "search", wraps=engine.search) as search:
        completer.meant(typed, Request(), nearly=True)
    assert search.call_count <= FEW
