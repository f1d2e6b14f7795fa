"""Hits as a page shows them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, repeat
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from corpus.collections import collection_title
from corpus.exchange import Exchange, Flag, Speech
from corpus.markdown import plain_text
from corpus.registry import Registry
from indexer.fields import speaker_label
from search.result import Hit
from webui.choices import body_href
from webui.markdown import highlighted
from webui.paths import path_to
from webui.places.kinds import MEMBERS
from webui.urls import RequestState

FLAGS = {
    Flag.WITHDRAWN: ("Withdrawn", "The question was withdrawn."),
    Flag.HOLDING: ("Holding answer", "The answer only says that an answer will follow."),
    Flag.CORRECTED: ("Corrected", "The answer shown replaces an earlier one."),
    Flag.FICTIONAL: ("Fictional", "Written for the samples; nobody ever asked or answered this."),
}
"""How a page names and explains what a source says of an exchange."""

NO_ANSWER = ("No answer", "The source that was indexed holds no answer.")


class Badge(Struct, frozen=True):
    """A short remark on an exchange, with what it means."""

    label: str
    meaning: str


Joint = Literal["", "and", "answered by"]


class Person(Struct, frozen=True):
    """Someone who spoke, as a page shows them."""

    name: str
    href: str
    standing: str | None
    """The party of who asks, the office of who answers, if they have one."""
    joint: Joint
    """What leads from who is before to this one."""


class Label(Struct, frozen=True):
    """A cited body, linked."""

    text: str
    href: str


class Passage(Struct, frozen=True):
    """A snippet, marked."""

    speaker: str
    role: str
    text: Markup


class Found(Struct, frozen=True):
    """A hit."""

    title: Markup
    href: str
    date: date
    collection: str
    reference: str | None
    department: str | None
    people: tuple[Person, ...]
    """Who asked, then who answered."""
    cited: tuple[Label, ...]
    more_cited: int
    """How many cited bodies are not among the labels."""
    passages: tuple[Passage, ...]
    badges: tuple[Badge, ...]


EVERYTHING = RequestState()

LABELS = 6
"""How many cited bodies a hit shows."""


def found(
    hits: Iterable[Hit], state: RequestState, registry: Registry, first: int | None = None
) -> tuple[Found, ...]:
    """Hits with their links.

    The first one's place in the results makes each link lead to a page that knows its neighbours there.
    """
    return tuple(
        _found(hit, registry, exchange_href(hit.cited.exchange.id, state, place))
        for hit, place in zip(hits, repeat(None) if first is None else count(first), strict=False)
    )


def exchange_href(id: str, state: RequestState = EVERYTHING, at: int | None = None, marks: str = "") -> str:
    """The page of an exchange, with the words of a search marked in it, and its place among the results.

    Without a place only the words are carried: the rest of the search says nothing about the exchange.
    """
    path = path_to("exchange_pages.exchange", id=id)
    carried = state.from_the_first() if at else RequestState(state.text)
    return carried.address(path, at=str(at) if at else None, marks=marks)


def badges(exchange: Exchange) -> tuple[Badge, ...]:
    """What to know about an exchange before reading it."""
    notes = [FLAGS[flag] for flag in exchange.flags]
    if not exchange.answers and Flag.WITHDRAWN not in exchange.flags:
        notes.append(NO_ANSWER)
    return tuple(Badge(*note) for note in notes)


def askers(exchange: Exchange) -> str:
    """Who asked; of an exchange without a question, who speaks."""
    return ", ".join(dict.fromkeys(map(speaker_label, exchange.questions or exchange.speeches)))


def question_line(exchange: Exchange) -> str:
    """The first question in one line; of an exchange without a question, what is said first."""
    asked = exchange.questions or exchange.speeches
    return " ".join(plain_text(asked[0].text).split()) if asked else ""


def shortened(text: str, longest: int) -> str:
    """The beginning of a text, up to the end of a word."""
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def is_fictional(exchange: Exchange) -> bool:
    """Whether nobody ever asked it."""
    return Flag.FICTIONAL in exchange.flags


def fiction_notice(exchanges: Iterable[Exchange]) -> str | None:
    """What a page says above exchanges of which some, or all, are samples."""
    fictional = [is_fictional(each) for each in exchanges]
    if not any(fictional):
        return None
    if len(fictional) == 1:
        return "This exchange is fictional."
    return "These exchanges are fictional." if all(fictional) else "Exchanges marked “Fictional” are samples."


def _found(hit: Hit, registry: Registry, href: str) -> Found:
    exchange = hit.cited.exchange
    bodies = list(dict.fromkeys(row.body for row in hit.cited.citations))
    return Found(
        title=highlighted(exchange.title, hit.title_marks),
        href=href,
        date=exchange.date,
        collection=collection_title(exchange.collection),
        reference=exchange.reference,
        department=exchange.department,
        people=(*_people(exchange.questions, ""), *_people(exchange.answers, "answered by", by_office=True)),
        cited=tuple(Label(registry.name_of(body), body_href(body)) for body in bodies[:LABELS]),
        more_cited=max(0, len(bodies) - LABELS),
        passages=tuple(
            Passage(each.speaker, each.role.value, highlighted(each.text, each.marks))
            for each in hit.snippets
        ),
        badges=badges(exchange),
    )


def _people(speeches: Iterable[Speech], lead: Joint, by_office: bool = False) -> Iterator[Person]:
    people = dict.fromkeys(
        (speaker_label(each), (by_office and each.office) or each.party or each.office) for each in speeches
    )
    for name, standing in people:
        yield Person(name, MEMBERS.href(name), standing, lead)
        lead = "and"
