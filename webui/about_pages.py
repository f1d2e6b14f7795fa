"""What this is and how to ask it."""

from flask import Blueprint, render_template

from indexer.fields import FIELDS, Field
from webui.choices import search_href
from webui.examples import FIELD_EXAMPLES, QUERY_FORMS
from webui.overview import overview, samples_notice
from webui.places.kinds import COLLECTIONS
from webui.site import site
from webui.urls import RequestState

about_pages = Blueprint("about_pages", __name__)


@about_pages.get("/about")
def about() -> str:
    """What is indexed, and the query language."""
    shown = overview(site())
    return render_template(
        "about.html",
        notice=samples_notice(site()),
        overview=shown,
        collections=[(each, COLLECTIONS.href(each.value)) for each in shown.collections],
        forms=[(typed, meaning, search_href(RequestState(typed))) for typed, meaning in QUERY_FORMS],
        fields=[
            (field, _other_prefixes(field, example), example, search_href(RequestState(example)))
            for field in FIELDS
            if (example := FIELD_EXAMPLES.get(field.name))
        ],
    )


def _other_prefixes(field: Field, example: str) -> list[str]:
    """What a field is called besides the name that its example uses."""
    return [f"{prefix}:" for prefix in field.prefixes if not example.startswith(f"{prefix}:")]
