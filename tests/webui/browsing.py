"""A page in a real browser, what it should not do, and how somebody without a mouse gets about in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Locator, Page, Request, expect
from werkzeug.serving import make_server

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

HELD = (
    "/search?q=bus&collection=alderwick&not_cites=ico&not_cites=ofcom&member=Ana+Brook&member=Josephine+Attwater"
    "&party=Greenways&party=Harbour+Party&not_department=Policing&not_year=2031&from=2030&to=2039"
)
"""A search longer than any that links repeat."""


@dataclass
class Watched:
    """A page with everything that it should not do."""

    page: Page
    scripts: bool = True
    """Whether the page's own scripts run; without them axe cannot either."""
    complaints: list[str] = field(default_factory=list)


@contextmanager
def watching(browser: Browser, address: str, scripts: bool = True, **context: Any) -> Iterator[Watched]:
    """A page that has to stay silent, to stay on its own site, and to get all that it asks for."""
    opened = browser.new_context(base_url=address, java_script_enabled=scripts, **context)
    watched = Watched(opened.new_page(), scripts)
    complain = watched.complaints.append
    watched.page.on("console", lambda message: complain(message.text))
    watched.page.on("pageerror", lambda error: complain(str(error)))
    watched.page.on("dialog", lambda dialog: complain(dialog.message))
    watched.page.on("request", lambda asked: None if asked.url.startswith(address) else complain(asked.url))
    watched.page.on(
        "response", lambda got: complain(f"{got.status} {got.url}") if got.status >= 400 else None
    )
    watched.page.on("requestfailed", lambda asked: None if _is_given_up(asked) else complain(asked.url))
    yield watched
    opened.close()
    assert watched.complaints == []


def _is_given_up(asked: Request) -> bool:
    """Whether the browser wanted no more of it: a completion that is out of date, what became a download."""
    return asked.failure == "net::ERR_ABORTED"


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Where the pages are, meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


MOST_TABS = 300


def reach(page: Page, target: Locator) -> None:
    """Go to something by the Tab key alone, and see that one sees where one is."""
    expect(target).to_be_visible()
    element = target.element_handle()  # A locator would be looked for again at every step.
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if element.evaluate("each => each === document.activeElement"):
            break
    expect(target).to_be_focused()
    assert target.evaluate("each => getComputedStyle(each).outlineStyle") != "none"


def press(page: Page, target: Locator) -> None:
    """Reach something and press it."""
    reach(page, target)
    page.keyboard.press("Enter")


def fill(page: Page, target: Locator, text: str) -> None:
    """Reach a box and type into it, whatever stood there."""
    reach(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
