"""An exchange as its page shows it: speeches with their marks, and who is cited where."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from corpus.citation import Citation, CitedExchange, Side
from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import plain_text
from corpus.parties import party_colour
from corpus.references import Reference
from corpus.registry import Registry
from indexer.fields import speaker_label
from search.passages.cutting import merged
from search.passages.finding import Finder
from search.query.terms import positive_parts
from search.query.tree import Query
from search.request import Filter
from webui.choices import body_href, day_in_words, search_href
from webui.exchange.reasons import Reasons
from webui.exchange.related import RelatedLink
from webui.markdown import CitationMark, highlighted, speech_html
from webui.places.kinds import COLLECTIONS, DAYS, MEMBERS, PARTIES
from webui.urls import RequestState

_ANCHOR = re.compile(r"[A-Za-z][\w.-]{0,80}", re.ASCII)

_SIDES = {Side.TITLE: "title", Side.QUESTION: "question", Side.ANSWER: "answer"}


@dataclass(frozen=True, slots=True)
class ShownSpeech:
    """A speech, ready to be shown."""

    role: str
    speaker: str
    speaker_href: str | None
    party: str | None
    party_href: str | None
    colour: str | None
    """Of the party, shown beside its name."""
    office: str | None
    anchor: str
    reference: str | None
    url: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Place:
    """How often one side of an exchange names a body, and where that begins."""

    side: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name a body, and why they count; the marks of the page are described by it."""

    id: str
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class CitedBody:
    """A body that an exchange cites."""

    name: str
    href: str
    places: tuple[Place, ...]
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class GroupedLink:
    """The reference of a question answered together with this one."""

    reference: str
    href: str


Namings = dict[Citation, Naming]
Marks = Mapping[int | None, Sequence[CitationMark]]


def namings(cited: CitedExchange, registry: Registry) -> Namings:
    """The citations of an exchange that are alike, as one: the same words for the same reason."""
    reasons = Reasons(cited, registry)
    found: Namings = {}
    known: dict[tuple[str, str, str], Naming] = {}
    for row in cited.citations:
        reason = reasons.reason(row)
        alike = row.body, row.surface, reason
        found[row] = known.setdefault(alike, Naming(f"why-{len(known) + 1}", row.surface, reason))
    return found


def shown_speeches(cited: CitedExchange, tree: Query, marks: Marks) -> tuple[ShownSpeech, ...]:
    """The speeches of an exchange, with what they cite and the words of a query marked."""
    parts = tuple(positive_parts(tree))
    finders = {role: Finder.of(part for part in parts if part.field in (None, role.value)) for role in Role}
    anchors = _anchors(cited.exchange)
    return tuple(
        ShownSpeech(
            role=speech.role.value.capitalize(),
            speaker=speaker_label(speech),
            speaker_href=MEMBERS.href(speaker_label(speech)) if speech.speaker or speech.person else None,
            party=speech.party,
            party_href=_party_href(speech),
            colour=party_colour(speech.party) if speech.party else None,
            office=speech.office,
            anchor=anchors[number],
            reference=speech.reference,
            url=speech.url,
            html=speech_html(
                speech.text,
                marks.get(number, ()),
                merged(finders[speech.role].find(plain_text(speech.text))),
            ),
        )
        for number, speech in enumerate(cited.exchange.speeches)
    )


def marks_of(named: Namings, pointers: Mapping[Reference, RelatedLink], registry: Registry) -> Marks:
    """The marks of what an exchange cites and points to, by their speech, or None for the title."""
    found: defaultdict[int | None, list[CitationMark]] = defaultdict(list)
    for row, naming in named.items():
        reason = f"{registry.name_of(row.body)}: {naming.reason}"
        mark = CitationMark(row.start, row.end, body_href(row.body), reason, naming.id)
        found[row.speech].append(mark)
    for reference, link in pointers.items():
        reason = f"{link.exchange.title}, {day_in_words(link.exchange.date)}"
        mark = CitationMark(reference.start, reference.end, link.href, reason, link.id, "citation pointer")
        found[reference.speech].append(mark)
    return found


def shown_title(cited: CitedExchange, tree: Query, marks: Marks) -> Markup:
    """The title of an exchange, marked like its speeches."""
    title = cited.exchange.title
    finder = Finder.of(part for part in positive_parts(tree) if part.field in (None, "title"))
    return highlighted(title, merged(finder.find(title)), marks.get(None, ()))


def cited_bodies(cited: CitedExchange, named: Namings, registry: Registry) -> tuple[CitedBody, ...]:
    """The bodies that an exchange cites, in the order in which it first does."""
    anchors = _anchors(cited.exchange)
    rows: dict[str, list[Citation]] = {}
    for row in cited.citations:
        rows.setdefault(row.body, []).append(row)
    return tuple(
        CitedBody(
            registry.name_of(body),
            body_href(body),
            tuple(_places(of_body, anchors)),
            tuple(dict.fromkeys(named[row] for row in of_body)),
        )
        for body, of_body in rows.items()
    )


def grouped_links(exchange: Exchange) -> tuple[GroupedLink, ...]:
    """Searches for the questions that were answered together with this one."""
    return tuple(
        GroupedLink(reference, search_href(RequestState(f"ref:{reference}")))
        for reference in exchange.grouped
    )


def collection_href(exchange: Exchange) -> str:
    """The page of its collection."""
    return COLLECTIONS.href(exchange.collection)


def day_href(exchange: Exchange) -> str:
    """The page of its day."""
    return DAYS.href(exchange.date.isoformat())


def same_day_href(exchange: Exchange) -> str:
    """The exchanges of the same collection and day."""
    state = RequestState(filters=(Filter("collection", (exchange.collection,)),))
    return search_href(replace(state, since=exchange.date, until=exchange.date))


def web_address(url: str | None) -> str | None:
    """An address of the web; a source may say anything, and nothing else is made a link."""
    return url if url and url.startswith(("https://", "http://")) else None


def _party_href(speech: Speech) -> str | None:
    """The page of the party of someone who asked: parties are counted by what their members ask."""
    return PARTIES.href(speech.party) if speech.party and speech.role is Role.QUESTION else None


def _anchors(exchange: Exchange) -> tuple[str, ...]:
    """A name for each speech that a link can end in: the source's own where it is one, and unique."""
    given = Counter(speech.anchor for speech in exchange.speeches)
    return tuple(_anchor(speech, number, given) for number, speech in enumerate(exchange.speeches))


def _anchor(speech: Speech, number: int, given: Counter[str]) -> str:
    usable = _ANCHOR.fullmatch(speech.anchor) and given[speech.anchor] == 1
    return speech.anchor if usable else f"speech-{number + 1}"


def _places(rows: Sequence[Citation], anchors: Sequence[str]) -> Iterable[Place]:
    for side, label in _SIDES.items():
        on_side = [row for row in rows if row.side is side]
        if on_side:
            first = on_side[0].speech
            yield Place(label, len(on_side), f"#{anchors[first]}" if first is not None else "#title")
