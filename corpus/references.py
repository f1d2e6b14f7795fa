"""Where does a text point to another question, by the number that its house gave it?

Each house prints its numbers in its own form: ``2020/0841`` in London, ``HL7533`` in the Lords,
``S3W-27905`` in the Scottish Parliament, a plain ``13772`` in the Commons. A plain number counts only
behind a word that announces one ("Question 13772", "UIN 500", "PQs 16894 and 16902"). London's look like
financial years too, so outside of London's own collections they need such a word as well. Whether there
is such an exchange, and whether it is the one that is meant, is asked of the index
(`search.belonging.cross_references`): both Houses begin to count anew in each session, so the day that a
text gives beside a number is kept with it.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corpus.collections import COLLECTIONS, COMMONS, LONDON, LORDS, SCOTLAND, collection_of
from corpus.exchange import Exchange
from corpus.markdown import plain_text

_LONDON = r"(?:19|20)\d\d/\d{4,5}(?:-\d)?"
_LORDS = r"HL ?\d{1,5}"
_SCOTLAND = r"S\dW-\d{1,6}"
_NUMBER = rf"(?:{_LONDON}|{_LORDS}|{_SCOTLAND}|\d{{2,7}})(?![\w/]|[.,]\d|-\d)"
_COMES_AGAIN = re.compile(r"(?:HL)?\d+")
_CUE = r"[MPUQq](?<!\w.)(?:(?<=M)Qs?|(?<=P)\.?Q\.?s?|(?<=U)INs?|(?<=[Qq])uestions?)"
"""MQ, PQ, UIN or Question. Its first letter comes first, and then what may not stand before it: so the
expression looks for one of five letters, not for the whole at each place."""
_KIND_OF_NUMBER = r"(?:UIN|PQ|MQ|[Nn]o\.?|[Nn]umbers?|[Rr]ef(?:erence)?:?)"
_ANNOUNCED = re.compile(
    rf"{_CUE}(?:[ ,:]{{1,2}}{_KIND_OF_NUMBER})?[ :]{{0,2}}\(?"
    rf"(?P<list>{_NUMBER}(?:(?:,? and |, ?| & )(?:UIN )?{_NUMBER})*)"
)
_BARE = re.compile(
    r"[HS12](?<![\w/-].)(?:(?<=H)L ?\d{1,5}|(?<=S)\dW-\d{1,6}"
    r"|(?P<london>(?:(?<=1)9|(?<=2)0)\d\d/\d{4,5}(?:-\d)?))(?![\w/]|-\d)"
)
"""A number of the Lords', the Scottish Parliament's or London's; its first sign first, likewise."""
_ONE = re.compile(_NUMBER)
_FIGURES_OF_LONDON = re.compile(r"/(?<=\d/)\d")
"""Of the slashes in texts, most stand in addresses. It comes first, since what comes first is looked for."""

_MONTHS = {name: number for number, name in enumerate(month_name) if name}
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(_MONTHS)}),? (\d{{4}})\b")
_AROUND = 90
"""How many characters before and after a number its day may stand."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a text points to another question."""

    speech: int
    """Which of the exchange's speeches, from 0."""
    start: int
    end: int
    """Characters of the plain text of that speech."""
    number: str
    """As the house prints it."""
    collection: str
    """The key of the collection that it is a number of."""
    days: tuple[date, ...] = ()
    """The days that stand beside it: one of them is likely to be the day of what is meant."""

    @property
    def comes_again(self) -> bool:
        """Whether the house gives its numbers anew in each session; others hold their year or session."""
        return _COMES_AGAIN.fullmatch(self.number) is not None


def references(exchange: Exchange) -> tuple[Reference, ...]:
    """What the speeches of an exchange point to, in the order of the texts; not to the exchange itself."""
    return tuple([_reference(place, exchange) for place in _places(exchange)])


def numbers_referred_to(exchange: Exchange) -> list[str]:
    """The numbers of its `references` alone: the days beside them take as long as all else to find."""
    return [place.number for place in _places(exchange)]


def own_numbers(exchange: Exchange) -> frozenset[str]:
    """The numbers that an exchange itself has."""
    numbers = (exchange.reference, *(speech.reference for speech in exchange.speeches))
    return frozenset(number for number in numbers if number)


class _Place(NamedTuple):
    """Where a text points to another question."""

    speech: int
    text: str
    start: int
    end: int

    @property
    def number(self) -> str:
        return self.text[self.start : self.end].replace(" ", "")


def _places(exchange: Exchange) -> list[_Place]:
    found: list[_Place] = []
    for number, speech in enumerate(exchange.speeches):
        text = plain_text(speech.text)
        announced, bare = _may_announce(text), _may_have_bare(text)
        if announced or bare:
            places = dict(_announced(text)) if announced else {}
            for start, end in _bare(text, exchange) if bare else ():
                places.setdefault(start, end)
            found += [_Place(number, text, start, end) for start, end in sorted(places.items())]
    if not found:
        return found
    own = own_numbers(exchange)
    return [place for place in found if place.number not in own]


def _reference(place: _Place, exchange: Exchange) -> Reference:
    speech, text, start, end = place
    return Reference(
        speech, start, end, place.number, _collection_of(place.number, exchange), _days(text, start, end)
    )


def _may_announce(text: str) -> bool:
    """Whether a word that announces a number may stand here: far faster found than numbers are.

    A letter is found ten times as fast as a word, and most texts have no such one.
    """
    if "q" in text and "question" in text:
        return True
    if "U" in text and "UIN" in text:
        return True
    return "Q" in text and ("Question" in text or "PQ" in text or "P.Q" in text or "MQ" in text)


def _may_have_bare(text: str) -> bool:
    """Whether a number that needs no word before it may."""
    if ("L" in text and "HL" in text) or ("W" in text and "W-" in text):
        return True
    return "/" in text and _FIGURES_OF_LONDON.search(text) is not None


def _announced(text: str) -> Iterator[tuple[int, int]]:
    for announced in _ANNOUNCED.finditer(text):
        for one in _ONE.finditer(text, *announced.span("list")):
            yield one.span()


def _bare(text: str, exchange: Exchange) -> Iterator[tuple[int, int]]:
    for one in _BARE.finditer(text):
        if not one["london"] or (_is_plain(exchange) and not _is_financial_year(one[0])):
            yield one.span()


def _is_plain(exchange: Exchange) -> bool:
    """Whether numbers like London's need no word before them."""
    known = collection_of(exchange.collection, exchange.id)
    return known is None or "london" in known.conventions


def _is_financial_year(number: str) -> bool:
    first, second = number[:4], number[5:9]
    return int(second) == int(first) + 1


_HOUSES = (
    (re.compile(_LONDON), LONDON),
    (re.compile(_LORDS), LORDS),
    (re.compile(_SCOTLAND), SCOTLAND),
    (re.compile(r"\d+"), COMMONS),
)


def _collection_of(number: str, exchange: Exchange) -> str:
    """The house whose numbers look so; a user's own collection, and a sample's, has numbers of its own."""
    known = COLLECTIONS.get(exchange.collection)
    house = next(house for form, house in _HOUSES if form.fullmatch(number))
    own = known is None or (house is LONDON and "london" in known.conventions)
    return exchange.collection if own else house.key


def _days(text: str, start: int, end: int) -> tuple[date, ...]:
    around = text[max(start - _AROUND, 0) : end + _AROUND]
    found = (_day(*each.groups()) for each in _DAY.finditer(around))
    return tuple(dict.fromkeys(day for day in found if day))


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month], int(day))
    except ValueError:
        return None
