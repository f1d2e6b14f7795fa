"""A page in a real browser, and what it should not do."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Watched:
    """A page with everything that it should not do."""

    page: Page
    complaints: list[str] = field(default_factory=list)
