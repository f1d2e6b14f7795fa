"""Reads ``people.json`` as ParlParse publishes it: the Popolo format with ParlParse's own additions.

Persons have ``other_names`` (notes Main and Alternate; peers by title) and ``identifiers``, or only a
``redirect`` to the person that they were merged into. Memberships name a person, a party
(``on_behalf_of_id``) and a house, through a post or directly; each is one continuous time in one
house with one party. Dates may be years or months, or missing. Keys that are not needed are ignored.
"""

import calendar
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import PeopleError
from corpus.exchange import GID_PREFIX
from corpus.parties import party_label
from corpus.personal_names import NameKey, name_key

FILE_LIMIT = 256 * 1024 * 1024
"""The largest people file that is read, in bytes: many times ParlParse's own."""

FOLLOWED = timedelta(days=5 * 365)
"""How long after the last date that a file gives for a house its open memberships are believed: every
house has an election or new members sooner, so a file that is silent for longer has stopped there."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name of a person, and the days on which it was theirs."""

    shown: str
    key: NameKey
    main: bool
    """Whether it is a name to show, or only one to know the person by."""
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's continuous time in one house, or one office, with one party."""

    organization: str
    party: str | None
    since: date
    until: date
    """The last day; `date.max` where it has not ended."""
    believed_until: date
    """The last day for which its party is believed; see `FOLLOWED`."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who sits or sat in a house."""

    id: str
    names: tuple[PersonName, ...]
    memberships: tuple[Membership, ...]
    """In the order of their first days."""


@dataclass(frozen=True, slots=True)
class Popolo:
    """What a people file says, by the ids that sources use; an id that was merged means its target."""

    persons: Mapping[str, Person] = field(default_factory=dict)
    """By ``person/10001`` and, where the file has the ids of Parliament's own services, ``mnis/4872``."""
    memberships: Mapping[str, tuple[Person, Membership]] = field(default_factory=dict)
    """By ``member/1850``, ``lord/100042`` …"""


def read_popolo(path: Path) -> Popolo:
    """Read a people file; raise `PeopleError` where it is not one."""
    document = _load(path)
    try:
        return _popolo(
            *(_rows(document, name) for name in ("persons", "memberships", "organizations", "posts"))
        )
    except _NotPopoloError as error:
        raise PeopleError(path, str(error)) from error


class _NotPopoloError(Exception):
    """What is wrong with the file, for `read_popolo` to say in which."""


_Row = dict[str, Any]
_T = TypeVar("_T")


def _load(path: Path) -> _Row:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise PeopleError(path, f"larger than {FILE_LIMIT >> 20} MB")
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise PeopleError(path, error.strerror or "cannot be read") from error
    except json.JSONDecodeError as error:
        raise PeopleError(path, f"not JSON: {error.msg}", error.lineno) from error
    except UnicodeDecodeError as error:
        raise PeopleError(path, "not JSON: its bytes are not text in UTF-8") from error
    except RecursionError as error:
        raise PeopleError(path, "nested too deeply") from error
    if not isinstance(document, dict):
        raise PeopleError(path, "not Popolo: it has no “persons” and “memberships”")
    return document


def _rows(document: _Row, name: str) -> list[_Row]:
    rows = document.get(name)
    if not isinstance(rows, list):
        raise _NotPopoloError(f"not Popolo: “{name}” is missing or not a list")
    for position, row in enumerate(rows):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise _NotPopoloError(f"{name}[{position}] has no id")
    return rows


def _popolo(people: list[_Row], seats: list[_Row], parties: list[_Row], posts: list[_Row]) -> Popolo:
    merged = _redirects(people)
    memberships = _memberships(seats, merged, parties, posts)
    persons = _persons(people, memberships)
    of_seats = {seat: (persons[who], each) for who, own in memberships.items() for seat, each in own.items()}
    return Popolo(
        persons | _followed(merged, persons) | _identified(people, persons),
        of_seats | _followed(_redirects(seats), of_seats),
    )


def _memberships(
    seats: list[_Row], merged: Mapping[str, str], parties: list[_Row], posts: list[_Row]
) -> dict[str, dict[str, Membership]]:
    """By the id of the person, and then by their own ids."""
    labels = {row["id"]: party_label(_text(row, "name") or row["id"]) for row in parties}
    houses = {row["id"]: _text(row, "organization_id") for row in posts}
    by_person: dict[str, dict[str, Membership]] = defaultdict(dict)
    for row in _originals(seats):
        person = _text(row, "person_id")
        if not person:
            raise _NotPopoloError(f"“{row['id']}” has no person_id")
        house = _text(row, "organization_id") or houses.get(_text(row, "post_id") or "")
        party = _text(row, "on_behalf_of_id")
        since, until = _days(row)
        by_person[_target(_short(person), merged)][_short(row["id"])] = Membership(
            house or "", labels.get(party, party_label(party)) if party else None, since, until, until
        )
    last_dates = _last_dates(seat for own in by_person.values() for seat in own.values())
    return {person: _closed(own, last_dates) for person, own in by_person.items()}


