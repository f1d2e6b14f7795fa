"""One ``<ques>``, ``<question>`` or ``<reply>`` becomes a speech."""

import re
from functools import lru_cache
from urllib.parse import quote

from lxml import etree
from msgspec import Struct

from corpus.collections import COMMONS, LONDON, LORDS, SCOTLAND
from corpus.exchange import GID_PREFIX, Role, Speech
from indexer.readers.markup import markdown_of, outside_address
from indexer.readers.parlparse.gid import Gid, gid_of

_QUESTION = Role.QUESTION
_PERSON = re.compile(rf"{re.escape(GID_PREFIX)}((?:member|lord|person|royal)/\d+)", re.ASCII)
_WITH_PLACE_AND_PARTY = re.compile(r"(?P<name>[^()]+)\((?P<place>[^()]+)\)\s*\((?P<party>[^()]+)\)\s*")
_LORDS_ADDRESS = re.compile(r"/ldhansrd/|/lords/", re.IGNORECASE)
_COMMONS_ADDRESS = re.compile(r"/cmhansrd/|/commons/", re.IGNORECASE)
_LORDS_NUMBER = re.compile(r"HL\d", re.IGNORECASE)
_NUMBERED_PLACE = re.compile(r"(?P<number>(?:HL)?\d{2,}|S\d[A-Z]+-\d+)\.q\d+")
_NUMBERED = (COMMONS.key, LORDS.key, SCOTLAND.key)
_YEAR_THEN_NUMBER = re.compile(r"/questions/(?P<year>\d{4})/(?P<number>\d+(?:-\d+)?)/?")
_NUMBER_THEN_YEAR = re.compile(r"/questions/(?P<number>\d+)\s*/\s+(?P<year>\d{4})")
_LEFT_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
_LONGEST_REMEMBERED = 400
"""Characters of all four: no file is to fill the memory."""
_OF_LORDS = f"{GID_PREFIX}lord/"
_HOLDING = "holding answer"
_ONLY_HOLDING = re.compile(
    r"Holding answer\b.{0,40}|Officers are (?:currently )?drafting a response\b.{0,60}", re.IGNORECASE
)


class Heard(Struct, frozen=True):
    """A speech, and what its element says besides."""

    speech: Speech
    gid: Gid | None
    numbers: tuple[str, ...]
    """The numbers of all the questions that its paragraphs ask."""
    collection: str
    line: int | None


def heard(element: etree._Element, role: Role) -> Heard:
    """The speech of an element; gaps stay gaps."""
    written = element.get
    gid = gid_of(written("id"))
    url = _address(written("url"))
    numbers = _numbers(element, gid) if role is _QUESTION else ()
    who = _speaker(*map(written, ("speakername", "person_id", "speakerid", "speakeroffice")))
    speech = Speech(
        role,
        _text(element),
        *who,
        gid.anchor if gid else "",
        numbers[0] if numbers else None,
        url,
    )
    return Heard(speech, gid, numbers, _collection(element, gid, url, numbers), element.sourceline)


def is_holding(text: str) -> bool:
    """Whether an answer says nothing but that an answer will follow; one that gives a reason is an answer."""
    return bool(_ONLY_HOLDING.fullmatch(text))


def _text(element: etree._Element) -> str:
    """The text; the line "holding answer 22 October 2009" that precedes a late answer begins as a sentence.

    It stays, because it tells that the house was given no answer on the day that one was due.
    """
    text = markdown_of(element)
    return text.replace(_HOLDING, _HOLDING.capitalize(), 1) if text.startswith(_HOLDING) else text


_Speaker = tuple[str | None, str | None, str | None, str | None]
"""Name, person, party and office."""


def _speaker(*written: str | None) -> _Speaker:
    """Who spoke, by the name, the two ids and the office that an element has: a few speak most."""
    is_short = sum(map(len, filter(None, written))) <= _LONGEST_REMEMBERED
    return _speaker_remembered(*written) if is_short else _speaker_of(*written)


def _speaker_of(name: str | None, person: str | None, speaker: str | None, office: str | None) -> _Speaker:
    shown, party = _name_and_party(name)
    return shown, _person(person, speaker), party, _known(office)


_speaker_remembered = lru_cache(maxsize=4096)(_speaker_of)


def _known(written: str | None) -> str | None:
    if not written:
        return None
    words = " ".join(written.split())
    return words if words and words.casefold() != "unknown" else None


def _name_and_party(written: str | None) -> tuple[str | None, str | None]:
    """The Scottish record prints ``Peter Peacock (Highlands and Islands) (Lab)``."""
    name = _known(written)
    found = _WITH_PLACE_AND_PARTY.fullmatch(name) if name and name.endswith(")") else None
    return (found["name"].strip(), found["party"].strip()) if found else (name, None)


def _person(*written: str | None) -> str | None:
    """The first id of a person among these attributes."""
    for id in written:
        if id and (found := _PERSON.fullmatch(id.strip())):
            return found[1]
    return None


def _address(written: str | None) -> str | None:
    """The address of the source; the Mayor's older ones hold spaces (``…/questions/406 / 2012``)."""
    address = outside_address(written.strip()) if written else None
    return quote(address, safe=_LEFT_IN_ADDRESS) if address else None


def _collection(element: etree._Element, gid: Gid | None, url: str | None, numbers: tuple[str, ...]) -> str:
    """The collection's key; the Lords' files share the Commons' kind of id, so other signs decide."""
    kind = gid.kind if gid else ""
    if kind != COMMONS.key:
        return kind
    if url and _COMMONS_ADDRESS.search(url):
        return kind
    if (url and _LORDS_ADDRESS.search(url)) or (numbers and any(map(_LORDS_NUMBER.match, numbers))):
        return LORDS.key
    return LORDS.key if element.get("speakerid", "").startswith(_OF_LORDS) else kind


def _numbers(element: etree._Element, gid: Gid | None) -> tuple[str, ...]:
    """The numbers that the house gave the questions in this element, in their order."""
    if gid and gid.kind == LONDON.key:
        return _mayors_number(element.get("url", ""), gid)
    printed = [element.get("spid"), element.get("qnum"), *_in_paragraphs(element)]
    if known := [number.strip() for number in printed if number and not number.isspace()]:
        return tuple(dict.fromkeys(known))
    found = _NUMBERED_PLACE.fullmatch(gid.place) if gid and gid.kind in _NUMBERED else None
    return (found["number"],) if found else ()


def _in_paragraphs(element: etree._Element) -> list[str | None]:
    """The numbers beside the paragraphs: nearly always nothing stands deeper."""
    inner = list(element)
    parts = element.iterdescendants() if any(map(len, inner)) else inner
    return [part.get("qnum") for part in parts]


def _mayors_number(url: str, gid: Gid) -> tuple[str, ...]:
    """``2020/0841``: from the address, else from an id whose number is not just a count or the year."""
    if found := _YEAR_THEN_NUMBER.search(url) or _NUMBER_THEN_YEAR.search(url):
        return (f"{found['year']}/{found['number'].zfill(4)}",)
    plausible = re.fullmatch(r"\d{4,5}", gid.number, re.ASCII) and gid.number != str(gid.day.year)
    return (f"{gid.day.year}/{gid.number}",) if plausible else ()
