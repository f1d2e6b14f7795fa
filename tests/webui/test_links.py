"""A link that changes one value leads where that of the changed search does."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from corpus.folding import fold
from indexer.fields import FACETS
from search.request import Sort
from tests.webui.test_urls import PAGES
from webui.links import Addresses
from webui.results.changes import Changes
from webui.urls import GROUPINGS, SIZES, RequestState, read_state

STATES = PAGES.map(lambda args: read_state(MultiDict(args))[0])
TYPED = st.one_of(st.text("abc Éé’'&=+%-?\u202e", max_size=12), st.just(" long" * 90))


@given(STATES, STATES, st.sampled_from(FACETS), TYPED)
def test_one_value_of_a_facet(here: RequestState, state: RequestState, field: str, value: str) -> None:
    assume(fold(value) or not state.wants_every(field))
    for links in (Addresses("/search"), Changes(here)):
        assert links.with_one(state, field)(value) == links.to(state.only(field, value))


@given(STATES, STATES, st.sampled_from(Sort), st.sampled_from(sorted(GROUPINGS)), st.sampled_from(SIZES[1:]))
def test_one_way_to_show_it(
    here: RequestState, state: RequestState, sort: Sort, group: str, size: int
) -> None:
    shown = {
        ("sort", sort.value): replace(state, sort=sort, page=1),
        ("sort", ""): replace(state, sort=None, page=1),
        ("group", group): replace(state, group=group, page=1),
        ("group", ""): replace(state, group=None, page=1),
        ("size", str(size)): replace(state, size=size, page=1),
        ("size", ""): replace(state, size=SIZES[0], page=1),
    }
    for links in (Addresses("/search"), Changes(here)):
        for (name, value), other in shown.items():
            assert links.with_one(state, name)(value) == links.to(other)


@given(STATES, st.integers(2, 99))
def test_one_page(state: RequestState, page: int) -> None:
    for links in (Addresses("/search"), Changes(state)):
        assert links.with_one(state, "page")(str(page)) == links.to(replace(state, page=page))
        assert links.with_one(state, "page")("") == links.to(state.from_the_first())
