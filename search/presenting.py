"""The one JSON form of results, for the command line and the web alike."""

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.citation import Citation, CitedExchange
from corpus.exchange import Exchange, to_json
from corpus.registry import Registry
from indexer.fields import FACETS
from search.request import Request
from search.result import Answer, FacetValue, Hit, Result, Snippet, Wider
from search.schemas import NUMBER, TEXT, Schema, closed, listed, one_of, or_null, schema_of
from search.takeaway.exchanges import EXCHANGES


def answer_schema() -> Schema:
    """What `answer_json` gives of a request for all facets."""
    return closed(
        {
            "query": closed({"text": TEXT, "words": TEXT, "warnings": listed(TEXT)}),
            "total": NUMBER,
            "hits": listed(
                EXCHANGES.schema(
                    score={"type": "number"},
                    snippets=listed(schema_of(Snippet)),
                    matched=one_of(["all", "some"]),
                )
            ),
            "facets": _facets_schema(),
            "took_ms": {"type": "number"},
            "generation": TEXT,
            "wider": or_null(
                closed(
                    {
                        "total": NUMBER,
                        "words": TEXT,
                        "because": listed(TEXT),
                        "limits": listed(TEXT),
                        "did_you_mean": or_null(closed({"text": TEXT, "total": NUMBER})),
                        "facets": or_null(_facets_schema()),
                    }
                )
            ),
        }
    )


def _facets_schema() -> Schema:
    return closed({name: listed(schema_of(FacetValue)) for name in FACETS})


def exchange_schema(**more: Schema) -> Schema:
    """What `exchange_json` gives, and what is told beside it."""
    return schema_of(Exchange, gaps=False, citations=listed(schema_of(Citation, name=TEXT)), **more)


def result_json(request: Request, result: Result, registry: Registry) -> dict[str, Any]:
    """A result as plain JSON values, as DESIGN's contract has it."""
    query = request.query
    return {
        "query": {"text": query.text, "words": query.words, "warnings": list(query.warnings)},
        "total": result.total,
        "hits": [hit_json(hit, registry) for hit in result.hits],
        "facets": _facets_json(result.facets),
        "took_ms": round(result.took_ms, 3),
        "generation": result.generation,
    }


def answer_json(request: Request, answer: Answer, registry: Registry) -> dict[str, Any]:
    """An answer as plain JSON values: a result, whose hits say whether they match all words or some.

    The total and the facets are of those that match all; ``wider`` says what the others are, or is null. Its
    facets are of all others where none matches all, and null where some do.
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
    """One hit: a row of the table of exchanges, and why it was found."""
    return {
        **EXCHANGES.row(hit, registry),
        "score": round(hit.score, 6),
        "snippets": [_snippet_json(snippet) for snippet in hit.snippets],
    }


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


def _wider_json(wider: Wider) -> dict[str, Any]:
    meant = wider.did_you_mean
    return {
        "total": wider.total,
        "words": wider.words,
        "because": list(wider.because),
        "limits": list(wider.limits),
        "did_you_mean": {"text": meant.text, "total": meant.total} if meant else None,
        "facets": _facets_json(wider.facets) or None,
    }


def _facets_json(facets: Mapping[str, Iterable[FacetValue]]) -> dict[str, Any]:
    return {
        name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
        for name, values in facets.items()
    }


def _snippet_json(snippet: Snippet) -> dict[str, Any]:
    return {
        "speech": snippet.speech,
        "speaker": snippet.speaker,
        "role": snippet.role.value,
        "text": snippet.text,
        "marks": [list(mark) for mark in snippet.marks],
    }
