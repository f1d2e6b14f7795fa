"""What the index holds of one body: who cites it, when, where, and together with which others."""

from dataclasses import dataclass, replace

from search.engine import Engine
from search.request import Filter, Request, Sort
from search.result import FacetValue, Hit, Result
from webui.chart import Counts, counts_by_year
from webui.sides import COUNTED_FIELDS, Sides, counted_sides

LATEST = 5
_FACETS = ("year", "asked_by", "party", *COUNTED_FIELDS)


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """The exchanges that cite a body."""

    body: str
    result: Result
    """The latest of them, and what they have in common."""
    first: Hit | None
    sides: Sides
    question_years: Counts
    answer_years: Counts

    @property
    def last(self) -> Hit | None:
        return next(iter(self.result.hits), None)

    @property
    def years(self) -> Counts:
        """The exchanges that cite it on any side."""
        return counts_by_year(self.result.facets["year"])

    @property
    def cited_together(self) -> tuple[FacetValue, ...]:
        """The other bodies that these exchanges cite."""
        return tuple(each for each in self.result.facets["cites"] if each.value != self.body)


def body_record(body: str, engine: Engine) -> BodyRecord:
    """The record of a body, as four searches give it."""
    # "Every" of one value counts the facet of cited bodies under it: the others that are cited with it.
    request = Request(filters=(Filter("cites", (body,), every=True),), sort=Sort.NEWEST, size=LATEST)
    result = engine.search(replace(request, facets=_FACETS))
    oldest = engine.search(replace(request, sort=Sort.OLDEST, size=1)).hits

    def years(field: str) -> Counts:
        on_side = Request(filters=(Filter(field, (body,)),), size=0, facets=("year",))
        return counts_by_year(engine.search(on_side).facets["year"])

    return BodyRecord(
        body,
        result,
        next(iter(oldest), None),
        counted_sides(body, result),
        years("question_cites"),
        years("answer_cites"),
    )
