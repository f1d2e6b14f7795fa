"""What a program is told when its request cannot be answered: a problem (RFC 9457), and why."""

from collections.abc import Iterable, Iterator

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from corpus.errors import IndexFolderError
from corpus.registry import Registry
from tests.webui.test_failures import failing
from webui.programs.parameters import SEARCH_PARAMETERS
from webui.urls import read_state

ADDRESSES = [
    "/api/search",
    "/search.csv",
    "/search.json",
    "/search.ndjson",
    "/citations.csv",
    "/bodies/ico.csv",
]


def detail(response: TestResponse, status: int) -> str:
    problem = response.get_json()
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert set(problem) == {"type", "title", "status", "detail"}
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    return str(problem["detail"])


REFUSED = {
    "page=0": "There is no page “0”",
    "page=x": "There is no page “x”",
    "page=99999": "Pages end at 1,000; the download holds everything.",
    "page=101&size=100": "Pages end at 100",
    "size=7": "“size” can be 10, 20, 50, 100.",
    "sort=best": "“sort” can be relevance, newest, oldest.",
    "from=yesterday": "“from” takes a year, a month or a day",
    "to=2019-02-30": "“to” takes a year, a month or a day",
    "from=2021&to=2019": "“from” is later than “to”",
    "every_cites=yes": "“every_cites” can be 1.",
    "partyy=Green": "There is no parameter “partyy”. Did you mean “party”?",
    "from=2019&from=2020": "“from” can be given once at the most.",
    "q=" + "x" * 1_001: "“q” can have 1,000 characters at the most.",
    "from=March+2020": "“from” takes a year, a month or a day",
    "&".join(f"{field}={n}" for n in range(14) for field in ("party", "member", "cites")): "2 more were left",
    "&".join(f"party={n}" for n in range(21)): "“party” can be given 20 times at the most.",
    "<script>=1": "There is no parameter “<script>”.",
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("query", "reason"), REFUSED.items(), ids=[each[:20] for each in REFUSED])
def test_what_cannot_be_asked_is_refused_with_the_reason(
    client: FlaskClient, address: str, query: str, reason: str
) -> None:
    assert reason in detail(client.get(f"{address}?{query}"), 400)


def test_all_that_is_wrong_is_said_at_once(client: FlaskClient) -> None:
    said = detail(client.get("/api/search?sort=best&size=7&where=here"), 400)
    assert all(name in said for name in ("sort", "size", "where"))


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        ("/api/nothing", 404, "There is nothing at this address."),
        ("/api/exchange/no/such", 404, "There is no exchange of this id."),
        ("/api/bodies/none", 404, "/api/bodies has all of them"),
        ("/bodies/none.csv", 404, "/api/bodies has all of them"),
        ("/api/bodies?from=2019", 400, "/api/bodies takes no parameters."),
        ("/api/bodies/ico?from=2019", 400, "/api/bodies/ico takes no parameters."),
    ],
)
def test_what_is_not_there(client: FlaskClient, address: str, status: int, reason: str) -> None:
    assert reason in detail(client.get(address), status)


def test_other_methods_are_refused_and_the_right_ones_named(client: FlaskClient) -> None:
    for address in ADDRESSES:
        response = client.post(address)
        detail(response, 405)
        assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_failure_tells_programs_nothing_of_the_inside(registry: Registry, address: str) -> None:
    assert "/srv" not in detail(failing(IndexFolderError("/srv/index: damaged"), registry).get(address), 503)
    assert "secret" not in detail(failing(RuntimeError("secret"), registry).get(address), 500)


NAMES = st.sampled_from([*(each.name for each in SEARCH_PARAMETERS), "zz", ""])
TYPED = st.one_of(
    st.text(max_size=30), st.sampled_from(["1", "-1", "9" * 30, "2019-13", '"', "((", "cites:", "NOT", "*"])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, TYPED), max_size=6), st.sampled_from(ADDRESSES))
def test_whatever_is_asked_is_answered_or_refused_with_a_reason(
    client: FlaskClient, asked: list[tuple[str, str]], address: str
) -> None:
    response = client.get(address, query_string=asked)
    if response.status_code != 200:
        assert detail(response, 400)


class Reading(MultiDict[str, str]):
    """Parameters that remember which of them were looked for."""

    def __init__(self, typed: Iterable[tuple[str, str]]) -> None:
        super().__init__(typed)
        self.read: set[str] = set()

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, *more: object, **others: object) -> str | None:  # type: ignore[override]
        self.read.add(key)
        return super().get(key, *more, **others)

    def getlist(self, key: str, *more: object, **others: object) -> list[str]:  # type: ignore[override]
        self.read.add(key)
        return super().getlist(key)

    def lists(self) -> Iterator[tuple[str, list[str]]]:
        raise NotImplementedError


def test_the_table_of_parameters_is_what_is_read() -> None:
    args = Reading((each.name, "1") for each in SEARCH_PARAMETERS)
    read_state(args)
    assert args.read == {*(each.name for each in SEARCH_PARAMETERS), "group"}  # Only pages show groups.


@pytest.mark.parametrize(
    ("value", "warned"),
    {
        "ico": [],
        "ICO": [],
        "oqcom": ["No public body has the id “oqcom”."],
        "Information Commissioner’s Office": [
            "No public body has the id “Information Commissioner’s Office”. Did you mean “ico”?"
        ],
    }.items(),
)
def test_a_filter_for_what_is_no_public_body_is_told(
    client: FlaskClient, value: str, warned: list[str]
) -> None:
    for field in ("cites", "answer_cites", "not_cites"):
        found = client.get("/api/search", query_string={field: value}).get_json()
        assert found["query"]["warnings"] == warned


@pytest.mark.parametrize("address", ["/api/bodies/{}", "/bodies/{}.csv", "/bodies/{}/citations.ndjson"])
def test_a_program_may_write_the_id_of_a_body_in_any_case(client: FlaskClient, address: str) -> None:
    usual = client.get(address.format("ico")).get_data()
    assert usual
    assert client.get(address.format("ICO")).get_data() == usual
    assert client.get(address.format("no-such-body")).status_code == 404
