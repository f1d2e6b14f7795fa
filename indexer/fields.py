"""The one table of fields: what each is called, how it is analysed, whether it is a facet.

Every engine, page, query prefix and help text reads its row here.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from corpus.citation import CitedExchange, Side
from corpus.collections import collection_title
from corpus.exchange import Exchange, Flag, Speech
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


Values = Callable[[CitedExchange, Registry], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table."""

    name: str
    kind: Kind
    label: str
    """What a page calls it, in the singular."""
    values: Values
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


def _texts(speeches: Iterable[Speech]) -> list[str]:
    return [plain_text(speech.text) for speech in speeches]


def _names(speeches: Iterable[Speech]) -> list[str]:
    return _distinct(map(speaker_label, speeches))


def _distinct(values: Iterable[str | None]) -> list[str]:
    there = [value for value in values if value]
    return list(dict.fromkeys(there)) if len(there) > 1 else there


def _cited(cited: CitedExchange, sides: Collection[Side] = tuple(Side)) -> list[str]:
    if not cited.citations:
        return []
    return _distinct([row.body for row in cited.citations if row.side in sides])


def _raised(cited: CitedExchange) -> list[str]:
    return _cited(cited, (Side.TITLE, Side.QUESTION))


def _addressed(cited: CitedExchange) -> list[str]:
    return _cited(cited, (Side.ANSWER,))


def _unanswered(cited: CitedExchange) -> list[str]:
    """What is raised and then left out of the answer; nothing where no answer has come yet."""
    raised = _raised(cited)
    if not raised or not cited.exchange.answers or Flag.HOLDING in cited.exchange.flags:
        return []
    addressed = _addressed(cited)
    return [body for body in raised if body not in addressed]


def _references(exchange: Exchange) -> list[str]:
    return _distinct(
        [exchange.reference, *(speech.reference for speech in exchange.speeches), *exchange.grouped]
    )


def _referred_to(exchange: Exchange) -> list[str]:
    from corpus.references import numbers_referred_to  # noqa: PLC0415 (who searches has no need of it)

    return _distinct(numbers_referred_to(exchange))


_STATUSES = _ANSWERED, _HOLDING, _NO_ANSWER, _WITHDRAWN = (
    "Answered",
    "Holding answer",
    "No answer",
    "Withdrawn",
)


def _status(exchange: Exchange) -> str:
    """Whether there is an answer, in a word that a page shows."""
    if Flag.WITHDRAWN in exchange.flags:
        return _WITHDRAWN
    if not exchange.answers:
        return _NO_ANSWER
    return _HOLDING if Flag.HOLDING in exchange.flags else _ANSWERED


def _people_ids(exchange: Exchange) -> list[str]:
    return _distinct([speech.person for speech in exchange.speeches])


_UNNAMED, _UNKNOWN = "Unnamed member ", "Unknown"


def speaker_label(speech: Speech) -> str:
    """The name that a speech is shown and counted under, also where its source gives none."""
    if speech.speaker:
        return speech.speaker
    return f"{_UNNAMED}{speech.person.rpartition('/')[2]}" if speech.person else _UNKNOWN


def is_named(speaker: str) -> bool:
    """Whether a speaker's label is a name, not one that stands for none."""
    return speaker != _UNKNOWN and not speaker.startswith(_UNNAMED)


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


def _text(name: str, values: Values, weight: float = 1.0) -> Field:
    return Field(name, Kind.TEXT, name, values, (name,), weight=weight)


def _facet(name: str, label: str, values: Values, *prefixes: str, **more: Any) -> Field:
    return Field(name, Kind.KEYWORD, label, values, prefixes, facet=True, **more)


def _bodies(name: str, label: str, bodies: Callable[[CitedExchange], list[str]], *sides: Side) -> Field:
    return _facet(name, label, lambda c, r: bodies(c), name, value_label=_body_name, sides=sides)


def _people(name: str, label: str, speeches: Callable[[Exchange], Iterable[Speech]], *prefixes: str) -> Field:
    return _facet(name, label, lambda c, r: _names(speeches(c.exchange)), *prefixes, by_words=True)


FIELDS = (
    # What is asked makes an exchange what it is; answers are long, and say much that others say too.
    _text("title", lambda c, r: [c.exchange.title], weight=6.0),
    _text("question", lambda c, r: _texts(c.exchange.questions), weight=2.0),
    _text("answer", lambda c, r: _texts(c.exchange.answers)),
    _facet(
        "collection",
        "collection",
        lambda c, r: [c.exchange.collection],
        *("in", "section", "collection"),
        value_label=_collection_title,
    ),
    _bodies("cites", "cited body", _cited, *Side),
    _bodies("question_cites", "body cited in the question", _raised, Side.TITLE, Side.QUESTION),
    _bodies("answer_cites", "body cited in the answer", _addressed, Side.ANSWER),
    _bodies(
        "unanswered_cites",
        "body raised in the question, not in the answer",
        _unanswered,
        *(Side.TITLE, Side.QUESTION),
    ),
    _facet(
        "body_kind",
        "kind of cited body",
        lambda c, r: _distinct(map(r.kind_of, _cited(c))),
        "kind",
        value_label=_kind_title,
        canonical=kind_called,
        only=tuple(KINDS),
    ),
    _people("member", "member", lambda exchange: exchange.speeches, "member", "speaker"),
    _people("asked_by", "asker", lambda exchange: exchange.questions, "asked", "by"),
    _people("answered_by", "answerer", lambda exchange: exchange.answers, "answered"),
    _facet(
        "party",
        "party of the asker",
        lambda c, r: _distinct([speech.party or _UNKNOWN for speech in c.exchange.questions]),
        "party",
        canonical=party_label,
    ),
    _facet(
        "department",
        "department",
        lambda c, r: _distinct([c.exchange.department]),
        *("dept", "department"),
        by_words=True,
    ),
    _facet("status", "status", lambda c, r: [_status(c.exchange)], "status", only=_STATUSES),
    _facet("year", "year", lambda c, r: [c.exchange.date.isoformat()[:4]], "year"),
    _facet(
        "month",
        "month",
        lambda c, r: [c.exchange.date.isoformat()[:7]],
        "month",
        value_label=_month_name,
    ),
    _facet("day", "day", lambda c, r: [c.exchange.date.isoformat()], "day"),
    Field("reference", Kind.KEYWORD, "reference", lambda c, r: _references(c.exchange), ("ref",)),
    Field(
        "refers_to", Kind.KEYWORD, "question referred to", lambda c, r: _referred_to(c.exchange), ("refers",)
    ),
    Field("person", Kind.KEYWORD, "person's id", lambda c, r: _people_ids(c.exchange), ("person",)),
    Field("date", Kind.DATE, "date", lambda c, r: [c.exchange.date.isoformat()], ("date",)),
)

FIELD = {field.name: field for field in FIELDS}
TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
FACETS = tuple(field.name for field in FIELDS if field.facet)
CITING_FIELDS = tuple(field.name for field in FIELDS if field.sides)
