"""Which of the candidates are citations."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.citation import Citation, How, Side
from corpus.collections import COLLECTIONS
from corpus.exchange import Exchange, Role
from corpus.markdown import plain_text
from corpus.recogniser.addresses import Address, Hosts
from corpus.recogniser.contexts import is_abroad, is_addressed, is_part_of_law, is_part_of_office
from corpus.recogniser.definitions import defined_after, long_form, resembles
from corpus.recogniser.finding import Candidate, Finder
from corpus.recogniser.passage import Passage, Section
from corpus.recogniser.patterns import Meaning
from corpus.registry import Registry


@dataclass(frozen=True, slots=True)
class _Named:
    """A body that is named, in the folded text."""

    start: int
    end: int
    body: str
    how: How


@dataclass(slots=True)
class _Known:
    """What an exchange itself says about its abbreviations, while it is being read."""

    bodies: dict[str, int] = field(default_factory=dict)
    """Bodies that are named beyond doubt, and where first."""
    defined: dict[str, str] = field(default_factory=dict)
    """Abbreviations that are defined in brackets, and their bodies."""
    other: set[str] = field(default_factory=set)
    """Abbreviations that are defined as something else."""


class Recogniser:
    """Finds the citations of the registry's bodies."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._finder = Finder(registry)
        self._hosts = Hosts(registry)

    def __reduce__(self) -> tuple[type["Recogniser"], tuple[Registry]]:
        """To another process goes the registry: the automata are made anew there."""
        return Recogniser, (self._registry,)

    def cite(self, exchange: Exchange) -> tuple[Citation, ...]:
        """The citations of an exchange, in the order of the text: title first, then the speeches."""
        speeches = [(_side(speech.role), plain_text(speech.text)) for speech in exchange.speeches]
        links = [
            (number, link)
            for number, speech in enumerate(exchange.speeches, start=1)
            for link in self._hosts.linked(speech.text)
        ]
        collection = COLLECTIONS.get(exchange.collection)
        return self._cite(exchange.title, speeches, collection.conventions if collection else (), links)

    def cite_texts(
        self, title: str, questions: Iterable[str], answers: Iterable[str], conventions: Sequence[str] = ()
    ) -> tuple[Citation, ...]:
        """The citations of plain texts; speeches are numbered questions first, then answers."""
        speeches = [
            *((Side.QUESTION, text) for text in questions),
            *((Side.ANSWER, text) for text in answers),
        ]
        return self._cite(title, speeches, conventions, ())

    def _cite(
        self,
        title: str,
        speeches: Sequence[tuple[Side, str]],
        conventions: Sequence[str],
        links: Sequence[tuple[int, Address]],
    ) -> tuple[Citation, ...]:
        sections = [
            Section(Side.TITLE, None, title),
            *(Section(side, number, text) for number, (side, text) in enumerate(speeches)),
        ]
        passage = Passage(sections)
        addresses = list(self._hosts.addresses(passage.text))
        addresses += (_moved(link, passage, number) for number, link in links)
        candidates = self._plausible(passage, addresses)
        named = [*_linked(addresses), *self._decided(passage, candidates, addresses, conventions)]
        return tuple(_citations(passage, named))

    def _plausible(self, passage: Passage, addresses: Sequence[Address]) -> list[Candidate]:
        return [
            each
            for each in self._finder.candidates(passage)
            if each.meanings
            and not any(address.start < each.end and each.start < address.end for address in addresses)
            and not self._is_elsewhere(passage, each)
        ]

    def _is_elsewhere(self, passage: Passage, candidate: Candidate) -> bool:
        start, end = candidate.start, candidate.end
        if is_addressed(passage, start) or is_part_of_office(passage, start) or is_part_of_law(passage, end):
            return True
        kinds = {self._registry.kind_of(meaning.body) for meaning in candidate.meanings}
        return "international" not in kinds and is_abroad(passage, start, end)

    def _decided(
        self,
        passage: Passage,
        candidates: Sequence[Candidate],
        addresses: Sequence[Address],
        conventions: Sequence[str],
    ) -> Iterator[_Named]:
        known = self._known(passage, candidates, addresses)
        for each in candidates:
            if meaning := self._meaning(passage, each, known, conventions):
                yield _Named(each.start, each.end, meaning.body, meaning.how)
        taken = [(each.start, each.end) for each in (*candidates, *addresses)]
        for short, body in known.defined.items():
            for again in re.finditer(rf"(?<![\w@.]){re.escape(short)}(?![\w@])", passage.text):
                if not any(start < again.end() and again.start() < end for start, end in taken):
                    yield _Named(*again.span(), body, How.ABBREVIATION)

    def _known(
        self, passage: Passage, candidates: Sequence[Candidate], addresses: Sequence[Address]
    ) -> _Known:
        known = _Known()
        for address in addresses:
            if address.body:
                known.bodies.setdefault(address.body, address.start)
        for each in candidates:
            short = passage.text[each.start : each.end]
            long = long_form(passage.text, each.start, each.end)
            if long and short not in known.defined:
                self._learn(known, each, short, long)
            elif (meaning := each.certain) and short not in known.other:
                known.bodies.setdefault(meaning.body, each.start)
                if span := defined_after(passage.text, each.start, each.end):
                    known.defined[passage.text[slice(*span)]] = meaning.body
        return known

    def _learn(self, known: _Known, candidate: Candidate, short: str, long: str) -> None:
        """The exchange spells an abbreviation out: in a body's own words, or in others."""
        for meaning in candidate.meanings:
            body = self._registry.body(meaning.body)
            if body and resembles(long, (body.name, *(name.text for name in body.names), *body.offices)):
                known.defined[short] = body.id
                known.bodies.setdefault(body.id, candidate.start)
                return
        known.other.add(short)

    def _meaning(
        self, passage: Passage, candidate: Candidate, known: _Known, conventions: Sequence[str]
    ) -> Meaning | None:
        """The one body that a candidate names in this exchange, if any."""
        short = passage.text[candidate.start : candidate.end]
        if body := known.defined.get(short):
            return Meaning(body, How.ABBREVIATION)
        if short in known.other:
            return None
        if candidate.certain:
            return candidate.certain
        supported = [
            meaning for meaning in candidate.meanings if _is_supported(meaning, candidate.start, known)
        ]
        if not supported:
            supported = [
                meaning for meaning in candidate.meanings if set(meaning.conventions) & set(conventions)
            ]
        return supported[0] if len(supported) == 1 else None


def _is_supported(meaning: Meaning, start: int, known: _Known) -> bool:
    first = known.bodies.get(meaning.body)
    return meaning.certain or (first is not None and (first < start or not meaning.definite))


def _side(role: Role) -> Side:
    return Side.QUESTION if role is Role.QUESTION else Side.ANSWER


def _moved(link: Address, passage: Passage, number: int) -> Address:
    span = passage.span(number, link.start, link.end)
    return Address(*span, *span, link.body)


def _linked(addresses: Iterable[Address]) -> Iterator[_Named]:
    for address in addresses:
        if address.body:
            yield _Named(address.host_start, address.host_end, address.body, How.LINK)


def _citations(passage: Passage, named: Iterable[_Named]) -> Iterator[Citation]:
    for each in sorted(named, key=lambda each: (each.start, each.end)):
        place = passage.place(each.start, each.end)
        section = place.section
        yield Citation(
            each.body, section.side, section.speech, place.start, place.end, place.surface, each.how
        )
