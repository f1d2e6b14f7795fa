"""One state of a search has one address, and what a person types is never an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.fields import FACETS
from search.request import Filter, Sort
from webui.urls import FILTERS_LIMIT, GROUPINGS, REACHABLE, SIZES, VALUES_LIMIT, RequestState, read_state

VALUES = st.lists(st.text("abc Éé’'&=+%-\u202e\u200f", max_size=12), max_size=4)
PAGES = st.dictionaries(
    st.sampled_from(
        [
            "q",
            *FACETS,
            *(f"not_{each}" for each in FACETS),
            "every_cites",
            "from",
            "to",
            "sort",
            "group",
            "size",
            "page",
        ]
    ),
    st.one_of(
        VALUES,
        st.lists(
            st.sampled_from(["1", "2019", "2020-02", "2020-02-29", "newest", "50", "0", "-1", "x"]),
            max_size=2,
        ),
    ),
)


def state_of(query: str) -> RequestState:
    return read_state(arguments(query))[0]


def arguments(query: str) -> MultiDict[str, str]:
    pairs = [pair.split("=", 1) for pair in query.split("&") if pair]
    return MultiDict([(name, value) for name, value in pairs])


@given(PAGES)
def test_any_address_leads_to_its_one_address(args: dict[str, list[str]]) -> None:
    state, _ = read_state(MultiDict(args))
    again, warnings = read_state(MultiDict(state.parameters()))
    assert again == state
    assert again.parameters() == state.parameters()
    assert warnings == ()


@given(
    since=st.one_of(st.none(), st.dates()),
    length=st.integers(0, 5000),
    sort=st.one_of(st.none(), st.sampled_from(Sort)),
    group=st.one_of(st.none(), st.sampled_from(sorted(GROUPINGS))),
    size=st.sampled_from(SIZES),
    page=st.integers(1, REACHABLE // max(SIZES)),
)
def test_any_state_survives_its_address(
    since: date | None, length: int, sort: Sort | None, group: str | None, size: int, page: int
) -> None:
    until = date.fromordinal(min(since.toordinal() + length, date.max.toordinal())) if since else None
    state = RequestState(
        "x", (Filter("cites", ("ico", "ofcom"), every=True),), since, until, sort, group, size, page
    )
    assert read_state(MultiDict(state.parameters())) == (state, ())


def test_parameters_stand_in_one_order() -> None:
    state = state_of(
        "page=3&size=50&to=2020&party=Green&not_member=A+B&from=2019&cites=ofcom&cites=ICO&q=x&every_cites=1"
    )
    assert state.address("/search") == (
        "/search?q=x&cites=ICO&cites=ofcom&every_cites=1&not_member=A%2BB&party=Green&from=2019&to=2020&size=50&page=3"
    )


PERIODS = {
    "from=2019": ("2019-01-01", None),
    "to=2019": (None, "2019-12-31"),
    "from=2020-02&to=2020-02": ("2020-02-01", "2020-02-29"),
    "from=2020-03-12&to=2020-12": ("2020-03-12", "2020-12-31"),
    "from=2021&to=2019": ("2019-01-01", "2021-12-31"),
    "from=9999&to=9999-12": ("9999-01-01", "9999-12-31"),
    "from=2020-13": (None, None),
    "from=0000": (None, None),
    "from=٢٠١٩": (None, None),
    "from=19": (None, None),
    "from=2020-1-1": ("2020-01-01", None),
    "from=March 2020&to=12/3/2020": ("2020-03-01", "2020-03-12"),
    "from=2019..2020": ("2019-01-01", None),
    "to=..2020": (None, None),
}


@pytest.mark.parametrize(("query", "days"), PERIODS.items())
def test_periods(query: str, days: tuple[str | None, str | None]) -> None:
    state = state_of(query)
    assert (state.since and state.since.isoformat(), state.until and state.until.isoformat()) == days


WARNED = [
    "from=yesterday",
    "from=2021&to=2019",
    "sort=best",
    "size=7",
    "page=0",
    "page=x",
    "page=99999999999",
    "page=5000",
]


@pytest.mark.parametrize("query", WARNED)
def test_what_cannot_be_is_left_out_with_a_warning(query: str) -> None:
    state, warnings = read_state(arguments(query))
    assert len(warnings) == 1
    assert 1 <= state.page <= REACHABLE // state.size


def test_values_are_bounded() -> None:
    many = MultiDict([("member", f"{number:03}" + "x" * 9_000) for number in range(500)])
    (member,) = read_state(many)[0].filters
    assert len(member.values) == VALUES_LIMIT
    assert max(map(len, member.values)) <= 200


def test_all_filters_together_are_bounded_and_what_is_left_out_is_counted() -> None:
    many = MultiDict([(field, f"{field} {number}") for field in FACETS for number in range(VALUES_LIMIT + 1)])
    state, (warning,) = read_state(many)
    assert sum(len(each.values) for each in state.filters) == FILTERS_LIMIT
    assert f"{len(FACETS) * (VALUES_LIMIT + 1) - FILTERS_LIMIT} more were left out" in warning


def test_the_same_value_in_another_spelling_is_chosen_once() -> None:
    assert state_of("member=Sian Berry&member=Siân Berry&member=SIÂN BERRY").values("member") == (
        "SIÂN BERRY",
    )


def test_choosing_and_leaving_out() -> None:
    state = state_of("q=x&page=4")
    chosen = state.choosing("party", "Green").choosing("party", "Labour")
    assert chosen.parameters() == [("q", "x"), ("party", "Green"), ("party", "Labour")]
    assert chosen.without("party", "green").values("party") == ("Labour",)
    assert chosen.only("party", "Independent").values("party") == ("Independent",)
    assert state.choosing("party", "Green", exclude=True).parameters()[1] == ("not_party", "Green")
    assert chosen.requiring("party", every=True).wants_every("party")
    assert chosen.cleared() == RequestState("x")


@pytest.mark.parametrize(
    ("query", "order"), {"": Sort.NEWEST, "q=x": Sort.RELEVANCE, "q=x&sort=oldest": Sort.OLDEST}.items()
)
def test_the_usual_order(query: str, order: Sort) -> None:
    assert state_of(query).order is order
