"""Everybody can use every page: in a real browser, by axe, at 320 pixels, in the dark and on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.webui.browsing import HELD, Watched

PLACES = (
    "/members",
    "/members/img-src-x-onerror-alert",
    "/parties/harbour-party",
    "/collections",
    "/days",
    "/days/2034-04",
    "/compare?q=cites:ofcom&q=cites:ico&q=bus&q=%3Cscript%3Ealert(1)%3C/script%3E" + "x" * 200,
)

PAGES = [
    "/",
    "/search",
    "/search?q=hostile",
    "/search?cites=ico&cites=ofcom&not_party=Greenways&from=2019",
    "/search?q=" + "x" * 300 + "&member=" + "y" * 200,
    "/search?q=%3Cscript%3Ealert(1)%3C/script%3E&party=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/facet/member?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/exchange/alderwick/2031-05-14.0107.q0?q=cameras",
    "/exchange/alderwick/2033-01-01.0001.q0?q=hostile",
    "/bodies",
    "/bodies/ico",
    "/about",
    "/search?year=2034&month=2034-04",
    "/search?group=member",
    f"{HELD}&year=2034",
    "/api",
    *PLACES,
]

SHOWN_REASON = "each => getComputedStyle(each, '::after').content"

KINDS_OF_PAGE = (
    "/",
    "/search?q=cameras+zebra",
    "/search?q=cites:biometrics-commissioner",
    "/search?cites=ico&cites=ofcom&not_party=Greenways&from=2019",
    "/search?cites=ofcom&unanswered_cites=ofcom",
    "/search?q=bus&year=2034",
    "/search?group=cites",
    f"{HELD}&year=2034&page=2",
    "/facet/member?q=bus",
    "/facet/cites?cites=ico&cites=ofcom&find=o",
    "/exchange/alderwick/2031-05-14.0107.q0?q=cameras",
    "/exchange/alderwick/2034-04-13.0012.q0?q=bus&at=14&marks=words",
    "/bodies",
    "/bodies/ofcom",
    "/bodies/bscc",
    *PLACES,
    "/about",
    "/api",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_at_320_pixels_or_runs_what_it_shows(
    watched: Watched, path: str, scheme: str
) -> None:
    page = watched.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    if page.get_by_text("Filter results").count():
        page.get_by_text("Filter results").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.get_by_role("main")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_axe_finds_nothing(watched: Watched, path: str, width: int, scheme: str) -> None:
    """Every rule of axe-core, the best practices too, and the size of what is to be hit (WCAG 2.2)."""
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.goto(path)
    if watched.page.get_by_text("Filter results").is_visible():
        watched.page.get_by_text("Filter results").click()
        if watched.page.locator(".histogram:not([open])").count():
            watched.page.get_by_text("By year").click()
    results = Axe().run(watched.page, options={"rules": {"target-size": {"enabled": True}}})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(
    "path", [PAGES[3], HELD, KINDS_OF_PAGE[9], PAGES[7], "/", "/bodies/ofcom", "/compare"]
)
def test_axe_finds_nothing_where_the_sites_own_script_does_not_run(watched: Watched, path: str) -> None:
    """axe is a script itself: so the browser runs scripts, and gets none of the site's."""
    watched.page.route(re.compile(r"\.js\?"), lambda script: script.fulfill(content_type="text/javascript"))
    watched.page.goto(path)
    expect(watched.page.get_by_role("combobox")).to_have_count(0)
    results = Axe().run(watched.page)
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_nothing_on_a_page_that_is_not_there(browser: Browser, address: str) -> None:
    """The console tells of the 404, so this page is not watched."""
    with browser.new_page() as page:
        page.goto(f"{address}/nope")
        results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_mark_says_why_on_hover_and_on_focus_and_within_the_page(watched: Watched, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAGES[7])
    marks = page.locator(".text .citation")
    assert marks.count() == 4
    for mark in marks.all():
        assert mark.evaluate(SHOWN_REASON) == "none"
        mark.hover()
        assert mark.evaluate(SHOWN_REASON) == f'"{mark.get_attribute("data-why")}"'
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.mouse.move(0, 0)
        (mark if mark.evaluate("each => each.tagName") == "A" else mark.locator("..")).focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")  # Focus that comes from the keyboard is what is shown.
        assert mark.evaluate(SHOWN_REASON) == f'"{mark.get_attribute("data-why")}"'
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_mark_is_described_by_its_reason(watched: Watched) -> None:
    watched.page.goto(PAGES[7])
    mark = watched.page.locator("a.citation", has_text="Ofcom")
    expect(mark).to_have_accessible_description("Ofcom: another name of it")
    link = watched.page.locator(".text a:has(> span.citation)")
    reason = link.locator("span").get_attribute("data-why")
    assert reason is not None
    expect(link).to_have_accessible_description(
        f"{link.locator('span').inner_text()}: {reason.partition(': ')[2]}"
    )


LEAST_CONTRAST = 4.5

CONTRASTS = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = color => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const behind = node => {
    for (; node; node = node.parentElement) {
      const color = rgb(getComputedStyle(node).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))];
    found.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), walker.currentNode.data.trim()]);
  }
  return found;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/search?q=cameras&party=Greenways&from=x", PAGES[7], "/bodies/ico", "/about"]
)
def test_every_word_stands_out_from_its_ground(watched: Watched, path: str, scheme: str) -> None:
    watched.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    watched.page.goto(path)
    contrasts = watched.page.evaluate(CONTRASTS)
    assert len(contrasts) > 20
    assert [words for contrast, words in contrasts if contrast < LEAST_CONTRAST] == []


@pytest.mark.parametrize("path", [PAGES[7], "/members/tom-ferriby"])
def test_what_is_printed_is_dark_on_white_whatever_the_screen(watched: Watched, path: str) -> None:
    watched.page.emulate_media(media="print", color_scheme="dark")
    watched.page.goto(path)
    contrasts = watched.page.evaluate(CONTRASTS)
    assert len(contrasts) > 20
    assert [words for contrast, words in contrasts if contrast < LEAST_CONTRAST] == []
    expect(watched.page.get_by_role("navigation", name="Site")).to_be_hidden()
