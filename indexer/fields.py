"""The one table of fields: what each is called, how it is analysed, whether it is a facet.

Every engine, page, query prefix and help text reads its row here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.citation import CitedExchange, Side
from corpus.collections import collection_title
from corpus.exchange import Exchange, Speech
from corpus.markdown import plain_text
from corpus.parties import party_label
from corpus.registry import Registry


class Kind(StrEnum):
    """What can be asked of a field."""

    TEXT = "text"
    """Words, stemmed; has a twin ``<name>_exact`` of the same words unstemmed, for phrases and prefixes."""
    KEYWORD = "keyword"
    """Whole values, compared folded; counted in facets."""
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table."""

    name: str
    kind: Kind
    label: str
    """What a page calls it, in the singular."""
    values: Callable[[CitedExchange, Registry], Iterable[str]]
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
    by_words: bool = False
    """Whether some words of a value are enough in a query: ``by:berry`` finds Siân Berry."""


def _texts(speeches: Iterable[Speech]) -> list[str]:
    return [plain_text(speech.text) for speech in speeches]


def _names(speeches: Iterable[Speech]) -> list[str]:
    return _distinct(speaker_label(speech) for speech in speeches)


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _cited(cited: CitedExchange, *sides: Side) -> list[str]:
    return _distinct(row.body for row in cited.citations if not sides or row.side in sides)


def _references(exchange: Exchange) -> list[str]:
    return _distinct(
        [exchange.reference, *(speech.reference for speech in exchange.speeches), *exchange.grouped]
    )


def speaker_label(speech: Speech) -> str:
    """The name that a speech is shown and counted under, also where its source gives none."""
    if speech.speaker:
        return speech.speaker
    return f"Unnamed ({speech.person})" if speech.person else "Unknown"


FIELDS = (
    Field("title", Kind.TEXT, "title", lambda c, r: [c.exchange.title], ("title",), weight=2.0),
    Field("question", Kind.TEXT, "question", lambda c, r: _texts(c.exchange.questions), ("question",)),
    Field("answer", Kind.TEXT, "answer", lambda c, r: _texts(c.exchange.answers), ("answer",)),
    Field(
        "collection", Kind.KEYWORD, "collection", lambda c, r: [c.exchange.collection], ("in", "section", "collection"),
        facet=True, value_label=lambda value, registry: collection_title(value),
    ),
    Field(
        "cites", Kind.KEYWORD, "cited body", lambda c, r: _cited(c), ("cites",),
        facet=True, value_label=lambda value, registry: registry.name_of(value),
    ),
    Field(
        "question_cites", Kind.KEYWORD, "body cited in the question",
        lambda c, r: _cited(c, Side.TITLE, Side.QUESTION), ("question_cites",),
        facet=True, value_label=lambda value, registry: registry.name_of(value),
    ),
    Field(
        "answer_cites", Kind.KEYWORD, "body cited in the answer", lambda c, r: _cited(c, Side.ANSWER), ("answer_cites",),
        facet=True, value_label=lambda value, registry: registry.name_of(value),
    ),
    Field(
        "body_kind", Kind.KEYWORD, "kind of cited body",
        lambda c, r: _distinct(r.kind_of(body) for body in _cited(c)), ("kind",), facet=True,
    ),
    Field("member", Kind.KEYWORD, "member", lambda c, r: _names(c.exchange.speeches), ("member", "speaker"), facet=True, by_words=True),
    Field("asked_by", Kind.KEYWORD, "asker", lambda c, r: _names(c.exchange.questions), ("asked", "by"), facet=True, by_words=True),
    Field("answered_by", Kind.KEYWORD, "answerer", lambda c, r: _names(c.exchange.answers), ("answered",), facet=True, by_words=True),
    Field(
        "party", Kind.KEYWORD, "party of the asker",
        lambda c, r: _distinct(speech.party or "Unknown" for speech in c.exchange.questions), ("party",), facet=True,
        canonical=party_label,
    ),
    Field(
        "department", Kind.KEYWORD, "department", lambda c, r: _distinct([c.exchange.department]), ("dept", "department"),
        facet=True, by_words=True,
    ),
    Field("year", Kind.KEYWORD, "year", lambda c, r: [f"{c.exchange.date:%Y}"], ("year",), facet=True),
    Field("month", Kind.KEYWORD, "month", lambda c, r: [f"{c.exchange.date:%Y-%m}"], ("month",), facet=True),
    Field("reference", Kind.KEYWORD, "reference", lambda c, r: _references(c.exchange), ("ref",)),
    Field(
        "person", Kind.KEYWORD, "person's id", lambda c, r: _distinct(s.person for s in c.exchange.speeches), ("person",),
    ),
    Field("date", Kind.DATE, "date", lambda c, r: [c.exchange.date.isoformat()], ("date",)),
)  # fmt: skip

FIELD = {field.name: field for field in FIELDS}
TEXT_FIELDS = tuple(field for field in FIELDS if field.kind is Kind.TEXT)
FACETS = tuple(field.name for field in FIELDS if field.facet)
