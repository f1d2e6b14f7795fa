"""Who spoke: the person, the party and the office on the day of the speech, from a people file.

The day is that of asking for a question, where it is known, and of answering for the rest. Nothing is
guessed: a wrong name or party is worse than the one that the source prints, or than none.

**The person**, first by id, then by name:

- An id of ParlParse's own (``person/``, ``member/``, ``lord/`` …) decides, redirects followed. Where
  the file knows it as someone of quite another name, or not at all, the file is of another time or
  broken there: the speech keeps its id, and everything else as the source has it.
- A name decides where there is no id, or only one of Parliament's own service (``mnis/``) and a file
  without those. One person alone must have it, folded, on that day, in the collection's house; short
  first names count ("Val" for "Valerie") where nobody has the exact name. Someone who sat before and
  after, or until a year ago, is looked for when nobody sits: answers come late, and dates have gaps.
- "The Mayor" is whoever held that office on the day.

**The name** is the person's main name on that day: the title for a peer in the Lords, the own name
elsewhere. If the file has no title for someone who speaks in the Lords, it is the source's.

**The party** is the source's own where it shows one: Hansard, ParlParse and TheyWorkForYou print the
party of the day of the speech, and know more changes of party than any one file. Only Parliament's
service shows a member's present party instead, so there the file goes before it. The file's party is

1. that of the membership that the source names, or of the last begun of those that cover the day;
2. else, in that house, that of the membership that ended last, at most a year before;
3. else, that of the memberships before and after the gap, if it is the same.

An open membership covers the day no longer than the file is believed: see `corpus.popolo.FOLLOWED`.

**The office** is the source's own, else that of a mayor; an ordinary member has none.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Self

from corpus.collections import COLLECTIONS, LONDON, LORDS
from corpus.exchange import Exchange, Role, Speech
from corpus.parties import party_label
from corpus.personal_names import NameKey, agree, name_key
from corpus.popolo import Membership, Person, PersonName, Popolo, read_popolo

_ONE_DAY = timedelta(days=1)
AFTERWARDS = timedelta(days=365)
"""How long after a membership its member may still be answered or named under it."""

_ORGANIZATIONS = {
    "House of Commons": ("house-of-commons",),
    "House of Lords": ("house-of-lords",),
    "London Assembly": ("london-assembly", "mayor-of-london"),
    "Scottish Parliament": ("scottish-parliament",),
}
"""What a people file calls the houses of `corpus.collections`, with the offices that answer there.
In other houses, those of a user's own collections, only ids name a person."""

_OFFICES = {"mayor-of-london": "Mayor of London"}
_HOLDERS = {("mayor", LONDON.house): "mayor-of-london", ("mayor of london", LONDON.house): "mayor-of-london"}
"""Names, as keys, under which the holder of an office speaks in a house."""

_PARLIAMENTS_SERVICE = "mnis/"
# Said once: this is done for each speech.
_QUESTION, _AT = Role.QUESTION, Exchange._fields.index("speeches")

_MOST_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 200
"""Characters of an id and a name: no file is to fill the memory."""


class _OnDay(NamedTuple):
    """What is known of a speaker on a day."""

    name: str | None
    party: str | None
    office: str | None


class _Identified(NamedTuple):
    """Who spoke."""

    person: Person | None
    seat: Membership | None
    """The membership that the source names, if it does."""
    seats: Sequence[Membership]
    """All that count in the house."""
    changes: Sequence[date]
    """Days from which on something may be different; none where nothing is remembered."""
    known: dict[int, _OnDay]
    """By how many of these have come."""


_NOBODY = _Identified(None, None, (), (), {})


