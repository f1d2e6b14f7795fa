"""A long search is held in a form once: what changes it there leads where a link would."""

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from lxml import html
from werkzeug.datastructures import MultiDict

from tests.webui.reading import page_of, words_of
from tests.webui.test_urls import PAGES, state_of
from webui.addresses import VALUE_LIMIT
from webui.results import changes
from webui.results.changes import CHANGE, Changes, changed
from webui.safety.limits import LONGEST_ADDRESS
from webui.urls import RequestState, read_state

HELD = (
    "/search?q=bus&collection=alderwick&cites=ico&cites=ofcom&member=Ana+Brook&member=Josephine+Attwater"
    "&party=Greenways&party=Harbour+Party&not_department=Policing&not_year=2020&from=2030&to=2039"
)
HELD_SEARCHES = [
    HELD.replace("&cites=ico&cites=ofcom", ""),
    HELD.replace("cites=ofcom", "cites=ofcom&every_cites=1"),
    HELD.replace("&cites=ico&cites=ofcom", "") + "&sort=oldest&size=20&page=2",
    HELD.replace("&cites=ico&cites=ofcom", "") + "&group=member",
    HELD.replace("&cites=ico&cites=ofcom", "").replace("&from", "&year=2034&month=2034-04&from"),
    HELD.replace("bus", "100%25+%26+a%2Bb"),
]


def sent(client: FlaskClient, button: html.HtmlElement, form: html.HtmlElement) -> str:
    """The address that the browser ends at: the form's fields, and the button's own after them."""
    action = button.get("formaction", form.get("action"))
    fields = [(each.get("name"), each.get("value")) for each in form.xpath(".//input")]
    own = [(button.get("name"), button.get("value"))] if button.get("name") else []
    address = f"{action}?{urlencode(fields + own)}"
    if button.get("name") != CHANGE:
        return address
    answer = client.get(address)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def led_to(client: FlaskClient, page: html.HtmlElement) -> list[tuple[str, str]]:
    """By name and in their order: where all links and buttons of a page lead."""
    forms = page.xpath("//form[@id='held']")
    return [
        (words_of(each), each.get("href") if each.tag == "a" else sent(client, each, forms[0]))
        for each in page.xpath(
            "//main//*[self::a or self::button[@formaction or @name=$change]]", change=CHANGE
        )
    ]


@pytest.mark.parametrize("address", HELD_SEARCHES)
def test_a_button_has_the_name_and_the_destination_of_a_link(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    held = page_of(client, address)
    assert len(held.xpath("//button[@name=$change]", change=CHANGE)) > 15
    found = led_to(client, held)
    monkeypatch.setattr(changes, "LONG", range(0))
    linked = page_of(client, address)
    assert not linked.xpath("//button[@name=$change]", change=CHANGE)
    assert found == led_to(client, linked)


@pytest.mark.parametrize("address", ["/search", "/search?q=bus&party=Greenways&from=2030"])
def test_a_short_search_is_in_its_links(client: FlaskClient, address: str) -> None:
    assert not page_of(client, address).xpath("//*[@id='held' or @form or @formaction]")


CHANGES = {
    ("party=Green&party=Blue", "party=Green"): "-party=Blue",
    ("party=Green", ""): "party=",
    ("party=Green&party=Blue", "party=Red"): "party=Red",
    ("cites=a&every_cites=1", "cites=a&cites=b&every_cites=1"): "cites=a&cites=b",
    ("year=2034&month=2034-04", "year=2035"): "month=&year=2035",
    ("q=bus", "q=bus&sort=newest"): "sort=newest",
    ("q=bus&page=3", "q=bus&page=4"): "page=4",
    ("q=bus&page=3", "q=bus"): "page=",
    ("party=A %26 B&party=C%2B", "party=C%2B"): "-party=A %2526 B",
}


@pytest.mark.parametrize(("searches", "written"), CHANGES.items())
def test_a_change_says_what_becomes_of_each_name(searches: tuple[str, str], written: str) -> None:
    before, after = map(state_of, searches)
    assert sorted(Changes(before).to(after).split("&")) == sorted(written.split("&"))


def pressed(before: RequestState, change: str) -> RequestState:
    """A form holds the search without its page."""
    fields = [each for each in before.parameters() if each[0] != "page"]
    return changed(MultiDict([*fields, (CHANGE, change)]))


@given(PAGES, PAGES)
def test_any_search_is_made_of_any_other(before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    held, wanted = (read_state(MultiDict(each))[0] for each in (before, after))
    change = Changes(held).to(wanted)
    assert pressed(held, change) == wanted
    assert change


@pytest.mark.parametrize(
    "change", ["", "&&==", "-", "-=&=", "-party", "page=x", "q", "nothing=1", "%ff=%", "change=x"]
)
def test_what_nobody_writes_changes_nothing(client: FlaskClient, change: str) -> None:
    answer = client.get("/search", query_string={"party": "Greenways", CHANGE: change})
    assert answer.headers["Location"] == "/search?party=Greenways"


def test_the_longest_change_to_the_longest_search_may_be_sent() -> None:
    """All of its values again, quoted twice, and the longest other beside them."""
    several = [("cites", "%" * (VALUE_LIMIT - 1) + letter) for letter in "ab"]
    state, _ = read_state(MultiDict([*several, ("every_cites", "1")]))
    assert changes.LONG.stop - 100 < len(state.address("/search")) < changes.LONG.stop
    change = Changes(state).to(state.choosing("cites", "\U0001f600" * VALUE_LIMIT))
    rest = changes.LONG.stop - len(state.address("/search"))
    assert len(state.address("/search", change=change)) + 3 * rest <= LONGEST_ADDRESS
