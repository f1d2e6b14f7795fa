"""The rows of the site's files: those of the search, each with its page here."""

from flask import url_for

from search.result import Hit
from search.schemas import TEXT
from search.takeaway.citations import CITATIONS, CitedPlace
from search.takeaway.columns import Column, Table
from search.takeaway.exchanges import EXCHANGES


def _page(id: str, anchor: str | None = None) -> str:
    return url_for("exchange_pages.exchange", id=id, _external=True, _anchor=anchor)


EXCHANGE_ROWS: Table[Hit] = EXCHANGES.beside(
    Column("page", "Its page on this site.", TEXT, lambda hit, _: _page(hit.cited.exchange.id))
)
CITATION_ROWS: Table[CitedPlace] = CITATIONS.beside(
    Column(
        "page",
        "Its place on this site.",
        TEXT,
        lambda at, _: _page(at.exchange.id, at.speech.anchor if at.speech else None),
    )
)