def _last_dates(memberships: Iterable[Membership]) -> dict[str, date]:
    """The last date that the file gives for each house."""
    last: dict[str, date] = {}
    for each in memberships:
        known = each.since if each.until == date.max else max(each.since, each.until)
        last[each.organization] = max(known, last.get(each.organization, date.min))
    return last


def _closed(own: Mapping[str, Membership], last_dates: Mapping[str, date]) -> dict[str, Membership]:
    """A person's memberships in order; an open one ends where the next in its house begins."""
    closed: dict[str, Membership] = {}
    next_start: dict[str, date] = {}
    for key, seat in sorted(own.items(), key=lambda item: item[1].since, reverse=True):
        later = next_start.get(seat.organization, date.max)
        if seat.until < date.max:
            closed[key] = seat
        elif seat.since < later < date.max:
            closed[key] = replace(seat, until=later - timedelta(1), believed_until=later - timedelta(1))
        else:
            closed[key] = replace(seat, believed_until=_later(last_dates[seat.organization], FOLLOWED))
        next_start[seat.organization] = seat.since
    return dict(reversed(closed.items()))


def _persons(people: list[_Row], memberships: Mapping[str, Mapping[str, Membership]]) -> dict[str, Person]:
    persons = {}
    for row in _originals(people):
        person = _short(row["id"])
        persons[person] = Person(person, tuple(_names(row)), tuple(memberships.get(person, {}).values()))
    for missing in memberships.keys() - persons.keys():
        raise _NotPopoloError(f"a membership is of “{missing}”, who is not among its persons")
    return persons


def _names(row: _Row) -> Iterator[PersonName]:
    for name in _list(row, "other_names"):
        shown = _shown(name)
        if shown:
            since, until = _days(name)
            yield PersonName(shown, name_key(shown), _text(name, "note") == "Main", since, until)


def _shown(name: _Row) -> str:
    """As the houses print it: ``Siân Berry``, ``Lord Jones of Cheltenham``, ``The Bishop of Oxford``."""
    title, place = _text(name, "honorific_prefix"), _text(name, "lordofname")
    words: tuple[str | None, ...]
    if family := _text(name, "family_name"):
        words = (_text(name, "given_name") or title, family)
    elif lord := _text(name, "lordname"):
        words = (title, lord, place and f"of {place}")
    elif place:
        words = (f"The {title}" if title else None, f"of {place}")
    else:
        words = (_text(name, "name"),)
    return " ".join(" ".join(filter(None, words)).split())


def _identified(people: list[_Row], persons: Mapping[str, Person]) -> dict[str, Person]:
    return {
        f"mnis/{identifier.get('identifier')}": persons[_short(row["id"])]
        for row in _originals(people)
        for identifier in _list(row, "identifiers")
        if identifier.get("scheme") == "datadotparl_id"
    }


def _originals(rows: list[_Row]) -> Iterator[_Row]:
    return (row for row in rows if not _text(row, "redirect"))


def _redirects(rows: list[_Row]) -> dict[str, str]:
    return {_short(row["id"]): _short(to) for row in rows if (to := _text(row, "redirect"))}


def _followed(redirects: Mapping[str, str], known: Mapping[str, _T]) -> dict[str, _T]:
    """What redirected ids mean; one that leads nowhere means nothing."""
    targets = {old: _target(old, redirects) for old in redirects}
    return {old: known[target] for old, target in targets.items() if target in known}


def _target(id: str, redirects: Mapping[str, str]) -> str:
    target, seen = id, {id}
    while target in redirects:
        target = redirects[target]
        if target in seen:
            raise _NotPopoloError(f"“{id}” is redirected in a circle")
        seen.add(target)
    return target


def _short(id: str) -> str:
    return id.removeprefix(GID_PREFIX)


def _text(row: _Row, key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise _NotPopoloError(f"“{key}” of {row.get('id', 'a name')} is not a text")
    return value or None


def _list(row: _Row, key: str) -> list[_Row]:
    rows = row.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise _NotPopoloError(f"“{key}” of {row['id']} is not a list of objects")
    return rows


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _days(row: _Row) -> tuple[date, date]:
    """First and last day, both included; a year or a month is taken whole, a missing date is open."""
    start, end = _text(row, "start_date"), _text(row, "end_date")
    return _day(start, last=False) if start else date.min, _day(end, last=True) if end else date.max


def _day(text: str, *, last: bool) -> date:
    match = _DATE.fullmatch(text)
    try:
        if not match:
            raise ValueError
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise _NotPopoloError(f"“{text}” is not a date") from error


def _later(day: date, by: timedelta) -> date:
    return day + by if day < date.max - by else date.max
