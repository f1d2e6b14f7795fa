"""Journeys in a real browser: without scripts, without sideways scrolling, without a word in the console."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from corpus.registry import Registry
from tests.webui.browsing import Watched, fill, press


def test_from_a_search_to_a_facet_an_exchange_a_body_and_back(watched: Watched, registry: Registry) -> None:
    page = watched.page
    page.goto("/")
    page.get_by_label("Search questions and answers").fill("cameras")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 exchange")
    page.get_by_label("Filters").get_by_role("link", name="Greenways", exact=True).click()
    expect(page.get_by_role("link", name="Remove filter Party of the asker: Greenways")).to_be_visible()
    page.get_by_role("link", name="Cameras at the harbour").click()
    expect(page.locator("mark").first).to_have_text("Cameras")
    page.locator("a.citation", has_text="Ofcom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(registry.name_of("ofcom"))
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 exchange")
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/search\?q=cameras$"))


def test_through_the_results_without_going_back_to_them(watched: Watched) -> None:
    page = watched.page
    page.goto("/search?q=stop&sort=oldest")
    page.get_by_role("link", name="Bus stop 3", exact=True).click()
    results = page.get_by_role("navigation", name="Results")
    expect(results).to_contain_text("3 of 25")
    results.get_by_role("link", name="Next result: Bus stop 4").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bus stop 4")
    page.get_by_role("link", name="None", exact=True).click()
    expect(page.locator("mark")).to_have_count(0)
    results.get_by_role("link", name="Previous result: Bus stop 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bus stop 3")
    results.get_by_role("link", name="Results", exact=True).click()
    expect(page).to_have_url(re.compile(r"/search\?q=stop&sort=oldest$"))


def test_two_regulators_are_compared_and_a_year_of_one_is_read(watched: Watched) -> None:
    page = watched.page
    page.goto("/bodies")
    page.get_by_label("Find a body by any of its names").fill("ofcom")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Office of Communications", exact=True).click()
    page.get_by_role("link", name="Compare with").click()
    expect(page.get_by_role("img", name="Lines: exchanges by year")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("^2030"))
    row.get_by_role("link", name="1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 exchange")
    page.get_by_role("link", name="Radio for the buses").click()
    page.get_by_role("link", name="Ana Brook", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Brook")


def test_somebody_who_cannot_spell_a_regulator_finds_it(watched: Watched, registry: Registry) -> None:
    page = watched.page
    page.goto("/search?q=informaton+comissioners+office")
    press(page, page.get_by_role("link", name=registry.name_of("ico")).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 exchanges")


def test_of_a_long_list_several_values_are_chosen_by_keyboard_alone(
    watched: Watched, registry: Registry
) -> None:
    page, ico = watched.page, registry.name_of("ico")
    page.goto("/facet/cites")
    fill(page, page.get_by_label("Find in this list"), "ico")
    page.keyboard.press("Enter")
    for role, name in (
        ("button", f"Add {ico}"),
        ("link", "Show all 2"),
        ("button", "Add Office of Communications"),
        ("link", "Show only those with all of them"),
        ("link", "Show 2 exchanges"),
    ):
        press(page, page.get_by_role(role, name=name))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 exchanges")
    expect(page.get_by_role("link", name="Remove filter Cited body")).to_have_count(2)


def test_of_a_long_search_filters_are_taken_back_and_added_by_keyboard_alone(watched: Watched) -> None:
    """No link repeats it: each is a button, which leads to the address that a link has where it is short."""
    page = watched.page
    page.goto(HELD)
    for name in (
        "Remove filter Member: Ana Brook",
        "Transport",
        "Remove filter From: 1 January 2030",
        "Oldest",
    ):
        press(page, page.get_by_role("button", name=name, exact=True).first)
        expect(page).not_to_have_url(re.compile("change="))
    expect(page).to_have_url(
        re.compile(
            r"/search\?q=bus&collection=alderwick&not_cites=ico&not_cites=ofcom&member=Josephine\+Attwater"
            r"&party=Greenways&party=Harbour\+Party&department=Transport&not_department=Policing&not_year=2031"
            r"&to=2039&sort=oldest$"
        )
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("25 exchanges")
    press(page, page.get_by_role("button", name="Page 2"))
    expect(page).to_have_url(re.compile("&sort=oldest&page=2$"))
    press(page, page.get_by_role("button", name="← Previous"))
    expect(page).to_have_url(re.compile("&sort=oldest$"))


def test_the_keyboard_reaches_the_main_content_first(watched: Watched) -> None:
    watched.page.goto("/search?q=bus")
    watched.page.keyboard.press("Tab")
    expect(watched.page.locator(":focus")).to_have_text("Skip to the main content")
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator(":focus")).to_have_id("main")


def test_the_keyboard_passes_by_the_filters_to_the_results(watched: Watched) -> None:
    watched.page.goto("/search?q=bus")
    watched.page.get_by_role("button", name="Search").focus()
    for _ in range(20):
        watched.page.keyboard.press("Tab")
        if watched.page.locator(":focus").inner_text() == "Skip to the results":
            break
    expect(watched.page.locator(":focus")).to_be_in_viewport()
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Tab")
    assert watched.page.locator(".results :focus").count() == 1


def test_on_a_phone_the_filters_are_one_line_that_opens(watched: Watched) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/search?q=bus")
    party = page.get_by_label("Filters").get_by_role("link", name="Harbour Party", exact=True)
    expect(party).to_be_hidden()
    page.get_by_text("Filter results").click()
    expect(party).to_be_visible()


def test_on_a_wide_screen_the_filters_are_open(watched: Watched) -> None:
    watched.page.goto("/search?q=bus")
    expect(watched.page.get_by_text("Filter results")).to_be_hidden()
    filters = watched.page.get_by_label("Filters")
    expect(filters.get_by_role("link", name="Harbour Party", exact=True)).to_be_visible()


PLACES = (
    "/members",
    "/members/img-src-x-onerror-alert",
    "/parties/harbour-party",
    "/collections",
    "/days",
    "/days/2034-04",
    "/compare?q=cites:ofcom&q=cites:ico&q=bus&q=%3Cscript%3Ealert(1)%3C/script%3E" + "x" * 200,
)

HELD = (
    "/search?q=bus&collection=alderwick&not_cites=ico&not_cites=ofcom&member=Ana+Brook&member=Josephine+Attwater"
    "&party=Greenways&party=Harbour+Party&not_department=Policing&not_year=2031&from=2030&to=2039"
)
"""Longer than any that links repeat."""

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
