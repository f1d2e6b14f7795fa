"""The one table of places: what there is a list of, and a page for each."""

import re
from dataclasses import dataclass

from corpus.folding import fold
from indexer.fields import FIELD, UNKNOWN, is_named
from search.request import Filter
from webui.paths import path_to
from webui.periods import Unit
from webui.urls import RequestState

_SIMPLE = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Series:
    """One of the two ways in which an exchange belongs to a place."""

    label: str
    field: str
    value: str | None = None
    """None where it is the place's own."""
    exclude: bool = False

    def narrowed(self, state: RequestState, own: str) -> RequestState:
        """The exchanges of a state that belong in this way."""
        value = self.value or own
        if self.exclude:
            return state.choosing(self.field, value, exclude=True)
        return state.only(self.field, value)


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place: the values of one facet."""

    path: str
    """The first part of its addresses."""
    field: str
    title: str
    """Of the list of them."""
    lede: str
    belongs: str
    """What an exchange does there, after a number of them: "12 exchanges … it"."""
    series: tuple[Series, Series]
    """Together they are all of its exchanges; some may belong in both ways."""
    lists: tuple[tuple[str, str], ...]
    """What its exchanges have in common: facets, and what each is called there."""
    unit: Unit | None = None
    """Of a place in time: how long it is."""
    shown: int = 5
    """How many of its latest exchanges its page shows."""
    unknown: str = ""
    """What the value "Unknown" means."""
    numbered: str = ""
    """What a value with a number in the place of a name means."""

    def about(self, value: str) -> RequestState:
        """The search for its exchanges."""
        return RequestState(filters=(Filter(self.field, (value,)),))

    def query(self, value: str) -> str:
        """The same as a person would type it."""
        prefix = FIELD[self.field].prefixes[0]
        bare = value.replace('"', " ")
        return f"{prefix}:{value}" if _SIMPLE.fullmatch(value) else f'{prefix}:"{bare}"'

    def value_of(self, slug: str) -> str:
        """The value that the last part of an address means, compared folded like any other."""
        return FIELD[self.field].canonical(slug.replace("-", " "))

    def id_of(self, value: str) -> str:
        """What stands for it in addresses; bodies have ids of their own."""
        return value if self.path == "bodies" else slug_of(value)

    def note(self, value: str) -> str:
        """What a value means that is no name."""
        if is_named(value):
            return ""
        return self.unknown if value == UNKNOWN else self.numbered

    @property
    def list_href(self) -> str:
        """The list of all of them."""
        if self.path == "bodies":
            return path_to("body_pages.bodies")
        if self.path == "days":
            return path_to("place_pages.calendar")
        return path_to("place_pages.places", path=self.path)

    def href(self, value: str) -> str:
        """The page of one of them."""
        if self.path == "bodies":
            return path_to("body_pages.body", id=value)
        return path_to("place_pages.place", path=self.path, slug=slug_of(value))


def slug_of(value: str) -> str:
    """The last part of the address of a place: values that compare equal have one."""
    return fold(value).replace(" ", "-") or value.casefold()


def place_at(path: str, slug: str) -> Place | None:
    """The kind of place at an address; times share theirs, and differ in length."""
    unit = Unit.of(slug)
    return next((each for each in PLACES if each.path == path and each.unit in (None, unit)), None)


_ANSWERED = (
    Series("answered", "status", "Answered"),
    Series("without an answer", "status", "Answered", exclude=True),
)
_BODIES = ("cites", "Bodies cited")
_ASKERS = ("asked_by", "Who asked")
_PARTIES = ("party", "Parties of the askers")
_DEPARTMENTS = ("department", "Departments asked")
_COLLECTIONS = ("collection", "Collections")


def _time(unit: Unit) -> Place:
    return Place(
        path="days",
        field=unit.value,
        title="Days",
        lede="When questions were answered: by year, month and day.",
        belongs="on this day" if unit is Unit.DAY else "in this time",
        series=_ANSWERED,
        lists=(_BODIES, _ASKERS, _PARTIES, _DEPARTMENTS, _COLLECTIONS),
        unit=unit,
        shown=20 if unit is Unit.DAY else 5,
    )


BODIES = Place(
    path="bodies",
    field="cites",
    title="Public bodies",
    lede="The bodies that questions and answers are searched for, and how many exchanges cite each.",
    belongs="cite it",
    series=(Series("in the question", "question_cites"), Series("in the answer", "answer_cites")),
    lists=(_ASKERS, _PARTIES, ("cites", "Cited together with it")),
)
MEMBERS = Place(
    path="members",
    field="member",
    title="Members",
    lede="Everybody who asked or answered, with the number of exchanges in which they did.",
    belongs="in all",
    series=(Series("asked", "asked_by"), Series("answered", "answered_by")),
    lists=(_BODIES, _DEPARTMENTS, ("answered_by", "Who answered"), _PARTIES, _COLLECTIONS),
    unknown="Exchanges in which somebody speaks whom the sources do not name.",
    numbered="The sources give the number of this member, and no name.",
)
PARTIES = Place(
    path="parties",
    field="party",
    title="Parties",
    lede="The parties of those who asked, on the day they did.",
    belongs="in all",
    series=_ANSWERED,
    lists=(_BODIES, _ASKERS, _DEPARTMENTS, _COLLECTIONS),
    unknown="Exchanges whose sources do not tell the party of whoever asked.",
)
COLLECTIONS = Place(
    path="collections",
    field="collection",
    title="Collections",
    lede="Whose questions they are: each house and each kind of question is a collection.",
    belongs="in it",
    series=_ANSWERED,
    lists=(_BODIES, _ASKERS, _PARTIES, _DEPARTMENTS),
)
YEARS, MONTHS, DAYS = _time(Unit.YEAR), _time(Unit.MONTH), _time(Unit.DAY)

PLACES = (BODIES, MEMBERS, PARTIES, COLLECTIONS, YEARS, MONTHS, DAYS)

PLACE_OF = {place.field: place for place in PLACES} | {"asked_by": MEMBERS, "answered_by": MEMBERS}
"""By the facet whose values they are."""
