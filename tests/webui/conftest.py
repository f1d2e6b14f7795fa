"""A small index of exchanges written for these tests, and the pages over it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from tests.webui.browsing import SWITCHES, Watched, serving, watching
from webui.app import create_app

ROUTINE = """---
id: alderwick/2034-04-{day:02}.{number:04}
collection: alderwick
title: Bus stop {number}
date: 2034-04-{day:02}
department: Transport
reference: 2034/{number:04}
fictional: true
---

## Question: Ana Brook (Harbour Party)

When will the bus stop number {number} have a roof?

## Answer: Josephine Attwater (Mayor of Alderwick; Harbour Party)

It will have one before the winter.

"""


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the written exchanges, and of twenty-five that are all alike."""
    folder = tmp_path_factory.mktemp("pages")
    routine = folder / "routine.md"
    routine.write_text(
        "".join(ROUTINE.format(day=1 + number, number=number) for number in range(1, 26)), "utf-8"
    )
    written = Path(__file__).parent / "exchanges" / "written.md"
    rebuild(IndexFolder(folder / "index"), [written, routine], Settings(), Watcher())
    return folder / "index"


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session")
def app(index_folder: Path, registry: Registry) -> Iterator[Flask]:
    engine = open_engine(index_folder, registry)
    app = create_app(engine, registry)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    yield app
    engine.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where the pages are, for as long as this module's tests run."""
    with serving(app) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; only where there is none, and not in CI, are these tests left out."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        if os.environ.get("CI"):
            pytest.fail("no Chromium is installed, and CI must not leave the browser tests out")
        pytest.skip("no Chromium is installed: the tests in a browser are left out")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """A page of the written exchanges that is held to what it should not do."""
    with watching(browser, address, viewport={"width": 1280, "height": 900}) as watched:
        yield watched
