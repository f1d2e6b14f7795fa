"""Addresses and references that a person pastes, as queries for the exchange that they mean.

- TheyWorkForYou's page, ``/london/?id=2020-03-12.0841.h#g0841.q0``: by its id.
- An id itself, ``uk.org.publicwhip/wrans/2023-12-18.HL1246.q0``, or this site's page of it: by its id.
- questions-statements, ``/written-questions/detail/2024-07-26/1985``, and Parliament's older pages,
  ``…/written-question/Commons/2017-07-06/3348/``: by its id, since ParlParse makes its ids from the same
  day and number.
- London's older pages, ``/questions/2020/0841``, and Holyrood's, ``?ref=S6W-12345``: by its reference.

An address often names a heading or an answer, whereas an exchange has the id of its first question: so
it stands for each of the few ids that it can mean. Any other address is only words: those that an
answer prints when it links to it, or those of its last part.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from corpus.expressions import awaited
from search.query.joining import any_of
from search.query.tree import Identity, Keyword, Query

_SITES = {"london": "london-mayors-questions", "wrans": "wrans", "spwrans": "spwa"}
"""TheyWorkForYou's paths, and what the ids of their questions begin with."""

_GID = r"(?P<number>[12]\d{3}-\d\d-\d\d[a-z]?\.[\w-]{1,120})(?:\.(?P<place>[\w-]{1,40}))?"
_NUMBER = awaited(_GID, re.ASCII)
_ID = awaited(rf"(?:uk\.org\.publicwhip/|\S*/exchange/)?(?P<set>[a-z][a-z-]{{1,40}})/{_GID}", re.ASCII)
_LONDON = awaited(r"/questions/(?P<year>\d{4})/(?P<number>\d{3,5}(?:-\d)?)/?", re.ASCII)
_OLDER_LONDON = awaited(r"/questions/(?P<number>\d{1,5}) ?/ ?(?P<year>\d{4})/?", re.ASCII)
_WRITTEN = awaited(
    r"(?:/written-questions/detail|/[\w/-]{1,80}/written-question/(?:Commons|Lords))"
    r"/(?P<day>\d{4}-\d\d-\d\d)/(?P<uin>\w{1,12})/?",
    re.ASCII,
)
_REFERENCE = re.compile(
    r"\d{4}/\d{3,5}(?:-\d)?|HL\d{1,6}|S\d[A-Z]{1,2}-\d{1,6}|\d{5,6}", re.ASCII | re.IGNORECASE
)


def read_address(text: str) -> Query | None:
    """The query for the exchange at an address or of an id; None where the text is neither."""
    plain = _plain(text).strip(".,;")
    if typed := _ID.fullmatch(plain):
        return _identities(typed["set"], typed)
    try:
        address = urlsplit(plain if "://" in plain else f"https://{plain}")
        host = address.hostname or ""
    except ValueError:
        return None
    return next((read(address) for site, read in _READERS.items() if f".{host}".endswith(f".{site}")), None)


def is_address(text: str) -> bool:
    """Whether the text says of itself that it is an address."""
    return text.casefold().startswith(("http://", "https://", "www."))


def words_of_address(text: str) -> tuple[str, str]:
    """An address as an answer may print it, without its scheme; and its last part, often a title."""
    plain = _plain(text).partition("://")
    whole = plain[2] or plain[0]
    return whole, whole.partition("?")[0].rstrip("/").rpartition("/")[2]


def is_reference(text: str) -> bool:
    """Whether the text looks wholly like the number that a house gives a question.

    A plain number does from five digits on; one of four is more likely a year.
    """
    return _REFERENCE.fullmatch(text) is not None


def _plain(text: str) -> str:
    """Without the escapes of addresses, and of the HTML that an address may have been cut out of."""
    if "&" in text:
        from html import unescape  # noqa: PLC0415 (two thousand names, for the few addresses that have one)

        text = unescape(text)
    return unquote(text)


def _theyworkforyou(address: SplitResult) -> Query | None:
    asked = parse_qs(address.query)
    site = _SITES.get(address.path.strip("/"))
    typed = _NUMBER.fullmatch((asked.get("id") or asked.get("gid") or [""])[0])
    if not site or not typed:
        return None
    day = typed["number"].partition(".")[0]
    speech = _NUMBER.fullmatch(f"{day}.{address.fragment[1:]}") if address.fragment[:1] == "g" else None
    if not speech or not speech["place"]:
        return _identities(site, typed)
    if speech["place"].isdecimal():
        return any_of([_identities(site, speech), _identities(site, typed)])
    return _identities(site, speech)


def _london(address: SplitResult) -> Query | None:
    typed = _LONDON.fullmatch(address.path) or _OLDER_LONDON.fullmatch(address.path)
    return Keyword("reference", f"{typed['year']}/{typed['number']:0>4}") if typed else None


def _written_questions(address: SplitResult) -> Query | None:
    typed = _WRITTEN.fullmatch(address.path)
    return Identity(f"wrans/{typed['day']}.{typed['uin'].upper()}.q0") if typed else None


def _holyrood(address: SplitResult) -> Query | None:
    reference = parse_qs(address.query).get("ref", [""])[0]
    return Keyword("reference", reference.upper()) if is_reference(reference) else None


_READERS = {
    "theyworkforyou.com": _theyworkforyou,
    "london.gov.uk": _london,
    "questions-statements.parliament.uk": _written_questions,
    "www.parliament.uk": _written_questions,
    "parliament.scot": _holyrood,
}


def _identities(site: str, gid: re.Match[str]) -> Query | None:
    number = f"{site}/{gid['number']}"
    if not gid["place"]:
        return any_of([Identity(number), Identity(f"{number}.q0")])
    return any_of(Identity(f"{number}.{place}") for place in _question_places(gid["place"]))


def _question_places(place: str) -> Iterator[str]:
    """Where the question may be, seen from a heading, a question or an answer.

    In newer ids these end in ``.h``, ``.q0`` and ``.r0``. In older ones (``476.5``, ``476.6``, ``476.7``)
    they are only numbered, so the neighbours are tried too: they are no exchanges of their own.
    """
    if place.isdecimal():
        at = int(place)
        yield from (str(near) for near in (at, at + 1, at - 1) if near >= 0)
        return
    if place.startswith("q"):
        yield place
    yield "q0"
