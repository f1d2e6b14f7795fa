"""The one JSON and CSV form of results, for the command line and the web alike."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus.citation import Citation, CitedExchange
from corpus.exchange import Exchange, to_json
from corpus.registry import Registry
from indexer.fields import speaker_label
from search.answering import Answer, Wider
from search.request import Request
from search.result import Hit, Result, Snippet

CSV_COLUMNS = (
    "id",
    "reference",
    "title",
    "date",
    "asked_date",
    "collection",
    "department",
    "asked_by",
    "party",
    "answered_by",
    "cites",
    "url",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def result_json(request: Request, result: Result, registry: Registry) -> dict[str, Any]:
    """A result as plain JSON values, as DESIGN's contract has it."""
    query = request.query
    return {
        "query": {"text": query.text, "words": query.words, "warnings": list(query.warnings)},
        "total": result.total,
        "hits": [hit_json(hit, registry) for hit in result.hits],
        "facets": {
            name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
            for name, values in result.facets.items()
        },
        "took_ms": round(result.took_ms, 3),
        "generation": result.generation,
    }


def answer_json(request: Request, answer: Answer, registry: Registry) -> dict[str, Any]:
    """An answer as plain JSON values: a result, whose hits say whether they match all words or some.

    The total and the facets are of those that match all; ``wider`` says what the others are, or is null.
    """
    wider = answer.wider
    others = wider.hits if wider else ()
    return {
        **result_json(request, answer.result, registry),
        "hits": [
            *({**hit_json(hit, registry), "matched": "all"} for hit in answer.result.hits),
            *({**hit_json(hit, registry), "matched": "some"} for hit in others),
        ],
        "wider": _wider_json(wider) if wider else None,
    }


def hit_json(hit: Hit, registry: Registry) -> dict[str, Any]:
    """One hit; several askers, parties or answerers stand in one text, separated by ", "."""
    exchange = hit.cited.exchange
    return {
        "id": exchange.id,
        "reference": exchange.reference,
        "title": exchange.title,
        "date": exchange.date.isoformat(),
        "asked_date": exchange.asked_date.isoformat() if exchange.asked_date else None,
        "collection": exchange.collection,
        "department": exchange.department,
        "asked_by": asked_by(exchange),
        "party": party(exchange),
        "answered_by": _joined(map(speaker_label, exchange.answers)),
        "cites": cites_json(hit.cited.citations, registry),
        "score": round(hit.score, 6),
        "snippets": [_snippet_json(snippet) for snippet in hit.snippets],
        "url": exchange.url,
    }


def asked_by(exchange: Exchange) -> str | None:
    """Everyone who asked."""
    return _joined(map(speaker_label, exchange.questions))


def party(exchange: Exchange) -> str | None:
    """The parties of those who asked."""
    return _joined(speech.party for speech in exchange.questions)


def cites_json(citations: Sequence[Citation], registry: Registry) -> list[dict[str, Any]]:
    """Each body once a side, in the order of the text, with the words that name it."""
    surfaces: dict[tuple[str, str], dict[str, None]] = {}
    for row in citations:
        surfaces.setdefault((row.body, row.side.value), {})[row.surface] = None
    return [
        {"body": body, "name": registry.name_of(body), "side": side, "surfaces": list(named)}
        for (body, side), named in surfaces.items()
    ]


def exchange_json(cited: CitedExchange, registry: Registry) -> dict[str, Any]:
    """A whole exchange with its citations, each with its place in the plain text."""
    rows = [
        {
            "body": row.body,
            "name": registry.name_of(row.body),
            "side": row.side.value,
            "speech": row.speech,
            "start": row.start,
            "end": row.end,
            "surface": row.surface,
            "how": row.how.value,
        }
        for row in cited.citations
    ]
    return {**to_json(cited.exchange), "citations": rows}


def csv_lines(hits: Iterable[Hit], registry: Registry) -> Iterator[str]:
    """Hits as CSV, a line at a time, the heading first."""
    yield csv_line(CSV_COLUMNS)
    for hit in hits:
        row = hit_json(hit, registry)
        row["cites"] = "; ".join(dict.fromkeys(each["name"] for each in row["cites"]))
        yield csv_line(row[column] for column in CSV_COLUMNS)


def csv_line(cells: Iterable[str | None]) -> str:
    """A line of CSV; a cell that a spreadsheet would run as a formula is given a leading apostrophe."""
    line = io.StringIO()
    csv.writer(line).writerow(map(_harmless, cells))
    return line.getvalue()


def _harmless(cell: str | None) -> str:
    text = cell or ""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _joined(names: Iterable[str | None]) -> str | None:
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _wider_json(wider: Wider) -> dict[str, Any]:
    meant = wider.did_you_mean
    return {
        "total": wider.total,
        "words": wider.words,
        "because": list(wider.because),
        "did_you_mean": {"text": meant.text, "total": meant.total} if meant else None,
    }


def _snippet_json(snippet: Snippet) -> dict[str, Any]:
    return {
        "speech": snippet.speech,
        "speaker": snippet.speaker,
        "role": snippet.role.value,
        "text": snippet.text,
        "marks": [list(mark) for mark in snippet.marks],
    }
