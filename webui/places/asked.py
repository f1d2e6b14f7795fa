"""What the address of a file or a feed of a place asks for."""

from dataclasses import replace

from flask import abort

from webui.places.kinds import BODIES, Place
from webui.places.place_pages import record_at
from webui.site import Asked, asked_exactly, known_body


def asked_of(place: Place, id: str) -> Asked:
    """The exchanges of one place, under the parameters of a search; refused where there is no such place."""
    here = asked_exactly()
    if place is BODIES:
        value = known_body(id).id
    elif record := record_at(place.path, id):
        place, value = record.place, record.value
    else:
        abort(404, f"There is nothing of this name; /api/{place.path} has all of them.")
    return replace(here, state=replace(here.state.only(place.field, value), page=here.state.page))


def id_means(place: Place) -> str:
    """What stands in such an address."""
    return f"Its id or name in an address, as `/api/{place.path}` gives it."
