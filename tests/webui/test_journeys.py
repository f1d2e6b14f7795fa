"""What somebody comes for, from beginning to end, in a real browser."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.registry import Registry
from tests.webui.browsing import Watched

ICO = Registry.load().name_of("ico")


def chosen(page: Page) -> list[str]:
    """What the page says is chosen."""
    chips = page.get_by_role("region", name="Your selections").get_by_role("link").all_inner_texts()
    return [" ".join(text.split()).removesuffix("×").strip() for text in chips if text != "Clear all"]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_journalist_takes_away_what_cites_a_regulator_since_a_year(
    watched: Watched, tmp_path: Path, width: int
) -> None:
    """A body by its abbreviation, since a year, of one party: then the rows, and the feed for what comes."""
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("ICO")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 exchanges")
    filters = page.get_by_role("complementary", name="Filters")
    if page.get_by_text("Filter results").is_visible():
        page.get_by_text("Filter results").click()
    filters.get_by_role("heading", name="Dates").click()
    filters.get_by_label("From").fill("2031")
    filters.get_by_role("button", name="Set dates").click()
    if page.get_by_text("Filter results").is_visible():
        page.get_by_text("Filter results").click()
    filters.get_by_role("link", name="Greenways", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 exchange")
    assert [text.split(": ")[-1] for text in chosen(page)] == [ICO, "Greenways", "1 January 2031"]
    page.get_by_role("link", name="Download or subscribe").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of all exchanges").click()
    download.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8", newline="")))
    assert [(row["title"], row["party"]) for row in rows] == [("Cameras at the harbour", "Greenways")]
    feed = page.get_by_role("link", name="Atom feed").get_attribute("href")
    answer = page.request.get(feed or "")
    assert answer.ok
    assert "Cameras at the harbour" in answer.text()


def test_a_researcher_sees_who_asks_about_a_body_and_reads_on(watched: Watched) -> None:
    page = watched.page
    page.goto("/search?cites=ofcom")
    page.get_by_role("link", name="Asker", exact=True).click()
    expect(page.get_by_text("1–3 of 3 groups")).to_be_visible()
    page.locator(".groups").get_by_role("link", name="Ana Brook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 exchange")
    page.get_by_role("link", name="Radio for the buses").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Radio for the buses")


def test_somebody_who_cannot_spell_a_regulator_finds_it(watched: Watched) -> None:
    page = watched.page
    page.goto("/search?q=informaton+comissioners+office")
    page.get_by_role("link", name=ICO).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 exchanges")


def test_of_a_long_list_several_values_are_chosen_by_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    page.goto("/facet/cites")
    page.get_by_label("Find in this list").focus()
    page.keyboard.type("ico")
    page.keyboard.press("Enter")
    for name in (f"Add {ICO} to those chosen", "Show all 2"):
        page.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
    page.get_by_role("link", name="Add Office of Communications to those chosen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Show only those with all of them").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Show 2 exchanges").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 exchanges")
    assert len(chosen(page)) == 2
