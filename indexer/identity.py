"""By which names can an exchange be found?

ParlParse's ids carry the letter of the scrape (``wrans/2009-10-26f.294961.q0``); the exchange is the same
whatever the letter.
"""

import re

from corpus.exchange import GID_PREFIX, Exchange, Role

_QUESTION = Role.QUESTION  # Said once: Python 3.11 takes its time to look up what an enumeration has.
_DATED = re.compile(r"(?P<day>.*?\d{4}-\d\d-\d\d)[a-z]*(?P<place>\..*)", re.DOTALL)
_LAST_PART = re.compile(r"\.(?:h|[qr]\d+)$")


def identity_key(id: str) -> str:
    """An id as it is compared and looked up: without ParlParse's prefix and the scrape's letter.

    >>> identity_key("uk.org.publicwhip/wrans/2009-10-26f.294961.q0")
    'wrans/2009-10-26.294961.q0'
    """
    day, place = _parted(id)
    return day + place


def names(exchange: Exchange) -> tuple[str, ...]:
    """Every key that leads to an exchange: its questions', its page's (``….h``), and its answers'."""
    return names_of_questions_first(exchange)[0]


def names_of_questions_first(exchange: Exchange) -> tuple[tuple[str, ...], int]:
    """Its `names`, and how many of them are its questions': those come first, its own before all others."""
    day, place = _parted(exchange.id)
    key = day + place
    last = _LAST_PART.search(key)
    page = key[: last.start()] if last else key
    found, others = {key: None}, {f"{page}.h": None} if last else {}
    for speech in exchange.speeches:
        anchor = speech.anchor
        if day and anchor.startswith("g"):
            name = f"{day}.{anchor[1:]}"  # ``g0841.r0`` follows the day, ``r0`` the page.
        elif _LAST_PART.match(f".{anchor}"):
            name = f"{page}.{anchor}"
        else:
            continue
        if speech.role is _QUESTION:
            found[name] = None
        else:
            others[name] = None
    return tuple(found | others), len(found)


def _parted(id: str) -> tuple[str, str]:
    """The key of an id in two: up to the day, empty where there is none, and from its full stop on."""
    key = id.strip().removeprefix(GID_PREFIX)
    dated = _DATED.fullmatch(key)
    return (dated["day"], dated["place"]) if dated else ("", key)
