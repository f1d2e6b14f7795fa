"""Groups of what is found: each exchange is counted wherever it belongs, or as belonging nowhere."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.engine import Engine
from search.grouping import grouped
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
    groups = grouped(engine, request_, field)
    assert groups.total == len(found)
    assert {each.value: each.count for each in groups.values} == expected
    assert [each.count for each in groups.values] == sorted(expected.values(), reverse=True)
    assert groups.outside == sum(not each for each in values)


def test_several_chosen_values_are_the_groups(engine: Engine) -> None:
    request = Request(filters=(Filter("cites", ("ICO", "ofgem")),))
    groups = grouped(engine, request, "cites")
    assert {each.value for each in groups.values} == {"ico", "ofgem"}
    assert groups.outside == 0
    for each in groups.values:
        alone = Request(filters=(Filter("cites", (each.value,)),))
        assert engine.search(alone).total == each.count


def _values(hit: Hit, field: str) -> set[str]:
    if field == "cites":
        return {row.body for row in hit.cited.citations}
    return {speech.party or "Unknown" for speech in hit.cited.exchange.questions}
