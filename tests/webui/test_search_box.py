"""The completion of the search box in a real browser: by keyboard alone, aloud, small, and without it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from corpus.registry import Registry
from tests.webui.browsing import Watched

ICO = Registry.load().name_of("ico")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search questions and answers")


def typed(watched: Watched, text: str, path: str = "/") -> Page:
    page = watched.page
    page.goto(path)
    box(page).press_sequentially(text)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    return page


def active(page: Page) -> Locator:
    """The option that the box says is active."""
    return page.locator(f"#{box(page).get_attribute('aria-activedescendant')}")


def test_by_keyboard_alone_a_body_is_found_and_chosen(watched: Watched) -> None:
    page = typed(watched, "cameras ico")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert box(page).get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    expect(page.get_by_role("status").last).to_have_text("1 suggestion: the up and down arrow keys choose.")
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_have_attribute("aria-selected", "true")
    expect(active(page)).to_contain_text(f"cameras + {ICO} (ICO)")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=cameras&cites=ico$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 exchange")


def test_arrows_go_round_and_typing_goes_on(watched: Watched) -> None:
    page = typed(watched, "offi")
    options = page.get_by_role("option")
    count = options.count()
    assert count > 1
    page.keyboard.press("ArrowUp")
    assert active(page).get_attribute("id") == options.last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert active(page).get_attribute("id") == options.first.get_attribute("id")
    page.keyboard.press("Home")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("x")
    expect(box(page)).to_have_value("xoffi")


def test_escape_closes_and_alt_down_opens_again(watched: Watched) -> None:
    page = typed(watched, "bus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q-options")).to_be_hidden()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("bus")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#q-options")).to_be_visible()
    assert box(page).get_attribute("aria-activedescendant") is None


def test_tab_goes_on_to_the_button_and_closes(watched: Watched) -> None:
    page = typed(watched, "bus")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(page.locator("#q-options")).to_be_hidden()


def test_enter_without_an_option_asks_for_what_was_typed(watched: Watched) -> None:
    page = typed(watched, "bus")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=bus$"))


def test_an_option_can_be_clicked_and_the_filters_stay(watched: Watched) -> None:
    page = typed(watched, "ico", "/search?party=Greenways")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(r"/search\?cites=ico&party=Greenways$"))


def test_only_the_last_of_many_keystrokes_is_asked_for(watched: Watched) -> None:
    asked: list[str] = []
    watched.page.on("request", lambda one: asked.append(one.url) if "/api/suggest" in one.url else None)
    typed(watched, "information")
    assert len(asked) <= 2
    assert asked[-1].endswith("q=information")


def test_an_older_answer_never_replaces_a_newer_one(watched: Watched) -> None:
    """The first answer is held back until the second has been shown."""
    page, held = watched.page, []

    def answer(route: Route) -> None:
        if "q=bu&" in f"{route.request.url}&":
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/suggest**", answer)
    page.goto("/")
    with page.expect_request("**/api/suggest**"):
        box(page).press_sequentially("bu")
    box(page).press_sequentially("s st")
    expect(page.get_by_role("option").first).to_contain_text("bus stop")
    for route in held:
        route.fulfill(json={"text": "bu", "suggestions": [], "generation": ""})
    page.wait_for_timeout(200)
    expect(page.get_by_role("option").first).to_contain_text("bus stop")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_while_it_is_open(watched: Watched, width: int, scheme: str) -> None:
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.page.set_viewport_size({"width": width, "height": 700})
    page = typed(watched, "cameras ico")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_active_option_stands_out_in_forced_colours(watched: Watched) -> None:
    watched.page.emulate_media(forced_colors="active")
    page = typed(watched, "offi")
    page.keyboard.press("ArrowDown")
    outline = "each => getComputedStyle(each).outlineStyle"
    assert [each.evaluate(outline) for each in page.get_by_role("option").all()[:2]] == ["solid", "none"]


def test_names_are_text_whatever_they_hold(watched: Watched) -> None:
    page = watched.page
    payload = "<img src=x onerror=alert(1)>"
    row = {
        "kind": "member",
        "label": payload,
        "called": payload,
        "text": payload,
        "count": 1,
        "url": "/search",
    }
    answer = {"text": "im", "suggestions": [row], "generation": ""}
    page.route("**/api/suggest**", lambda route: route.fulfill(json=answer))
    typed(watched, "im")
    expect(page.get_by_role("option")).to_contain_text(payload)
    assert page.locator("img").count() == 0


def test_when_there_is_no_answer_there_is_no_list(watched: Watched) -> None:
    page = watched.page
    page.route("**/api/suggest**", lambda route: route.fulfill(status=204))
    page.goto("/")
    box(page).press_sequentially("bus")
    page.wait_for_timeout(300)
    expect(page.locator("#q-options")).to_be_hidden()


def test_without_javascript_the_box_is_a_box_and_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("textbox", name="Search questions and answers").fill("bus")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("27 exchanges")
    page.get_by_role("link", name="2034").or_(
        page.get_by_label("Filters").get_by_role("link").first
    ).first.click()
    expect(page.get_by_role("heading", level=2, name="Your selections")).to_be_visible()
    page.get_by_role("link", name="Party", exact=True).click()
    expect(page.locator(".groups > li")).to_have_count(2)
    context.close()