class People:
    """Names the people of exchanges, and tells their parties and offices."""

    def __init__(self, popolo: Popolo) -> None:
        self._popolo = popolo
        self._exact: dict[str, list[tuple[Person, PersonName]]] = defaultdict(list)
        self._loose: dict[str, list[tuple[Person, PersonName]]] = defaultdict(list)
        self._holders: dict[str, list[Person]] = defaultdict(list)
        self._by_id: dict[tuple[str, str | None, str | None], _Identified] = {}
        """By id, printed name and house, what has been asked for."""
        self._knows_the_service = any(key.startswith(_PARLIAMENTS_SERVICE) for key in popolo.persons)
        for person in {person.id: person for person in popolo.persons.values()}.values():
            self._add(person)

    @classmethod
    def load(cls, path: Path) -> Self:
        """From ParlParse's ``people.json``; raises `corpus.errors.PeopleError`."""
        return cls(read_popolo(path))

    @classmethod
    def empty(cls) -> Self:
        """Without a people file: names and parties as the sources show them, each in one spelling."""
        return cls(Popolo())

    def resolve(self, exchange: Exchange) -> Exchange:
        """The exchange with the person, name, party and office of each speech on its day."""
        known = COLLECTIONS.get(exchange.collection)
        house = known.house if known and known.house in _ORGANIZATIONS else None
        asked = exchange.asked_date or exchange.date
        speeches = [
            self._resolved(speech, house, asked if speech.role is _QUESTION else exchange.date)
            for speech in exchange.speeches
        ]
        return Exchange._make((*exchange[:_AT], tuple(speeches), *exchange[_AT + 1 :]))

    def _add(self, person: Person) -> None:
        for name in person.names:
            self._exact[name.key.exact].append((person, name))
            self._loose[name.key.loose].append((person, name))
        for organization in {seat.organization for seat in person.memberships} & _OFFICES.keys():
            self._holders[organization].append(person)

    def _resolved(self, speech: Speech, house: str | None, day: date) -> Speech:
        printed = " ".join(speech.speaker.split()) or None if speech.speaker else None
        shown = party_label(speech.party) or None if speech.party else None
        who = self._identified(speech, printed, house, day)
        if not who.person:
            return _spoken(speech, speech.person, printed, shown, speech.office)
        come = bisect_right(who.changes, day)
        if (known := who.known.get(come)) is None:
            known = who.known[come] = _on_day(who.person, who, house, day, printed)
        name, party, office = known
        present = speech.person and speech.person.startswith(_PARLIAMENTS_SERVICE)
        return _spoken(
            speech,
            who.person.id,
            name,
            (party or shown) if present else (shown or party),
            speech.office or office,
        )

    def _identified(self, speech: Speech, printed: str | None, house: str | None, day: date) -> _Identified:
        """Who spoke."""
        given = speech.person
        if given and (self._knows_the_service or not given.startswith(_PARLIAMENTS_SERVICE)):
            return self._by_id.get((given, printed, house)) or self._identified_by_id(given, printed, house)
        called = printed or speech.office
        person = self._named(name_key(called), house, day) if called and house else None
        return _Identified(person, None, _in_house(person, house) if person else (), (), {})

    def _identified_by_id(self, given: str, printed: str | None, house: str | None) -> _Identified:
        """Whom an id means beside a printed name, which is the same on all days, and so remembered."""
        person, seat = self._popolo.memberships.get(given) or (self._popolo.persons.get(given), None)
        found = _NOBODY
        if person and not (printed and not _may_be(person, name_key(printed), house)):
            seats = _in_house(person, house)
            found = _Identified(person, seat, seats, _changes(person, [seat, *seats] if seat else seats), {})
        if len(self._by_id) >= _MOST_REMEMBERED:
            self._by_id.clear()
        if len(printed or "") + len(given) <= _LONGEST_REMEMBERED:
            self._by_id[given, printed, house] = found
        return found

    def _named(self, name: NameKey, house: str, day: date) -> Person | None:
        """The one person of this name in the house on that day."""
        if office := _HOLDERS.get((name.exact, house)):
            return _only([each for each in self._holders.get(office, ()) if _sits(_of(each, (office,)), day)])
        for found in (self._exact.get(name.exact), self._loose.get(name.loose)):
            bearers = {each.id: each for each, own in found or () if own.since <= day <= own.until}.values()
            sitting = [each for each in bearers if _sits(_in_house(each, house), day)]
            around = [each for each in bearers if _sat_around(_in_house(each, house), day)]
            if sitting or around:
                return _only(sitting or around)
        return None


