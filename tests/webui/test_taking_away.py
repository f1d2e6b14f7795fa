"""A journalist in a real browser: narrows a search, takes its rows away, and follows it."""

import csv
import json
from pathlib import Path

import feedparser
from playwright.sync_api import expect

from tests.webui.browsing import Watched


def test_a_narrowed_search_is_taken_away_and_followed(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    page.goto("/search?q=stop")
    page.get_by_role("link", name="Harbour Party").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("25 exchanges")
    for form in ("CSV", "JSON", "NDJSON"):
        with page.expect_download() as started:
            page.get_by_role("link", name=f"{form} of all exchanges", exact=True).first.click()
        started.value.save_as(tmp_path / form)
        assert started.value.suggested_filename == f"questiontime-exchanges.{form.lower()}"
    with (tmp_path / "CSV").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    whole = json.loads((tmp_path / "JSON").read_text("utf-8"))
    lines = (tmp_path / "NDJSON").read_text("utf-8").splitlines()
    assert len(rows) == len(whole["exchanges"]) == len(lines) == whole["total"] == 25
    # What stands in the file leads back to where it is from.
    page.goto(rows[0]["query_address"])
    expect(page.get_by_role("heading", level=1)).to_have_text("25 exchanges")
    page.goto(rows[0]["page"])
    expect(page.get_by_role("heading", level=1)).to_have_text(rows[0]["title"])
    page.go_back()
    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert feed == page.get_by_role("link", name="Atom feed").first.get_attribute("href")
    entries = feedparser.parse(page.request.get(feed or "").body()).entries
    assert [each.title for each in entries][:2] == ["Bus stop 25", "Bus stop 24"]
    assert len(entries) == 25
