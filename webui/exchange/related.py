"""The exchanges that belong with one: its other parts, references to and from it, similar questions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.citation import CitedExchange
from corpus.exchange import Exchange
from corpus.references import Reference
from indexer.fields import speaker_label
from search.belonging.cross_references import referred_to, referring_to
from search.belonging.other_parts import other_parts
from search.widening.asking import ASKING
from webui.found import exchange_href, question_line, shortened
from webui.site import Site

_SHOWN = 110
"""How many characters of a question are shown beside a link to it."""

_ADDRESSED = re.compile(
    rf"\ATo ask [^.?]{{3,160}}?,? (?=(?:(?:for|in|on) )?(?:{'|'.join(sorted(ASKING))}|with)\b)"
)
"""Whom a question is put to: the words that all questions of a house begin with."""


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """An exchange beside another one, in a line."""

    id: str
    """Of the element of the page; marks that point to it are described by it."""
    exchange: Exchange
    href: str
    asked_by: str
    asks: str
    """How its question begins: many that belong together have one title, asker and day."""
    number: str | None = None
    """The number by which it is pointed to."""


@dataclass(frozen=True, slots=True)
class RelatedList:
    """One way to belong with an exchange."""

    key: str
    title: str
    links: tuple[RelatedLink, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """All of them."""

    lists: tuple[RelatedList, ...]
    """Those that have anything."""
    pointers: Mapping[Reference, RelatedLink]
    """The places in the texts that point to another exchange."""


def related(cited: CitedExchange, site: Site) -> Related:
    """What belongs with an exchange; what stands in one list does not come again as similar."""
    exchange, engine = cited.exchange, site.engine
    pointed_to = referred_to(exchange, engine)
    numbers = {other.id: reference.number for reference, other in reversed(list(pointed_to.items()))}
    parts = other_parts(exchange, engine)
    referred = list({other.id: other for other in pointed_to.values()}.values())
    referring = referring_to(exchange, engine)
    known = {each.id for each in (*parts, *referred, *referring)}
    similar = [each.exchange for each in site.similar.to(cited, known)]
    refers_to = _listed("refers-to", "Refers to", referred, numbers)
    links = {link.exchange.id: link for link in refers_to.links}
    lists = (
        _listed("parts", "Other parts", parts),
        refers_to,
        _listed("referred-to-by", "Referred to by", referring),
        _listed("similar", "Similar questions", similar),
    )
    pointers = {reference: links[other.id] for reference, other in pointed_to.items()}
    return Related(tuple(each for each in lists if each.links), pointers)


def _listed(
    key: str, title: str, exchanges: Iterable[Exchange], numbers: Mapping[str, str] | None = None
) -> RelatedList:
    links = (
        RelatedLink(
            f"{key}-{place}",
            each,
            exchange_href(each.id),
            ", ".join(dict.fromkeys(map(speaker_label, each.questions))),
            shortened(_ADDRESSED.sub("", question_line(each)), _SHOWN),
            numbers.get(each.id) if numbers else None,
        )
        for place, each in enumerate(exchanges, 1)
    )
    return RelatedList(key, title, tuple(links))