def _spoken(
    speech: Speech, person: str | None, speaker: str | None, party: str | None, office: str | None
) -> Speech:
    """The speech by who spoke it; the same where that is known already."""
    if (person, speaker, party, office) == (speech.person, speech.speaker, speech.party, speech.office):
        return speech
    return Speech(
        speech.role, speech.text, speaker, person, party, office, speech.anchor, speech.reference, speech.url
    )


def _on_day(person: Person, who: _Identified, house: str | None, day: date, printed: str | None) -> _OnDay:
    seat, seats = who.seat, who.seats
    party = seat.party if seat and _spoke_from(seat, day) else _party_on(seats, day)
    return _OnDay(_name_on(person, house, day, printed), party, _office_on(seats, day))


def _changes(person: Person, seats: Iterable[Membership]) -> list[date]:
    """The days from which on a name, a party or an office may be another one, by the rules of this module."""
    begun, last = [name.since for name in person.names], [name.until for name in person.names]
    for seat in seats:
        begun.append(seat.since)
        last += seat.until, seat.believed_until, _shortly_after(seat.until)
    return sorted({*begun, *[day + _ONE_DAY for day in last if day < date.max]})


def _in_house(person: Person, house: str | None) -> Sequence[Membership]:
    """The memberships that count in a house; all, where it is none that people files have."""
    return _of(person, _ORGANIZATIONS[house]) if house else person.memberships


def _of(person: Person, organizations: Iterable[str]) -> Sequence[Membership]:
    return [seat for seat in person.memberships if seat.organization in organizations]


def _may_be(person: Person, name: NameKey, house: str | None) -> bool:
    """Whether a printed name is the person's: a title is compared with titles, if there are any."""
    alike = [own.key for own in person.names if own.key.peer == name.peer]
    keys = alike or [own.key for own in person.names]
    return (name.exact, house) in _HOLDERS or any(agree(name, key) for key in keys)


def _sits(seats: Iterable[Membership], day: date) -> bool:
    return any(seat.since <= day <= seat.until for seat in seats)


def _sat_around(seats: Sequence[Membership], day: date) -> bool:
    """Before and after the day, or until shortly before it."""
    return bool(seats) and seats[0].since <= day <= _shortly_after(max(seat.until for seat in seats))


def _spoke_from(seat: Membership, day: date) -> bool:
    return seat.since <= day <= _shortly_after(seat.until)


def _shortly_after(day: date) -> date:
    return day + AFTERWARDS if day < date.max - AFTERWARDS else date.max


def _only(people: Sequence[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None


def _party_on(seats: Sequence[Membership], day: date) -> str | None:
    """The rules 1 to 3 of this module."""
    if covering := [seat for seat in seats if seat.since <= day <= seat.believed_until]:
        return covering[-1].party
    before = max((seat for seat in seats if seat.until < day), key=lambda seat: seat.until, default=None)
    if not before:
        return None
    after = next((seat for seat in seats if seat.since > day), None)
    kept = after and after.party == before.party
    return before.party if kept or day <= _shortly_after(before.until) else None


def _office_on(seats: Iterable[Membership], day: date) -> str | None:
    held = (_OFFICES.get(seat.organization) for seat in seats if seat.since <= day <= seat.believed_until)
    return next(filter(None, held), None)


def _name_on(person: Person, house: str | None, day: date, printed: str | None) -> str | None:
    of_the_day = [name for name in person.names if name.main and name.since <= day <= name.until]
    fitting = [name for name in of_the_day if name.key.peer == (house == LORDS.house)]
    if not fitting and printed and (house == LORDS.house or not of_the_day):
        return printed
    # Of names without dates the later in the file is the newer.
    newest = max(reversed(fitting or of_the_day), key=lambda name: name.since, default=None)
    return newest.shown if newest else printed
