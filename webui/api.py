"""The same answers as JSON: what each page shows, under the same parameters."""

from collections.abc import Iterable
from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, redirect
from werkzeug.wrappers import Response as AnyResponse

from corpus.exchange import Exchange
from corpus.registry import KINDS, Body
from indexer.fields import FACETS
from search.completion.known import Kind
from search.presenting import answer_json, answer_schema, exchange_json, exchange_schema
from search.request import ParsedQuery
from search.result import FacetValue, Hit
from search.schemas import DAY, NUMBER, TEXT, Schema, closed, listed, one_of, or_null, schema_of
from webui.choices import search_href
from webui.exchange.related import related
from webui.overview import overview
from webui.paths import path_to
from webui.periods import Unit, counts_of
from webui.places.kinds import BODIES
from webui.places.record import PlaceRecord, place_record
from webui.programs.described import BODY_ID, EXCHANGE_ID, described, json_answer
from webui.results.meant import completed
from webui.sides import Sides, sides_of
from webui.site import asked_exactly, asked_nothing, known_body, site

api = Blueprint("api", __name__, url_prefix="/api")

VALUES = 100
"""How many values of each facet a search gives."""


_BRIEF = closed({"id": TEXT, "title": TEXT, "date": DAY})
_BESIDE = ("parts", "refers_to", "referred_to_by", "similar")
"""The lists of `webui.exchange.related`."""
_BODIES = listed(
    closed({"id": TEXT, "name": TEXT, "kind": TEXT, "aliases": listed(TEXT), "exchanges": NUMBER})
)
_COUNTS = listed(closed({"value": TEXT, "count": NUMBER}))
_PLACE = or_null(closed({"id": TEXT, "date": DAY}))
_SUGGESTION = {
    "kind": one_of(Kind),
    "label": TEXT,
    "called": or_null(TEXT),
    "text": TEXT,
    "count": NUMBER,
    "url": TEXT,
}
_SUGGESTIONS = closed({"text": TEXT, "suggestions": listed(closed(_SUGGESTION)), "generation": TEXT})
_BODY: Schema = schema_of(
    Body,
    aliases=listed(TEXT),
    predecessors=listed(TEXT),
    exchanges=schema_of(Sides, both=NUMBER),
    first=_PLACE,
    last=_PLACE,
    years=listed(closed({"value": TEXT, "count": NUMBER, "question": NUMBER, "answer": NUMBER})),
    asked_by=_COUNTS,
    party=_COUNTS,
    cited_together=_COUNTS,
    generation=TEXT,
)


@api.get("/search")
@described(json_answer(answer_schema()), searches=True)
def search() -> Response:
    """Hits, facets and what was understood."""
    request = asked_exactly().request(FACETS, VALUES)
    return jsonify(answer_json(request, site().answerer.answer(request), site().registry))


@api.get("/suggest")
@described(json_answer(_SUGGESTIONS), searches=True)
def suggest() -> Response:
    """How the query could go on: bodies, members and phrases, each with what it finds under the filters."""
    here = asked_exactly()
    under = here.state.request(ParsedQuery())
    rows = [
        {
            "kind": each.kind.value,
            "label": each.label,
            "called": each.called,
            "text": each.text,
            "count": each.count,
            "url": search_href(completed(here.state, each)),
        }
        for each in site().completer.complete(here.state.text, under)
    ]
    return jsonify({"text": here.state.text, "suggestions": rows, "generation": site().engine.generation})


@api.get("/exchange/<path:id>")
@described(json_answer(exchange_schema(**dict.fromkeys(_BESIDE, listed(_BRIEF)))), id_means=EXCHANGE_ID)
def exchange(id: str) -> AnyResponse:
    """An exchange with its citations, and what belongs with it."""
    asked_nothing()
    cited = site().engine.exchange(id)
    if cited is None:
        abort(404, "There is no exchange of this id.")
    if cited.exchange.id != id:
        return redirect(path_to("api.exchange", id=cited.exchange.id), 301)
    beside = {key: list[dict[str, str]]() for key in _BESIDE} | {
        each.key.replace("-", "_"): [_brief(link.exchange) for link in each.links]
        for each in related(cited, site()).lists
    }
    return jsonify({**exchange_json(cited, site().registry), **beside})


@api.get("/bodies")
@described(json_answer(_BODIES))
def bodies() -> Response:
    """Every body with the number of exchanges that cite it."""
    asked_nothing()
    counts = {each.value: each.count for each in overview(site()).cited}
    rows = [
        {
            "id": each.id,
            "name": each.name,
            "kind": each.kind,
            "aliases": list(each.aliases),
            "exchanges": counts.get(each.id, 0),
        }
        for each in site().registry.bodies
    ]
    kinds = list(KINDS)
    return jsonify(sorted(rows, key=lambda row: (kinds.index(row["kind"]), -row["exchanges"], row["name"])))


@api.get("/bodies/<id>")
@described(json_answer(_BODY), id_means=BODY_ID)
def body(id: str) -> Response:
    """A body, and who cites it, when and where."""
    asked_nothing()
    registry = site().registry
    shown = known_body(id)
    record = place_record(BODIES, shown.id, site().engine, most=None)
    sides, facets = sides_of(shown.id, site().engine), record.result.facets
    return jsonify(
        {
            **shown._asdict(),
            "names": [each._asdict() for each in shown.names],
            "ambiguous": [each._asdict() for each in shown.ambiguous],
            "aliases": list(shown.aliases),
            "predecessors": [each.id for each in registry.predecessors(shown.id)],
            "exchanges": {**asdict(sides), "both": sides.both},
            "first": exchange_at(record.first),
            "last": exchange_at(record.last),
            "years": _years(record),
            "asked_by": _counts(facets["asked_by"]),
            "party": _counts(facets["party"]),
            "cited_together": _counts(each for each in facets["cites"] if each.value != shown.id),
            "generation": record.result.generation,
        }
    )


def _counts(values: Iterable[FacetValue]) -> list[dict[str, str | int]]:
    return [{"value": each.value, "count": each.count} for each in values]


def _years(record: PlaceRecord) -> list[dict[str, str | int]]:
    total, question, answer = (counts_of(each.facets[Unit.YEAR]) for each in (record.times, *record.ways))
    return [
        {
            "value": year,
            "count": count,
            "question": question.get(year, 0),
            "answer": answer.get(year, 0),
        }
        for year, count in sorted(total.items(), reverse=True)
    ]


def exchange_at(hit: Hit | None) -> dict[str, str] | None:
    """Where a place begins or ends."""
    exchange = hit.cited.exchange if hit else None
    return {"id": exchange.id, "date": exchange.date.isoformat()} if exchange else None


def _brief(exchange: Exchange) -> dict[str, str]:
    return {"id": exchange.id, "title": exchange.title, "date": exchange.date.isoformat()}
