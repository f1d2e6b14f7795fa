"""The one table of fields: what each is called, how it is analysed, whether it is a facet.

Every engine, page, query prefix and help text reads its row here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct

from corpus.citation import Citation, CitedExchange, Side
from corpus.collections import collection_title
from corpus.exchange import Exchange, Flag, Role, Speech
from corpus.markdown import plain_text
from corpus.parties import party_label
from corpus.registry import KINDS, Registry, kind_called


class Kind(StrEnum):
    """What can be asked of a field."""

    TEXT = "text"
    """Words, stemmed; has a twin ``<name>_exact`` of the same words unstemmed, for phrases and prefixes."""
    KEYWORD = "keyword"
    """Whole values, compared folded; counted in facets."""
    DATE = "date"


Distinct = Mapping[str, None]
"""Values, each once, in their order: what a dictionary is fastest at."""


class Outline(NamedTuple):
    """An exchange told apart once: there are twenty fields, and most of them ask for the same few things."""

    exchange: Exchange
    day: str
    """The date, as ``2020-03-12``."""
    questions: Sequence[str]
    """Their plain texts."""
    answers: Sequence[str]
    speakers: Distinct
    """As they are shown."""
    askers: Distinct
    answerers: Distinct
    parties: Distinct
    """Of the askers."""
    people: Distinct
    references: Distinct
    cited: Distinct
    """The bodies."""
    raised: Distinct
    """Those of title and questions."""
    addressed: Distinct
    """Those of answers."""

    @classmethod
    def of(cls, cited: CitedExchange) -> "Outline":
        exchange, citations = cited
        questions: list[str] = []
        answers: list[str] = []
        speakers: dict[str, None] = {}
        askers: dict[str, None] = {}
        answerers: dict[str, None] = {}
        parties: dict[str, None] = {}
        people: dict[str, None] = {}
        references: dict[str, None] = {}
        if exchange.reference:
            references[exchange.reference] = None
        for role, text, speaker, person, party, _, _, reference, _ in exchange.speeches:
            shown = speaker or _label_of(person)
            speakers[shown] = None
            if role is _QUESTION:
                questions.append(plain_text(text))
                askers[shown] = parties[party or UNKNOWN] = None
            else:
                answers.append(plain_text(text))
                answerers[shown] = None
            if person:
                people[person] = None
            if reference:
                references[reference] = None
        if exchange.grouped:
            references |= dict.fromkeys(filter(None, exchange.grouped))
        bodies = _bodies_by_side(citations) if citations else _NO_BODIES
        spoken = questions, answers, speakers, askers, answerers, parties, people, references
        return cls(exchange, exchange.date.isoformat(), *spoken, *bodies)


def _nothing(count: int) -> list[dict[str, None]]:
    return [{} for _ in range(count)]


def _bodies_by_side(citations: Iterable[Citation]) -> Sequence[Distinct]:
    cited, raised, addressed = _nothing(3)
    for body, side, _, _, _, _, _ in citations:
        cited[body] = None
        if side is _IN_ANSWER:
            addressed[body] = None
        else:
            raised[body] = None
    return cited, raised, addressed


_NO_BODIES = _nothing(3)
# Said once, since they are asked for so often: Python 3.11 takes its time to look up what an enumeration has.
_QUESTION, _IN_ANSWER, _HELD, _TAKEN_BACK = Role.QUESTION, Side.ANSWER, Flag.HOLDING, Flag.WITHDRAWN

Reads = Callable[[Outline, Registry], Collection[str]]


class Field(Struct, frozen=True):
    """One row of the table."""

    name: str
    kind: Kind
    label: str
    """What a page calls it, in the singular."""
    read: Reads
    """The field's values of one exchange: texts, keywords as they are shown, or ISO dates."""
    prefixes: tuple[str, ...] = ()
    """What it is called in queries."""
    facet: bool = False
    weight: float = 1.0
    """How much a word in this text field counts beside the others."""
    value_label: Callable[[str, Registry], str] = lambda value, registry: value
    """How a value is shown where that differs from the value itself."""
    canonical: Callable[[str], str] = str
    """The value that a person means by what they type, such as a party by its abbreviation."""
    only: tuple[str, ...] = ()
    """All values that there can be, where that is settled."""
    by_words: bool = False
    """Whether some words of a value are enough in a query: ``by:berry`` finds Siân Berry."""
    sides: tuple[Side, ...] = ()
    """Of a field whose values are cited bodies: where in the exchange a value is cited."""

    def values(self, cited: CitedExchange, registry: Registry) -> Collection[str]:
        """Its values of an exchange that is not told apart yet."""
        return self.read(Outline.of(cited), registry)


def _unanswered(outline: Outline) -> Collection[str]:
    """What is raised and then left out of the answer; nothing where no answer has come yet."""
    if not outline.raised or not outline.answers or _HELD in outline.exchange.flags:
        return ()
    return [body for body in outline.raised if body not in outline.addressed]


def _kinds(outline: Outline, registry: Registry) -> Collection[str]:
    return {kind: None for body in outline.cited if (kind := registry.kind_of(body))}


