"""Lists of places, each place and comparisons as JSON: what their pages show."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, jsonify

from search.result import FacetValue
from search.schemas import DAY, NUMBER, TEXT, Schema, closed, listed, one_of, or_null
from webui.api import exchange_at
from webui.overview import overview
from webui.periods import Unit
from webui.places.comparing import PARAMETERS, Compared, compared_by_address
from webui.places.kinds import COLLECTIONS, DAYS, MEMBERS, PARTIES, Place, slug_of
from webui.places.listed import values_of
from webui.places.place_pages import record_at
from webui.places.record import PlaceRecord
from webui.programs.described import described, json_answer
from webui.site import asked_nothing, site

place_api = Blueprint("place_api", __name__, url_prefix="/api")

_COUNTS: Schema = {"type": "object", "additionalProperties": NUMBER}
_LISTED = closed({"value": TEXT, "name": TEXT, "label": TEXT, "exchanges": NUMBER})
_END = or_null(closed({"id": TEXT, "date": DAY}))
_PLACE = closed(
    {
        "value": TEXT,
        "name": TEXT,
        "label": TEXT,
        "exchanges": closed({"total": NUMBER, "ways": _COUNTS}),
        "first": _END,
        "last": _END,
        "unit": {"type": ["string", "null"], "enum": [*Unit, None]},
        "times": listed(closed({"value": TEXT, "total": NUMBER, "ways": _COUNTS, "everywhere": NUMBER})),
        "in_common": {
            "type": "object",
            "additionalProperties": listed(closed({"value": TEXT, "label": TEXT, "count": NUMBER})),
        },
        "generation": TEXT,
    }
)
_COMPARED = closed(
    {
        "unit": one_of(Unit),
        "everywhere": _COUNTS,
        "queries": listed(
            closed({"text": TEXT, "words": TEXT, "warnings": listed(TEXT), "total": NUMBER, "times": _COUNTS})
        ),
        "generation": TEXT,
    }
)


@place_api.get("/compare")
@described(json_answer(_COMPARED), PARAMETERS)
def compare() -> Response:
    """How many exchanges each of several queries finds, through time."""
    return jsonify(_compared_json(compared_by_address(exactly=True)))


def _all_of(place: Place) -> Callable[[], Response]:
    def places() -> Response:
        asked_nothing()
        return jsonify([_listed(each) for each in values_of(place, site())])

    places.__doc__ = f"All {place.path} with the number of exchanges, those with most first."
    return described(json_answer(listed(_LISTED)))(places)


def _one_of(place: Place) -> Callable[[str], Response]:
    def one(id: str) -> Response:
        asked_nothing()
        record = record_at(place.path, id)
        if record is None:
            abort(404, f"There is nothing of this name; /api/{place.path} has all of them.")
        return jsonify(_record_json(record))

    one.__doc__ = f"One of the {place.path}: how much, when, and what its exchanges have in common."
    means = f"Its name in an address, as `/api/{place.path}` gives it."
    return described(json_answer(_PLACE), id_means=means)(one)


for _place in (MEMBERS, PARTIES, COLLECTIONS, DAYS):
    place_api.add_url_rule(f"/{_place.path}", f"all_{_place.path}", _all_of(_place))
    place_api.add_url_rule(f"/{_place.path}/<id>", f"one_of_{_place.path}", _one_of(_place))


def _listed(value: FacetValue) -> dict[str, Any]:
    return {
        "value": value.value,
        "name": slug_of(value.value),
        "label": value.label,
        "exchanges": value.count,
    }


def _record_json(record: PlaceRecord) -> dict[str, Any]:
    ways = [series.label for series in record.place.series]
    timeline = record.timeline(overview(site()).times)
    periods = timeline.periods if timeline else ()
    return {
        "value": record.value,
        "name": slug_of(record.value),
        "label": record.label,
        "exchanges": {
            "total": record.result.total,
            "ways": {label: each.total for label, each in zip(ways, record.ways, strict=True)},
        },
        "first": exchange_at(record.first),
        "last": exchange_at(record.last),
        "unit": timeline.unit.value if timeline else None,
        "times": [
            {
                "value": each.value,
                "total": each.total,
                "ways": dict(zip(ways, each.ways, strict=True)),
                "everywhere": each.everywhere,
            }
            for each in periods
        ],
        "in_common": {
            field: [
                {"value": each.value, "label": each.label, "count": each.count}
                for each in record.in_common(field)
            ]
            for field, _ in record.place.lists
        },
        "generation": record.result.generation,
    }


def _compared_json(compared: Compared) -> dict[str, Any]:
    return {
        "unit": compared.unit.value,
        "everywhere": dict(zip(compared.periods, compared.everywhere, strict=True)),
        "queries": [
            {
                "text": each.text,
                "words": each.query.words,
                "warnings": list(each.query.warnings),
                "total": each.total,
                "times": dict(zip(compared.periods, each.counts, strict=True)),
            }
            for each in compared.queries
        ],
        "generation": compared.generation,
    }
