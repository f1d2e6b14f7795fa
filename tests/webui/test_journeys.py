"""What people come for, from beginning to end, in a real browser, without a mouse; once without scripts.

Wherever a page says how many there are, what is got is counted.
"""

import csv
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import feedparser
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from tests.webui.browsing import Watched, fill, press, serving, watching
from tests.webui.served import served
from webui.app import create_app

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
RECORD = ROOT.parent / "shared" / "data"
REAL = [RECORD / "parlparse" / "london-mayors-questions", RECORD / "twfy-pages", RECORD / "seed"]
ICO = Registry.load().name_of("ico")
EHRC = Registry.load().name_of("ehrc")
WAYS = {
    "with scripts": {"scripts": True, "viewport": {"width": 1280, "height": 900}},
    "without scripts, on a phone": {"scripts": False, "viewport": {"width": 390, "height": 844}},
}
Look = Callable[[str], AbstractContextManager[Watched]]


def served_here(folder: Path, sources: list[Path], registry: Registry, people: Path | None) -> Iterator[str]:
    rebuild(IndexFolder(folder), sources, Settings(people=people), Watcher())
    engine = open_engine(folder, registry)
    with serving(create_app(engine, registry)) as address:
        yield address
    engine.close()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[str]:
    yield from served_here(tmp_path_factory.mktemp("samples"), [SAMPLES], registry, None)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[str]:
    if not RECORD.is_dir():
        pytest.skip("../shared/data is not here: nobody can look into the real record")
    people = RECORD / "people" / "people.json"
    yield from served_here(tmp_path_factory.mktemp("record"), REAL, registry, people)


@pytest.fixture(params=list(WAYS.values()), ids=list(WAYS))
def look(request: pytest.FixtureRequest, browser: Browser) -> Look:
    """Open a browser on a site, in each of the ways in which people do."""
    return lambda address: watching(browser, address, **request.param)


def arrived(watched: Watched, heading: str | re.Pattern[str]) -> None:
    """At the page of that heading, which keeps nobody out."""
    page = watched.page
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        pytest.fail(f"{page.url} scrolls sideways")
    if watched.scripts:
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def exchanges(count: int) -> str:
    return f"{count:,} exchange{'' if count == 1 else 's'}"


def filters(page: Page) -> Locator:
    """The filters, opened where they are one line."""
    if page.get_by_text("Filter results").is_visible():
        press(page, page.locator("summary", has_text="Filter results"))
    return page.get_by_role("complementary", name="Filters")


def narrow(watched: Watched, value: str) -> int:
    """Choose a value of a facet, and get as many as it says."""
    page = watched.page
    row = filters(page).locator(".choices > li", has=page.get_by_role("link", name=value, exact=True))
    count = int(row.locator("small").first.inner_text().replace(",", ""))
    press(page, row.get_by_role("link", name=value, exact=True))
    arrived(watched, exchanges(count))
    return count


def since(page: Page, year: str) -> None:
    dates = filters(page).locator("summary", has_text="Dates")
    press(page, dates)
    fill(page, page.get_by_label("From"), year)
    press(page, page.get_by_role("button", name="Set dates"))
    expect(page.get_by_role("link", name="Remove filter From")).to_be_visible()


def total(page: Page) -> int:
    return int(page.get_by_role("heading", level=1).inner_text().split()[0].replace(",", ""))


