"""In the question, in the answer, in both, or raised and not addressed: how often each, with its link."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from msgspec import Struct

from search.engine import Engine
from search.request import Filter, Request
from search.result import FacetValue, Result
from webui.choices import search_href
from webui.site import Asked, site
from webui.urls import RequestState

SIDE_FIELDS = ("question_cites", "answer_cites", "unanswered_cites")
COUNTED_FIELDS = ("cites", *SIDE_FIELDS)

_LINKS = (
    ("in the question", ("question_cites",)),
    ("in the answer", ("answer_cites",)),
    ("in both", ("question_cites", "answer_cites")),
    ("raised, not addressed", ("unanswered_cites",)),
)


@dataclass(frozen=True, slots=True)
class Sides:
    """How many exchanges cite a body, and where in them."""

    total: int
    question: int
    """Also those that cite it in the title."""
    answer: int
    unanswered: int
    """Those whose answer does not cite it; a question that waits for its answer is not counted."""

    @property
    def both(self) -> int:
        """Every citation is on one side or the other."""
        return self.question + self.answer - self.total


class SideLink(Struct, frozen=True):
    """One way to cite a body."""

    label: str
    count: int
    href: str
    """Of the way that is chosen: without it. Of another: just the exchanges that are counted."""
    chosen: bool


def counted_sides(body: str, result: Result) -> Sides:
    """The sides of a body from a result with all values of the fields that are counted."""
    return Sides(*(_count(body, result.facets[field]) for field in COUNTED_FIELDS))


def sides_of(body: str, engine: Engine) -> Sides:
    """The sides of a body in the whole index."""
    own = Filter("cites", (body,), every=True)
    return counted_sides(body, engine.search(Request(filters=(own,), size=0, facets=COUNTED_FIELDS)))


def side_links(state: RequestState, body: str, sides: Sides) -> tuple[SideLink, ...]:
    """The ways in which a body is cited, as narrower searches than a state that asks for it."""
    base = state.without_any(*SIDE_FIELDS)
    chosen = {field: state.values(field) for field in SIDE_FIELDS if state.values(field)}
    counts = (sides.question, sides.answer, sides.both, sides.unanswered)
    return tuple(
        _link(base, label, count, dict.fromkeys(fields, (body,)), chosen)
        for (label, fields), count in zip(_LINKS, counts, strict=True)
    )


def counts_around(here: Asked) -> Result:
    """The counts of all bodies on each side, whatever side is chosen."""
    base = replace(here, state=here.state.without_any(*SIDE_FIELDS))
    return site().engine.search(base.request(COUNTED_FIELDS).counted())


def _link(
    base: RequestState,
    label: str,
    count: int,
    values: dict[str, tuple[str, ...]],
    chosen: dict[str, tuple[str, ...]],
) -> SideLink:
    after = base
    for field, (body,) in values.items():
        after = after.only(field, body)
    return SideLink(label, count, search_href(base if values == chosen else after), values == chosen)


def _count(body: str, values: Iterable[FacetValue]) -> int:
    return next((each.count for each in values if each.value == body), 0)
