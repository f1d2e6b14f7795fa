"""Why does a mark count as a citation? In a few words, from what else stands in the exchange."""

import re
from collections.abc import Iterator

from corpus.body import fold_body_name
from corpus.citation import Citation, CitedExchange, How
from corpus.collections import COLLECTIONS
from corpus.markdown import plain_text
from corpus.registry import Body, Registry
from search.lifetimes import lifetime

_OPENED = re.compile(r"(?:['’]s?)?\s?[(\[][\"'“‘]?(?:the |or )?\Z")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII)
_BRACKET_REACH = 12


class Reasons:
    """The reasons of one exchange's citations."""

    def __init__(self, cited: CitedExchange, registry: Registry) -> None:
        self._cited = cited
        self._registry = registry
        self._texts = [plain_text(speech.text) for speech in cited.exchange.speeches]
        self._defined = {(row.body, row.surface): _place(row) for row in reversed(list(self._definitions()))}

    def reason(self, row: Citation) -> str:
        """Such as ``abbreviation, defined above``."""
        body = self._registry.body(row.body)
        match row.how:
            case How.NAME:
                return "its name"
            case How.ALIAS:
                return _alias(row, body)
            case How.ABBREVIATION:
                return f"abbreviation{self._support(row, body)}"
            case How.OFFICE_HOLDER:
                return "the person who holds its office"
            case How.LINK:
                return _link(row, body)

    def _support(self, row: Citation, body: Body | None) -> str:
        """What stands behind an abbreviation, in the order in which the recogniser asks."""
        if defined := self._defined.get((row.body, row.surface)):
            return f", defined {_direction(defined, row)}"
        if body and row.surface in body.abbreviations:
            return " of its own"
        others = [each for each in self._cited.citations if each.body == row.body]
        for each in others:
            if each.how in (How.NAME, How.ALIAS, How.OFFICE_HOLDER):
                return f", named in full {_direction(_place(each), row)}"
        if any(each.how is How.LINK for each in others):
            return ", with a link to its site in the same exchange"
        return self._convention(row, body)

    def _convention(self, row: Citation, body: Body | None) -> str:
        collection = COLLECTIONS.get(self._cited.exchange.collection)
        held = (
            {each for short in body.ambiguous if short.text == row.surface for each in short.conventions}
            if body
            else set()
        )
        if collection and not held.isdisjoint(collection.conventions):
            return f", by convention in {collection.title}"
        return ""

    def _definitions(self) -> Iterator[Citation]:
        """Abbreviations that stand in brackets directly behind another name of the same body."""
        before: Citation | None = None
        for row in self._cited.citations:
            if row.how is How.ABBREVIATION and before and self._is_defined(before, row):
                yield row
            before = row

    def _is_defined(self, name: Citation, short: Citation) -> bool:
        if (name.body, name.speech) != (
            short.body,
            short.speech,
        ) or not 0 < short.start - name.end <= _BRACKET_REACH:
            return False
        text = self._cited.exchange.title if short.speech is None else self._texts[short.speech]
        return bool(_OPENED.fullmatch(text[name.end : short.start]))


def _place(row: Citation) -> tuple[int, int]:
    return (-1 if row.speech is None else row.speech, row.start)


def _direction(place: tuple[int, int], row: Citation) -> str:
    here = _place(row)
    return "here" if place == here else "above" if place < here else "below"


def _alias(row: Citation, body: Body | None) -> str:
    surface = fold_body_name(row.surface)
    for name in body.names if body else ():
        if fold_body_name(name.text) == surface:
            return f"its name {known}" if (known := lifetime(name)) else "another name of it"
    if row.surface.casefold().startswith("the "):
        return "points back to its name above"
    return "another name of it"


def _link(row: Citation, body: Body | None) -> str:
    if _HOST.match(row.surface):
        return f"link to {row.surface.split('/')[0].removeprefix('www.')}"
    if body and len(body.hosts) == 1:
        return f"link to {body.hosts[0].split('/')[0]}"
    return "link to its site"