def rows_of(page: Page, folder: Path) -> list[dict[str, str]]:
    """The file of all exchanges, as a program reads it."""
    with page.expect_download() as started:
        press(page, page.get_by_role("link", name="CSV of all exchanges"))
    started.value.save_as(folder / "rows.csv")
    with (folder / "rows.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entries_of(page: Page) -> list[dict[str, str]]:
    """The feed that the page offers to a reader of feeds."""
    feed = page.locator("head link[type='application/atom+xml']").get_attribute("href")
    read = feedparser.parse(page.request.get(feed or "").body())
    assert not read.bozo
    return list(read.entries)


@pytest.mark.parametrize(
    ("site", "year", "party"), [("samples", "2028", "Greenways"), ("record", "2019", "Green")]
)
def test_a_journalist_takes_away_what_cites_a_regulator_on_facial_recognition_and_follows_it(
    request: pytest.FixtureRequest, look: Look, tmp_path: Path, site: str, year: str, party: str
) -> None:
    with look(request.getfixturevalue(site)) as watched:
        page = watched.page
        page.goto("/")
        fill(page, page.get_by_label("Search questions and answers"), "facial recognition")
        page.keyboard.press("Enter")
        arrived(watched, re.compile("exchange"))
        narrow(watched, ICO)
        since(page, year)
        expected = narrow(watched, party)
        press(page, page.get_by_role("link", name="Download or subscribe"))
        rows = rows_of(page, tmp_path)
        assert len(rows) == expected == total(page) > 0
        assert all(ICO in row["cites"] and row["party"] == party and row["date"] >= year for row in rows)
        assert {entry["title"] for entry in entries_of(page)} == {row["title"] for row in rows}


def test_a_researcher_compares_two_regulators_by_year(look: Look, samples: str) -> None:
    with look(samples) as watched:
        page = watched.page
        page.goto("/")
        press(page, page.get_by_role("contentinfo").get_by_role("link", name="Compare"))
        arrived(watched, "Compare")
        for letter, query in (("A", "cites:ico"), ("B", "cites:ehrc")):
            fill(page, page.get_by_label(letter, exact=True), query)
        press(page, page.get_by_role("button", name="Compare"))
        arrived(watched, "Compare")
        table = page.get_by_role("table")
        years = table.get_by_role("rowheader").all_inner_texts()
        chart = page.get_by_role("img", name="Lines: exchanges by year")
        for letter, name in (("A", ICO), ("B", EHRC)):
            expect(page.locator(".compared li", has_text=f"Exchanges citing {name}")).to_be_visible()
            expect(chart.locator(f".mark-{letter}")).to_have_count(len(years))
        numbers = [
            (link.inner_text(), link.get_attribute("href") or "") for link in table.get_by_role("link").all()
        ]
        assert len(numbers) > len(years)
        for number, href in numbers:
            found = page.request.get(href.replace("/search", "/api/search", 1)).json()
            assert found["total"] == int(number), href
        number = table.get_by_role("link").last.inner_text()
        press(page, table.get_by_role("link").last)
        arrived(watched, exchanges(int(number)))


def test_a_regulators_staff_see_who_raised_it_and_was_not_answered(look: Look, samples: str) -> None:
    with look(samples) as watched:
        page = watched.page
        page.goto("/")
        press(page, page.get_by_role("navigation", name="Site").get_by_role("link", name="Public bodies"))
        fill(page, page.get_by_label("Find a body by any of its names"), "ehrc")
        page.keyboard.press("Enter")
        press(page, page.get_by_role("main").get_by_role("link", name=EHRC, exact=True))
        arrived(watched, EHRC)
        unanswered = page.get_by_role("link", name=re.compile("raised, not addressed$"))
        count = int(unanswered.locator("strong").inner_text())
        press(page, unanswered)
        arrived(watched, exchanges(count))
        press(page, page.get_by_role("link", name="Asker", exact=True))
        arrived(watched, exchanges(count))
        group = page.locator(".groups > li").first
        asker = group.get_by_role("heading").get_by_role("link").inner_text()
        press(page, group.get_by_role("listitem").first.get_by_role("link"))
        arrived(watched, re.compile("."))
        expect(page.locator(".speech.question").first.get_by_role("heading")).to_contain_text(asker)
        cited = page.locator(".citing > li", has=page.get_by_role("link", name=EHRC, exact=True))
        expect(cited).to_contain_text("in the question")
        expect(cited).not_to_contain_text("in the answer")


NEWS = """---
id: alderwick/2035-01-01.0001
collection: alderwick
title: What came overnight
date: 2035-01-01
fictional: true
---

## Question: Ana Brook (Harbour Party)

Which buses came overnight?
"""


def test_an_operator_swaps_the_index_while_somebody_reads(look: Look, tmp_path: Path) -> None:
    """By the command itself, into the folder that is served: the reader reads on, then sees what is new."""
    written, index = Path(__file__).parent / "exchanges" / "written.md", tmp_path / "index"
    before = rebuild(IndexFolder(index), [written], Settings(), Watcher()).generation
    (tmp_path / "news.md").write_text(NEWS, "utf-8")
    sources = [str(written), str(tmp_path / "news.md")]
    command = [sys.executable, "-m", "questiontime", "index", "rebuild", *sources]
    with served(index, "--workers", "2") as address, look(address) as watched:
        page = watched.page
        page.goto("/search?q=buses")
        arrived(watched, exchanges(2))
        expect(page.get_by_role("contentinfo")).to_contain_text(before)
        with subprocess.Popen(
            [*command, "--index", str(index)], stderr=subprocess.DEVNULL, cwd=ROOT
        ) as rebuilding:
            while rebuilding.poll() is None:
                press(page, page.get_by_role("link", name="Letters to the regulator"))
                expect(page.get_by_role("heading", level=1)).to_have_text("Letters to the regulator")
                page.go_back()
        assert rebuilding.returncode == 0
        for _ in range(20):  # Each worker moves over in its own time, within a second.
            press(page, page.get_by_role("button", name="Search"))
            if before not in page.get_by_role("contentinfo").inner_text():
                break
        arrived(watched, exchanges(3))
        expect(page.get_by_role("contentinfo")).not_to_contain_text(before)
        press(page, page.get_by_role("link", name="What came overnight"))
        arrived(watched, "What came overnight")
