"""A search page is small, whatever is chosen: what its links would repeat, a form holds once."""

from collections.abc import Iterator
from itertools import chain

import pytest
from flask.testing import FlaskClient

from corpus.registry import Registry
from indexer.building import Settings
from indexer.generations import IndexFolder
from indexer.rebuild import rebuild
from indexer.watching import Watcher
from search.opening import open_engine
from webui.app import create_app

AT_MOST = 60_000
"""Bytes of any page of ten hits by as many filters as anybody chooses, here thirteen."""
ROOM = 50_000
"""Bytes by up to six."""

EXCHANGE = """---
id: alderwick/{year}-{month:02}-14.{number:04}
collection: {collection}
title: Facial recognition in public places (part {number})
date: {year}-{month:02}-14
reference: {year}/{number:04}
department: Department for Places {department}
---

## Question: Alexandra Featherstonehaugh {number} ({party})

What have the Information Commissioner's Office, Ofcom and the Home Office said of facial recognition in
public places, and of the guidance that was given to the police?

## Answer: Bartholomew Marjoribanks (Minister of State for Places {department})

Facial recognition was discussed with NHS England. Those who use it are guided by the code of practice that
was laid before the House in the spring of that year, and facial recognition in public places is rare.
"""

CHOSEN = (
    ("cites", "ico"), ("cites", "ofcom"), ("party", "Residents 1"), ("from", "2011"), ("to", "2024-03"),
    ("collection", "wrans"), ("cites", "home-office"), ("party", "Residents 2"), ("collection", "lordswrans"),
    ("department", "Department for Places 1"), ("department", "Department for Places 2"),
    ("cites", "nhs-england"), ("not_department", "Department for Places 3"),
)  # fmt: skip


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[FlaskClient]:
    """Every facet has more values than a panel lists, and all of them have long names."""
    folder = tmp_path_factory.mktemp("hard")
    exchanges = (
        EXCHANGE.format(
            number=number,
            year=2010 + number // 30 % 15,
            month=1 + number // 3 % 12,
            collection=("wrans", "lordswrans", "spwa")[number % 3],
            department=number % 11,
            party=f"Residents {number % 10}",
        )
        for number in range(900)
    )
    (folder / "hard.md").write_text("\n".join(exchanges), "utf-8")
    rebuild(IndexFolder(folder / "index"), [folder / "hard.md"], Settings(), Watcher())
    engine = open_engine(folder / "index", registry)
    yield create_app(engine, registry).test_client()
    engine.close()


@pytest.mark.parametrize("filters", range(len(CHOSEN) + 1))
@pytest.mark.parametrize("group", [None, "member"])
def test_a_search_page_is_small(hard: FlaskClient, filters: int, group: str | None) -> None:
    """Bytes as they are without compression."""
    typed = [("q", "facial recognition"), *CHOSEN[:filters], *([("group", group)] if group else [])]
    page = hard.get("/search", query_string=typed)
    assert b'class="hit' in page.data or b'class="groups"' in page.data
    assert len(page.data) <= (ROOM if filters <= 6 else AT_MOST)


def test_a_page_is_bounded_by_the_longest_address(hard: FlaskClient) -> None:
    names = [f"{number} Residents " + "of Alderwick " * 4 for number in range(20)]
    longest = list(chain.from_iterable((("party", name), ("department", name)) for name in names))
    for text, filters in (("facial", longest), ("(" * 1_900, []), ('"facial " ' * 200, longest[:9])):
        page = hard.get("/search", query_string=[("q", text), *filters])
        assert page.status_code == 200
        assert len(page.data) < 6 * AT_MOST
