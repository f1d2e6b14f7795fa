"""Pages of hits: which there are, and which of them a page links to."""

from collections.abc import Callable

from msgspec import Struct

from webui.urls import REACHABLE


class PageLink(Struct, frozen=True):
    """One link of a pager; without a number, the gap between two of them."""

    number: int | None
    to: str = ""
    current: bool = False


class Pager(Struct, frozen=True):
    """Where in a list a page is, and the way to the others."""

    first: int
    """The number of the first thing shown, from 1; 0 where there is none."""
    last: int
    total: int
    links: tuple[PageLink, ...]
    previous: str | None
    next: str | None


def last_page(total: int, size: int) -> int:
    """The number of the last page that can be reached."""
    return max(1, -(-min(total, REACHABLE) // size))


def pager(page: int, size: int, total: int, href: Callable[[int], str]) -> Pager:
    """The first and last page, those around this one, and a gap where numbers are missing."""
    end = last_page(total, size)
    numbers = sorted({1, end, *range(max(1, page - 2), min(end, page + 2) + 1)})
    links: list[PageLink] = []
    for number in numbers:
        if links and number - (links[-1].number or 0) > 1:
            links.append(PageLink(None))
        links.append(PageLink(number, href(number), number == page))
    return Pager(
        first=min((page - 1) * size + 1, total),
        last=min(page * size, total),
        total=total,
        links=tuple(links),
        previous=href(page - 1) if page > 1 else None,
        next=href(page + 1) if page < end else None,
    )
