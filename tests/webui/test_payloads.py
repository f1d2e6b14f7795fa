"""Whatever a text, a name, a search or an address holds, a browser shows it and does nothing else with it."""

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import Exchange, Role, Speech
from corpus.registry import Registry
from search.opening import open_engine
from tests.search.small_index import write_generation
from tests.webui.browsing import Watched
from tests.webui.payloads import PAYLOADS
from webui.app import create_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[Flask]:
    """An index in which every text, name and value is a payload: an exchange for each."""
    folder = tmp_path_factory.mktemp("payloads")
    exchanges = [exchange_with(payload, number) for number, payload in enumerate(PAYLOADS.values())]
    write_generation(folder, [exchanges], registry)
    engine = open_engine(folder, registry)
    app = create_app(engine, registry)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    yield app
    engine.close()


def exchange_with(payload: str, number: int) -> CitedExchange:
    """It stands wherever a source can put a text of its own; a body is cited in it."""
    speeches = (
        Speech(
            Role.QUESTION,
            f"Ofcom and {payload}",
            payload,
            payload,
            payload,
            payload,
            payload,
            payload,
            payload,
        ),
        Speech(Role.ANSWER, payload, payload, None, payload, payload, payload, None, payload),
    )
    exchange = Exchange(
        id=f"alderwick/2031-05-14.{number:04}.q0",
        collection="alderwick",
        title=payload,
        date=date(2031, 5, 14),
        speeches=speeches,
        department=payload,
        reference=payload,
        url=payload,
        grouped=(payload,),
    )
    return CitedExchange(exchange, (Citation("ofcom", Side.QUESTION, 0, 0, 5, "Ofcom", How.NAME),))


def exchange_at(number: int) -> str:
    return f"/exchange/alderwick/2031-05-14.{number:04}.q0"


INDEXED = (
    "/",
    "/search",
    "/search?sort=oldest&size=50",
    "/search?group=party",
    "/search?group=member",
    "/facet/member",
    "/facet/party",
    "/facet/department",
    "/bodies",
    "/bodies/ofcom",
    "/about",
    "/api",
    "/members",
    "/parties",
    "/collections",
    "/collections/alderwick",
    "/days",
    "/days/2031-05-14",
    "/compare",
)


@pytest.mark.parametrize("path", INDEXED)
def test_what_is_indexed_is_shown_and_nothing_else_happens(watched: Watched, path: str) -> None:
    watched.page.goto(path)
    unharmed(watched.page)


@pytest.mark.parametrize("index", ["/members", "/parties"])
def test_the_pages_of_members_and_parties_that_are_called_so(watched: Watched, index: str) -> None:
    watched.page.goto(index)
    links = watched.page.locator(f"main a[href^='{index}/']")
    places = set(links.evaluate_all("links => links.map(link => link.getAttribute('href'))"))
    assert len(places) >= len(PAYLOADS) - 2  # Some fold into each other, or into nothing.
    for place in sorted(places):
        watched.page.goto(place)
        unharmed(watched.page)


@pytest.mark.parametrize("name", PAYLOADS)
def test_an_exchange_that_is_made_of_it(watched: Watched, name: str) -> None:
    payload = PAYLOADS[name]
    number = list(PAYLOADS).index(name)
    watched.page.goto(f"{exchange_at(number)}?{urlencode({'q': payload})}")
    unharmed(watched.page)
    said = "".join(watched.page.locator("main h1").inner_text().split())
    assert said == "".join(payload.split()).replace("\x00", "")  # A browser leaves that one out.


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_search_for_it(watched: Watched, name: str) -> None:
    payload = PAYLOADS[name][:300]
    chosen = dict.fromkeys(
        ("member", "party", "not_department", "cites", "from", "sort", "size", "page"), payload
    )
    for path in (
        f"/search?{urlencode({'q': payload})}",
        f"/search?{urlencode({'q': payload[:100]} | {key: value[:60] for key, value in chosen.items()})}",
        f"/compare?{urlencode([('q', payload), ('q', 'ofcom'), ('body', payload[:60])])}",
        f"/facet/party?{urlencode(dict.fromkeys(('q', 'party', 'filter', 'order'), payload[:100]))}",
    ):
        watched.page.goto(path)
        unharmed(watched.page)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_page_that_is_not_there(browser: Browser, address: str, name: str) -> None:
    """The console tells of the status, so it is read for anything else."""
    with browser.new_page() as page:
        heard: list[str] = []
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("console", lambda said: heard.append(said.text) if "status of 404" not in said.text else None)
        for place in ("/", "/bodies/", "/exchange/", "/facet/"):
            page.goto(address + place + quote(PAYLOADS[name][:500], safe=""))
            unharmed(page)
        assert heard == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_files_and_programs_get_it_as_text(client: FlaskClient, name: str) -> None:
    payload = PAYLOADS[name]
    number = list(PAYLOADS).index(name)
    told = client.get(f"/api{exchange_at(number)}")
    assert told.mimetype == "application/json"
    assert json.loads(told.data)["title"] == payload
    found = client.get("/search.csv", buffered=True)
    assert found.mimetype == "text/csv"
    assert "attachment" in found.headers["Content-Disposition"]
    assert "\n=HYPERLINK" not in found.get_data(as_text=True)
    assert ",=HYPERLINK" not in found.get_data(as_text=True)
    for path in ("/search.atom", "/search.ndjson", "/citations.csv"):
        response = client.get(path, buffered=True)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers


_FOREIGN = """
() => [...document.querySelectorAll('*')].flatMap(each => {
  const bad = [...each.attributes].filter(({name, value}) =>
    /^on/i.test(name) || name === 'style' || /^(href|src|action|formaction|xlink:href)$/i.test(name)
    && !/^(\\/|#|\\?|https?:\\/\\/)/i.test(value.trim()));
  const known = each.tagName !== 'SCRIPT' || each.getAttribute('src')?.startsWith('/static/')
    || each.type === 'application/ld+json';
  return known && each.id !== 'injected' && !bad.length ? [] : [each.outerHTML.slice(0, 200)];
})
"""
_LEAKING = """
() => {
  const leaking = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inline = each => getComputedStyle(each).display.startsWith('inline');
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.includes('\\u202e') || !text.parentElement.checkVisibility()) continue;
    let around = text.parentElement;
    while (inline(around) && getComputedStyle(around).unicodeBidi === 'normal') around = around.parentElement;
    const held = getComputedStyle(around).unicodeBidi.includes('isolate')
      || getComputedStyle(around).unicodeBidi === 'plaintext';
    const own = text.data.trim(), all = around.textContent.trim();
    if (!held && !all.endsWith(own)) leaking.push(around.outerHTML.slice(0, 300));
  }
  return leaking;
}
"""


def unharmed(page: Page) -> None:
    """No element, attribute or title of a stranger's; no text that turns the one after it around."""
    assert page.evaluate(_FOREIGN) == []
    assert page.evaluate(_LEAKING) == []
    assert page.locator("img, iframe, object, embed, base, #injected").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert "1337" not in page.content()
    assert page.context.cookies() == []