def _referred_to(exchange: Exchange) -> Collection[str]:
    return dict.fromkeys(_finder_of_numbers()(exchange))


@cache
def _finder_of_numbers() -> Callable[[Exchange], Iterable[str]]:
    from corpus.references import numbers_referred_to  # noqa: PLC0415 (who searches has no need of it)

    return numbers_referred_to


_STATUSES = _ANSWERED, _HOLDING, _NO_ANSWER, _WITHDRAWN = (
    "Answered",
    "Holding answer",
    "No answer",
    "Withdrawn",
)


def _status(outline: Outline) -> str:
    """Whether there is an answer, in a word that a page shows."""
    flags = outline.exchange.flags
    if _TAKEN_BACK in flags:
        return _WITHDRAWN
    if not outline.answers:
        return _NO_ANSWER
    return _HOLDING if _HELD in flags else _ANSWERED


_UNNAMED = "Unnamed member "
UNKNOWN = "Unknown"
"""Shown and counted in the place of a name that no source gives."""


def speaker_label(speech: Speech) -> str:
    """The name that a speech is shown and counted under, also where its source gives none."""
    return speech.speaker or _label_of(speech.person)


def _label_of(person: str | None) -> str:
    return f"{_UNNAMED}{person.rpartition('/')[2]}" if person else UNKNOWN


def is_named(speaker: str) -> bool:
    """Whether a speaker's label is a name, not one that stands for none."""
    return speaker != UNKNOWN and not speaker.startswith(_UNNAMED)


def _body_name(body: str, registry: Registry) -> str:
    return registry.name_of(body)


def _kind_title(kind: str, registry: Registry) -> str:
    return KINDS.get(kind_called(kind), kind)


def _collection_title(key: str, registry: Registry) -> str:
    return collection_title(key)


def _month_name(month: str, registry: Registry) -> str:
    try:
        return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
    except ValueError:  # A value that a person made up: no exchange has it.
        return month


def _text(name: str, read: Reads, weight: float = 1.0) -> Field:
    return Field(name, Kind.TEXT, name, read, (name,), weight=weight)


def _facet(name: str, label: str, read: Reads, *prefixes: str, **more: Any) -> Field:
    return Field(name, Kind.KEYWORD, label, read, prefixes, facet=True, **more)


def _bodies(name: str, label: str, read: Reads, *sides: Side) -> Field:
    return _facet(name, label, read, name, value_label=_body_name, sides=sides)


def _people(name: str, label: str, read: Reads, *prefixes: str) -> Field:
    return _facet(name, label, read, *prefixes, by_words=True)


FIELDS = (
    # What is asked makes an exchange what it is; answers are long, and say much that others say too.
    _text("title", lambda o, r: [o.exchange.title], weight=6.0),
    _text("question", lambda o, r: o.questions, weight=2.0),
    _text("answer", lambda o, r: o.answers),
    _facet(
        "collection",
        "collection",
        lambda o, r: [o.exchange.collection],
        *("in", "section", "collection"),
        value_label=_collection_title,
    ),
    _bodies("cites", "cited body", lambda o, r: o.cited, *Side),
    _bodies("question_cites", "body cited in the question", lambda o, r: o.raised, Side.TITLE, Side.QUESTION),
    _bodies("answer_cites", "body cited in the answer", lambda o, r: o.addressed, Side.ANSWER),
    _bodies(
        "unanswered_cites",
        "body raised in the question, not in the answer",
        lambda o, r: _unanswered(o),
        *(Side.TITLE, Side.QUESTION),
    ),
    _facet(
        "body_kind",
        "kind of cited body",
        _kinds,
        "kind",
        value_label=_kind_title,
        canonical=kind_called,
        only=tuple(KINDS),
    ),
    _people("member", "member", lambda o, r: o.speakers, "member", "speaker"),
    _people("asked_by", "asker", lambda o, r: o.askers, "asked", "by"),
    _people("answered_by", "answerer", lambda o, r: o.answerers, "answered"),
    _facet("party", "party of the asker", lambda o, r: o.parties, "party", canonical=party_label),
    _facet(
        "department",
        "department",
        lambda o, r: (o.exchange.department,) if o.exchange.department else (),
        *("dept", "department"),
        by_words=True,
    ),
    _facet("status", "status", lambda o, r: [_status(o)], "status", only=_STATUSES),
    _facet("year", "year", lambda o, r: [o.day[:4]], "year"),
    _facet("month", "month", lambda o, r: [o.day[:7]], "month", value_label=_month_name),
    _facet("day", "day", lambda o, r: [o.day], "day"),
    Field("reference", Kind.KEYWORD, "reference", lambda o, r: o.references, ("ref",)),
    Field(
        "refers_to", Kind.KEYWORD, "question referred to", lambda o, r: _referred_to(o.exchange), ("refers",)
    ),
    Field("person", Kind.KEYWORD, "person's id", lambda o, r: o.people, ("person",)),
    Field("date", Kind.DATE, "date", lambda o, r: [o.day], ("date",)),
)

FIELD = {field.name: field for field in FIELDS}
TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
FACETS = tuple(field.name for field in FIELDS if field.facet)
CITING_FIELDS = tuple(field.name for field in FIELDS if field.sides)
