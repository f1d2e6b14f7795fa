"""A pager shows the ends and the neighbours, and a gap for what is between."""

import pytest

from webui.paging import last_page, pager

WINDOWS = {
    (1, 10, 47): "[1] 2 3 … 5",
    (3, 10, 47): "1 2 [3] 4 5",
    (10, 10, 200): "1 … 8 9 [10] 11 12 … 20",
    (1, 10, 7): "[1]",
    (1, 10, 0): "[1]",
}


@pytest.mark.parametrize(("asked", "shown"), WINDOWS.items())
def test_the_pages_shown(asked: tuple[int, int, int], shown: str) -> None:
    links = pager(*asked, str).links
    assert (
        " ".join(
            "…" if not each.number else f"[{each.number}]" if each.current else each.to for each in links
        )
        == shown
    )


def test_where_a_page_stands() -> None:
    last = pager(5, 10, 47, str)
    assert (last.first, last.last, last.total, last.previous, last.next) == (41, 47, 47, "4", None)


def test_deep_pages_end_where_a_download_is_better() -> None:
    assert last_page(10_000_000, 100) == 100
