"""The recogniser: from an exchange to its citations."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from corpus.citation import Citation, How, Side
from corpus.collections import COLLECTIONS
from corpus.exchange import Exchange, Role
from corpus.markdown import plain_text
from corpus.recogniser.addresses import Address, Hosts
from corpus.recogniser.compounds import sharing
from corpus.recogniser.contexts import is_elsewhere
from corpus.recogniser.deciding import Named, clear, decided, defined_here
from corpus.recogniser.finding import Candidate, Finder, Found
from corpus.recogniser.knowing import known_from
from corpus.recogniser.passage import Passage, Section
from corpus.recogniser.references import Nouns
from corpus.recogniser.spans import Taken, outside
from corpus.recogniser.titles import Addressee, addressees, reaching
from corpus.registry import Registry

# Said once: Python 3.11 takes its time to look up what an enumeration has.
_QUESTION = Role.QUESTION
_IN_TITLE, _IN_QUESTION, _IN_ANSWER = Side.TITLE, Side.QUESTION, Side.ANSWER


class _Said(NamedTuple):
    """What one exchange says, and what decides about its names besides."""

    sections: Sequence[Section]
    links: Sequence[tuple[int, Address]]
    """With the number of the section that each is in."""
    conventions: Collection[str]
    day: date | None


class Recogniser:
    """Finds the citations of the registry's bodies."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._finder = Finder(registry)
        self._hosts = Hosts(registry)
        self._nouns = Nouns(registry)

    def __reduce__(self) -> tuple[type["Recogniser"], tuple[Registry]]:
        """To another process goes the registry: the automata are made anew there."""
        return Recogniser, (self._registry,)

    def cite(self, exchange: Exchange) -> tuple[Citation, ...]:
        """The citations of an exchange, in the order of the text: title first, then the speeches."""
        return self.cite_each([exchange])[0]

    def cite_each(self, exchanges: Iterable[Exchange]) -> list[tuple[Citation, ...]]:
        """The citations of each of some exchanges, which takes a tenth less than one by one."""
        return self._cite([self._said(exchange) for exchange in exchanges])

    def cite_texts(
        self,
        title: str,
        questions: Iterable[str],
        answers: Iterable[str],
        conventions: Collection[str] = (),
        day: date | None = None,
    ) -> tuple[Citation, ...]:
        """The citations of plain texts; speeches are numbered questions first, then answers."""
        sections: list[Section] = [(_IN_TITLE, None, title)]
        for side, texts in ((_IN_QUESTION, questions), (_IN_ANSWER, answers)):
            for text in texts:
                sections.append((side, len(sections) - 1, text))
        return self._cite([_Said(sections, (), conventions, day)])[0]

    def asked(self, text: str) -> list[Addressee]:
        """The spans of a text that say who is asked; no name in them is a citation."""
        passage = Passage([(_IN_QUESTION, 0, text)])
        spans = addressees(passage, self._finder.found(passage).asks)
        return [passage.place(start, end)[1:] for start, end in spans]

    def _said(self, exchange: Exchange) -> _Said:
        sections: list[Section] = [(_IN_TITLE, None, exchange.title)]
        links: list[tuple[int, Address]] = []
        for number, speech in enumerate(exchange.speeches):
            side = _IN_QUESTION if speech.role is _QUESTION else _IN_ANSWER
            sections.append((side, number, plain_text(speech.text)))
            if "](" in speech.text:
                links += [(number + 1, link) for link in self._hosts.linked(speech.text)]
        collection = COLLECTIONS.get(exchange.collection)
        return _Said(sections, links, collection.conventions if collection else (), exchange.date)

    def _cite(self, all_said: Sequence[_Said]) -> list[tuple[Citation, ...]]:
        """Each step is taken for all of them before the next one."""
        passages = [Passage(said.sections) for said in all_said]
        all_found = [self._finder.found(passage) for passage in passages]
        return list(map(self._citations, all_said, passages, all_found))

    def _citations(self, said: _Said, passage: Passage, found: Found) -> tuple[Citation, ...]:
        addresses = list(self._hosts.addresses(passage.text, found.signs)) if found.signs else []
        candidates = self._in_place(passage, found, addresses)
        linked = [_moved(link, passage, number) for number, link in said.links]
        if not candidates and not addresses and not linked:
            return ()
        if (named := clear(passage.text, candidates)) is None:
            known = known_from(passage, candidates, (*addresses, *linked), self._registry)
            named = decided(passage, candidates, known, said.conventions, said.day, self._nouns)
            named += defined_here(passage, (*candidates, *addresses), known, self._finder)
        if addresses:
            named += _linked(addresses)
        if linked:
            # Words of a link that name a body mean that one, whoever's page they lead to.
            taken = Taken((*named, *addresses))
            named += _linked([each for each in linked if taken.leaves_free(each.start, each.end)])
        named.sort()
        return passage.citations(named)

    def _in_place(self, passage: Passage, found: Found, addresses: Sequence[Address]) -> list[Candidate]:
        """Those that may name a body where they stand, and others that share a part with them."""
        text, letters = passage.text, passage.letters
        named: list[Candidate] = []
        for each in found.candidates:
            start, end, pattern = each
            if not pattern.is_phrase and not is_elsewhere(text, letters, start, end, pattern):
                named.append(each)
        if addresses:
            named = outside(named, addresses)
        if named and (asks := reaching(text, found.asks, named)):
            named = outside(named, addressees(passage, asks))
        if shared := sharing(passage, named, found.plurals, self._finder):
            named = sorted([*named, *shared], key=itemgetter(0))
        return named


def _moved(link: Address, passage: Passage, number: int) -> Address:
    span = passage.span(number, link.start, link.end)
    return Address(*span, *span, link.body)


def _linked(addresses: Iterable[Address]) -> Iterator[Named]:
    for address in addresses:
        if address.body:
            yield address.host_start, address.host_end, address.body, How.LINK
