"""Whatever is typed, and whatever a text holds, stays text."""

from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.webui.reading import page_of, said, words_of

CAMERAS = "alderwick/2031-05-14.0107.q0"
HOSTILE = "alderwick/2033-01-01.0001.q0"


ADDRESSES = [
    "/",
    "/search",
    "/search?q=hostile&member=%3Cscript%3E",
    "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/facet/member",
    "/facet/party?q=%22%3E%3Cscript%3E",
    f"/exchange/{HOSTILE}",
    "/bodies",
    "/bodies/ico",
    "/members",
    "/members/img-src-x-onerror-alert",
    "/members?find=%3Cscript%3E",
    "/parties",
    "/parties/1-script-alert-2-script",
    "/collections/alderwick",
    "/days",
    "/days/2033-01-01",
    "/compare?q=%3Cscript%3Ealert(1)%3C/script%3E&q=bus&party=%22%3E%3Cscript%3E",
    "/about",
    "/nope",
]


DRAWN = {"defs", "g", "line", "path", "pattern", "rect", "svg", "text", "title"}
"""All that pictures are made of."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_payloads_stay_text_on_every_page(client: FlaskClient, address: str) -> None:
    page = html.fromstring(client.get(address).get_data(as_text=True))
    assert not page.xpath("//script[text() or not(starts-with(@src, '/static/'))]")
    assert not page.xpath("//img | //style | //iframe")
    assert {each.tag for each in page.xpath("//svg//*")} <= DRAWN
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style")
    for link in page.xpath("//@href"):
        assert urljoin("https://here.example/", link).startswith(("https://", "http://")), link


def test_payloads_are_shown_as_they_were_written(client: FlaskClient) -> None:
    page = page_of(client, f"/exchange/{HOSTILE}")
    assert said(page, "//h1") == ['<script>alert("title")</script> & "quotes"']
    assert '<script>alert("text")</script>' in words_of(page.xpath("//div[@class='text']")[0])


NAMES = st.sampled_from(
    ["q", "cites", "party", "not_year", "from", "to", "sort", "size", "page", "every_cites", "zz", "order"]
)
TYPED = st.one_of(
    st.text(max_size=30), st.sampled_from(["1", "-1", "9" * 30, "2019-13", '"', "((", "cites:", "NOT", "*"])
)
PATHS = st.sampled_from(["/search", "/facet/cites", "/exchange/" + CAMERAS])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, TYPED), max_size=6), PATHS)
def test_nothing_a_person_types_is_an_error(
    client: FlaskClient, typed: list[tuple[str, str]], path: str
) -> None:
    assert client.get(path, query_string=[(name, value) for name, value in typed]).status_code == 200
