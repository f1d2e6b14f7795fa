"""Groups of what is found: each exchange is counted wherever it belongs, or as belonging nowhere."""

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.engine import Engine
from search.opening import open_engine
from search.query.parser import parse
from search.request import Filter, Request
from search.result import Hit

REGISTRY = Registry.load()
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("grouping")
    rebuild(IndexFolder(folder), [SAMPLES], Settings(), Watcher())
    return open_engine(folder, REGISTRY)


REQUESTS = {
    "everything": Request(),
    "words": Request(parse("council", REGISTRY)),
    "an excluded value": Request(filters=(Filter("cites", ("ico",), exclude=True),)),
    "a chosen value": Request(filters=(Filter("cites", ("ico",)),)),
    "all of several": Request(filters=(Filter("cites", ("ico", "ofgem"), every=True),)),
    "nothing": Request(parse("zebra", REGISTRY)),
}


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
@pytest.mark.parametrize("field", ["cites", "party"])
def test_groups_are_those_of_the_exchanges_found(engine: Engine, request_: Request, field: str) -> None:
    found = list(engine.every(request_))
    values = [_values(hit, field) for hit in found]
    expected = Counter(value for each in values for value in each)
    groups = engine.groups(replace(request_, size=1000), field, first=1)
    assert (groups.total, groups.count) == (len(found), len(expected))
    assert {each.value.value: each.value.count for each in groups.shown} == expected
    assert [each.value.count for each in groups.shown] == sorted(expected.values(), reverse=True)
    assert groups.outside == sum(not each for each in values)


def test_a_page_of_groups_is_a_part_of_all(engine: Engine) -> None:
    whole = engine.groups(Request(size=100), "member", first=3)
    pages = [engine.groups(Request(size=4, page=page), "member", first=3) for page in range(1, 9)]
    assert [each for page in pages for each in page.shown] == list(whole.shown[:32])
    beyond = engine.groups(Request(page=999), "member", first=3)
    assert (beyond.count, beyond.total, beyond.shown) == (whole.count, whole.total, ())


def test_several_chosen_values_are_the_groups(engine: Engine) -> None:
    request = Request(filters=(Filter("cites", ("ICO", "ofgem")),))
    groups = engine.groups(request, "cites", first=1)
    assert {each.value.value for each in groups.shown} == {"ico", "ofgem"}
    assert (groups.count, groups.outside) == (2, 0)
    for each in groups.shown:
        alone = Request(filters=(Filter("cites", (each.value.value,)),))
        assert engine.search(alone).total == each.value.count


def _values(hit: Hit, field: str) -> set[str]:
    if field == "cites":
        return {row.body for row in hit.cited.citations}
    return {speech.party or "Unknown" for speech in hit.cited.exchange.questions}
