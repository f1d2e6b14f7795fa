"""What a search offers under a body that is chosen: its sides, and the bodies before and after it."""

from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import Struct

from corpus.folding import fold
from corpus.registry import Body
from search.lifetimes import name_with_years
from search.result import FacetValue
from webui.choices import search_href
from webui.lineage import predecessors, successors
from webui.sides import SIDE_FIELDS, SideLink, counted_sides, counts_around, side_links
from webui.site import Asked, site
from webui.urls import RequestState


class Relative(Struct, frozen=True):
    """A body before or after a chosen one."""

    lead: str
    label: str
    count: int
    href: str
    """With this body in the place of the chosen ones: just the exchanges that are counted."""
    add_href: str
    """With this body besides the chosen ones."""


class ChosenBody(Struct, frozen=True):
    """What is offered under one body."""

    sides: tuple[SideLink, ...]
    """None where any of several bodies may be cited: a side of one would leave the others out."""
    relatives: tuple[Relative, ...]


def chosen_bodies(here: Asked, values: Iterable[FacetValue]) -> dict[str, ChosenBody]:
    """What is offered under each value of the facet of cited bodies that is chosen."""
    wanted = {fold(value) for value in here.state.values("cites")}
    chosen = [each.value for each in values if fold(each.value) in wanted]
    if not chosen:
        return {}
    around = counts_around(here)
    counts = {each.value: each.count for each in around.facets["cites"]}
    sided = len(wanted) == 1 or here.state.wants_every("cites")
    sided = sided and any(each.count for field in SIDE_FIELDS for each in around.facets[field])
    return {
        body: ChosenBody(
            side_links(here.state, body, counted_sides(body, around)) if sided else (),
            tuple(_relatives(here.state, body, counts, wanted)),
        )
        for body in chosen
    }


def _relatives(
    state: RequestState, body: str, counts: Mapping[str, int], wanted: Set[str]
) -> Iterator[Relative]:
    """Those that some exchange cites and that are not chosen.

    None where all that is chosen must be cited, which one more makes rarer.
    """
    registry = site().registry
    if state.wants_every("cites"):
        return
    for lead, bodies in (
        ("Then", successors(body, registry)),
        ("Before", predecessors(body, registry)),
    ):
        yield from (
            _relative(state, lead, each, counts[each.id])
            for each in bodies
            if counts.get(each.id) and fold(each.id) not in wanted
        )


def _relative(state: RequestState, lead: str, body: Body, count: int) -> Relative:
    # Under the sides of the chosen body a body in its place would be looked for on that body's side.
    around = state.without_any("question_cites", "answer_cites", "unanswered_cites")
    return Relative(
        lead,
        name_with_years(body),
        count,
        search_href(around.only("cites", body.id)),
        search_href(around.choosing("cites", body.id)),
    )
