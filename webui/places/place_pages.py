"""Lists of members, parties, collections and days, and a page for each."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from flask import Blueprint, abort, redirect, render_template
from werkzeug.wrappers import Response

from webui.choices import search_href
from webui.found import fiction_notice, found
from webui.listing import VALUES_ON_A_PAGE, Listing, listing_of
from webui.overview import overview, samples_notice
from webui.paging import Pager, last_page, pager
from webui.paths import path_to
from webui.periods import Unit
from webui.places.compare_pages import compare_href
from webui.places.comparing import MOST
from webui.places.kinds import COLLECTIONS, MEMBERS, PARTIES, PLACE_OF, YEARS, Place, place_at
from webui.places.listed import pictures, rows, values_of
from webui.places.record import PlaceRecord, place_record
from webui.places.shown import days, figures, in_common, standing, timeline
from webui.site import asked, site
from webui.takeaway.links import takeaways_of
from webui.urls import RequestState

place_pages = Blueprint("place_pages", __name__)

_LISTED = {place.path: place for place in (MEMBERS, PARTIES, COLLECTIONS)}


@dataclass(frozen=True, slots=True)
class TimeLink:
    """A year, a month or a day that can be gone to."""

    label: str
    count: int
    href: str


@place_pages.get(f"/<any({', '.join(_LISTED)}):path>")
def places(path: str) -> str:
    """All of a kind."""
    place = _LISTED[path]
    listing = listing_of(place.field)
    values = listing.values(values_of(place, site()), site().registry)
    page = min(asked().state.page, last_page(len(values), VALUES_ON_A_PAGE))
    return render_template(
        "places.html",
        place=place,
        listing=listing,
        rows=rows(place, values[(page - 1) * VALUES_ON_A_PAGE : page * VALUES_ON_A_PAGE], site()),
        pictures=pictures(site()),
        notice=samples_notice(site()),
        json_href=path_to(f"place_api.all_{path}"),
        compare_href=_compare_first(place),
        **list_links(listing, place.list_href, page, len(values)),
    )


def _compare_first(place: Place) -> str | None:
    """A comparison of those with the most exchanges; of members, hundreds of whom are much alike, none."""
    first = values_of(place, site())[:MOST]
    if place is MEMBERS or len(first) < 2:
        return None
    return compare_href([place.query(each.value) for each in first])


def list_links(listing: Listing, path: str, page: int, total: int, **more: str | None) -> dict[str, object]:
    """Where a list of places leads: its orders, its pages, and all of it where only some are listed."""

    def href(listing: Listing, page: int = 1) -> str:
        return RequestState(page=page).address(path, **listing.parameters, **more)

    pages: Pager = pager(page, VALUES_ON_A_PAGE, total, lambda page: href(listing, page))
    return {
        "pager": pages,
        "canonical": href(listing, page),
        "orders": listing.orders(href),
        "all_href": href(replace(listing, typed="")),
        "list_path": path,
        "hidden": {**more, "order": listing.parameters["order"]},
    }


@place_pages.get("/days")
def calendar() -> str:
    """Every month in which something was answered."""
    times = overview(site()).times
    years = sorted(times[Unit.YEAR], reverse=True)
    return render_template(
        "days.html",
        place=YEARS,
        years=[(_time_link(year), [_time_link(month) for month in _months(year)]) for year in years],
        most=max(times[Unit.MONTH].values(), default=1),
        notice=samples_notice(site()),
        json_href=path_to("place_api.all_days"),
    )


@place_pages.get(f"/<any({', '.join((*_LISTED, YEARS.path))}):path>/<slug>")
def place(path: str, slug: str) -> str | Response:
    """One of them: how much, when, and what its exchanges have in common."""
    record = record_at(path, slug)
    if record is None:
        abort(404)
    address = record.place.href(record.value)
    if address != path_to("place_pages.place", path=path, slug=slug):
        return redirect(address, 301)
    return render_template(
        "place.html",
        **page_of(record),
        heading=record.place.unit.said(record.value) if record.place.unit else record.label,
        json_href=path_to(f"place_api.one_of_{path}", id=slug),
        figures=figures(record),
        standing=standing(record) if record.place is MEMBERS else None,
        around=_around(record),
        within=_within(record),
    )


def record_at(path: str, slug: str) -> PlaceRecord | None:
    """The record of the place at an address; None where no exchange belongs to such a one."""
    kind = place_at(path, slug)
    value = kind.value_of(slug) if kind else ""
    if kind is None or not value.strip():
        return None
    record = place_record(kind, value, site().engine)
    return record if record.result.total else None


def page_of(record: PlaceRecord) -> dict[str, object]:
    """What the pages of all places show."""
    state, hits = record.place.about(record.value), record.result.hits
    return {
        "place": record.place,
        "total": record.result.total,
        "days": days(record),
        "timeline": timeline(record, overview(site()).times),
        "in_common": in_common(record),
        "hits": found(hits, state, site().registry, 1),
        "search_href": search_href(state),
        "asking": state,
        "takeaways": takeaways_of(record.place, record.value),
        "notice": samples_notice(site()) or fiction_notice(hit.cited.exchange for hit in hits),
    }


def _around(record: PlaceRecord) -> tuple[TimeLink | None, TimeLink | None]:
    """Of a place in time, the one before and the one after it in which something was answered."""
    if record.place.unit is None:
        return None, None
    known = sorted(overview(site()).times[record.place.unit])
    at = bisect_left(known, record.value)
    before = _time_link(known[at - 1]) if at > 0 else None
    return before, _time_link(known[at + 1]) if at + 1 < len(known) else None


def _within(record: PlaceRecord) -> list[TimeLink]:
    """Of a month its year, of a day both."""
    if record.place.unit is None:
        return []
    return [_time_link(record.value[:length]) for length in (4, 7) if length < len(record.value)]


def _months(year: str) -> list[str]:
    return sorted(month for month in overview(site()).times[Unit.MONTH] if month.startswith(year))


def _time_link(period: str) -> TimeLink:
    unit = Unit.of(period) or Unit.YEAR
    count = overview(site()).times[unit].get(period, 0)
    return TimeLink(unit.said(period), count, PLACE_OF[unit].href(period))
