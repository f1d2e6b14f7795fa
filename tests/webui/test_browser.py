"""Ways through the pages in a real browser, by pointer and by keyboard, without a word in the console."""

import re

import pytest
from playwright.sync_api import expect

from corpus.registry import Registry
from tests.webui.browsing import HELD, Watched, fill, press


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


OVER_EACH_OTHER = """() => {
  const boxes = found => [...document.querySelectorAll(found)].map(each => each.getBoundingClientRect());
  const plots = boxes('.plot'), numbers = boxes('.plot .value'), columns = boxes('.plot rect');
  return {
    numbers: numbers.length,
    columns: columns.length,
    hidden: numbers.filter(n => columns.some(c => c.left < n.right && n.left < c.right)).length,
    outside: numbers.filter(n => n.left < 0).length + plots.filter(p => p.right > innerWidth).length,
  };
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_the_numbers_of_a_chart_stand_beside_what_is_drawn(watched: Watched, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 800})
    watched.page.goto("/days/2034-04")
    found = watched.page.evaluate(OVER_EACH_OTHER)
    assert found["numbers"]
    assert found["columns"]
    assert (found["hidden"], found["outside"]) == (0, 0)


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
    press(page, page.get_by_role("button", name=f"Add {ico}"))
    press(page, page.get_by_role("link", name="Show all 2"))
    press(page, page.get_by_role("button", name="Add Office of Communications"))
    press(page, page.get_by_role("link", name="Show only those with all of them"))
    press(page, page.get_by_role("link", name="Show 2 exchanges"))
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
