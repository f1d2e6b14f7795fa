"""Citations as rows to take away: who named which body, when, where and in which words."""

import json
from collections.abc import Iterable, Iterator

from corpus.citation import Citation, CitedExchange
from corpus.markdown import plain_text
from corpus.registry import Registry
from search.citing import AskedFor
from search.engine import Engine
from search.presenting import asked_by, csv_line, party
from search.request import Request
from search.sentences import quoted

COLUMNS = (
    "id",
    "date",
    "reference",
    "collection",
    "speech",
    "side",
    "body",
    "name",
    "surface",
    "sentence",
    "how",
    "asked_by",
    "party",
    "url",
)

Row = dict[str, str | None]


def citation_rows(engine: Engine, request: Request, registry: Registry) -> Iterator[Row]:
    """The citations in every hit of a request, in the order of the hits and then of the text.

    Where the request asks for bodies, only theirs, on the sides that it asks for; where it asks for
    kinds of bodies, only those of these kinds.
    """
    asked = AskedFor.by(request) or AskedFor.by_kind(request, registry)
    for hit in engine.every(request):
        citations = hit.cited.citations
        for citation in asked.among(citations) if asked else citations:
            yield _row(hit.cited, citation, registry)


def citation_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as CSV, a line at a time, the heading first."""
    yield csv_line(COLUMNS)
    for row in rows:
        yield csv_line(row[column] for column in COLUMNS)


def citation_json(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as one JSON array, a row a line."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _row(cited: CitedExchange, citation: Citation, registry: Registry) -> Row:
    exchange = cited.exchange
    speech = None if citation.speech is None else exchange.speeches[citation.speech]
    text = plain_text(speech.text) if speech else exchange.title
    return {
        "id": exchange.id,
        "date": exchange.date.isoformat(),
        "reference": (speech and speech.reference) or exchange.reference,
        "collection": exchange.collection,
        "speech": speech.anchor if speech else None,
        "side": citation.side.value,
        "body": citation.body,
        "name": registry.name_of(citation.body),
        "surface": citation.surface,
        "sentence": quoted(text, citation.start, citation.end),
        "how": citation.how.value,
        "asked_by": asked_by(exchange),
        "party": party(exchange),
        "url": (speech and speech.url) or exchange.url,
    }
