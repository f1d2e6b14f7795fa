"""Up to four queries, or bodies, in one chart."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, render_template

from search.takeaway.forms import FORMS
from webui.choices import search_href, selections
from webui.found import EVERYTHING
from webui.overview import samples_notice
from webui.paths import path_to
from webui.places.chart import LOW_HEIGHT, Lines, amount, lines
from webui.places.comparing import MOST, Compared, ComparedQuery, compared_by_address
from webui.site import site
from webui.urls import RequestState

compare_pages = Blueprint("compare_pages", __name__)

LETTERS = "ABCD"
"""The names of the lines in the charts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the table."""

    count: int
    per_hundred: str
    href: str


@dataclass(frozen=True, slots=True)
class Compare:
    """One query, as the page shows it."""

    letter: str
    text: str
    words: str
    warnings: tuple[str, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class Charts:
    """The same numbers twice: as they are, and of a hundred exchanges of their time."""

    counts: Lines
    shares: Lines


@compare_pages.get("/compare")
def compare() -> str:
    """The queries of the address side by side, and a form to change them."""
    found = compared_by_address()
    shown = list(zip(LETTERS, found.queries, strict=False))
    texts = [each.text for each in found.queries]
    return render_template(
        "compare.html",
        compared=found,
        queries=[_shown(letter, each, found) for letter, each in shown],
        boxes=list(zip(LETTERS, texts + [""] * (MOST - len(texts)), strict=True)),
        charts=_charts(found) if found.periods else None,
        rows=[(found.unit.said(period), _cells(place, found)) for place, period in _latest_first(found)],
        selections=selections(found.state, site().registry, lambda state: compare_href(texts, state)),
        hidden=found.state.parameters(),
        examples=[(" · ".join(each), compare_href(each)) for each in EXAMPLES],
        canonical=compare_href(texts, found.state),
        json_href=_address("place_api.compare", texts, found.state),
        files=[
            (form.label, _address("compared_pages.counts", texts, found.state, form.name))
            for form in FORMS.values()
        ],
        notice=samples_notice(site()),
    )


EXAMPLES = (["cites:ofwat", "cites:ofcom", "cites:ofgem"], ['"facial recognition"', "data protection"])


def compare_href(texts: list[str], state: RequestState = EVERYTHING) -> str:
    """The address of a comparison."""
    return _address("compare_pages.compare", texts, state)


def compared_search_href(state: RequestState) -> str | None:
    """The comparison that begins with a search; None where it has no query."""
    restricted = RequestState(filters=state.filters, since=state.since, until=state.until)
    return compare_href([state.text], restricted) if state.text else None


def _address(endpoint: str, texts: list[str], state: RequestState, form: str | None = None) -> str:
    parameters = [*(("q", text) for text in texts), *state.parameters()]
    path = path_to(endpoint, form=form) if form else path_to(endpoint)
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _shown(letter: str, each: ComparedQuery, found: Compared) -> Compare:
    return Compare(
        letter,
        each.text,
        each.query.words,
        each.query.warnings,
        each.total,
        search_href(replace(found.state, text=each.text)),
    )


def _charts(found: Compared) -> Charts:
    return Charts(
        lines(found.unit, found.periods, [each.counts for each in found.queries]),
        lines(found.unit, found.periods, [found.per_hundred(each) for each in found.queries], LOW_HEIGHT),
    )


def _latest_first(found: Compared) -> list[tuple[int, str]]:
    return list(enumerate(found.periods))[::-1]


def _cells(place: int, found: Compared) -> list[Cell]:
    period = found.periods[place]
    return [
        Cell(
            each.counts[place],
            amount(found.per_hundred(each)[place]),
            search_href(replace(found.state.only(found.unit, period), text=each.text)),
        )
        for each in found.queries
    ]
