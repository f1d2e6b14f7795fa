"""When are two exchanges the same one, and by which names can an exchange be found?

ParlParse's ids carry the letter of the scrape (``wrans/2009-10-26f.294961.q0``); the exchange is the same
whatever the letter. Formats without ids of their own are told apart by their content instead.
"""

import re
from collections.abc import Sequence
from hashlib import blake2b

from msgspec import Struct

from corpus.exchange import GID_PREFIX, Exchange, Role
from corpus.folding import fold_once
from corpus.markdown import plain_text

_QUESTION = Role.QUESTION  # Said once: Python 3.11 takes its time to look up what an enumeration has.
_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
_SMALL = bytes(range(256)).lower()
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
    found, others = {key: None}, [f"{page}.h"] if last else []
    for speech in exchange.speeches:
        if name := _name_of(speech.anchor, day, page):
            if speech.role is _QUESTION:
                found[name] = None
            else:
                others.append(name)
    return tuple(dict.fromkeys([*found, *others])), len(found)


class Identity(Struct, frozen=True):
    """What tells an exchange from all others, in 64-bit digests: millions of them fit in memory."""

    questions: Sequence[int]
    """Of the ids of its questions, the exchange's own first."""
    content: int
    """`content_digest`"""

    @classmethod
    def of(cls, exchange: Exchange) -> "Identity":
        own, asked = names_of_questions_first(exchange)
        return cls([digest(name) for name in own[:asked]], content_digest(exchange))


def content_digest(exchange: Exchange) -> int:
    """A digest of an exchange's collection, day, title and first question."""
    first = ""
    for speech in exchange.speeches:
        if speech.role is _QUESTION:
            first = plain_text(speech.text)
            break
    place = f"{exchange.collection}\n{exchange.date.isoformat()}\n".encode(errors="surrogatepass")
    return _digest(b"\n".join((place, _letters(exchange.title), _letters(first))))


class Claims:
    """Which source holds which exchange; the first that claims one has it.

    Two exchanges are one where the id is the same (or the one's is that of a further question of the
    other), or where the content is and at least one of them has no id of its own: a house can be asked
    the same words twice on one day, but a saved text cannot say which of the two it is.
    """

    def __init__(self, by_content: bool = True) -> None:
        """Where all sources have ids of their own, contents decide nothing, and need not be kept."""
        self._by_content = by_content
        self._ids: dict[int, str] = {}
        self._contents: dict[int, str] = {}
        self._contents_alone: dict[int, str] = {}

    def claim(self, identity: Identity, own_ids: bool, source: str) -> str | None:
        """Take the exchange for a source; where another has it already, say which and take nothing."""
        contents = self._contents_alone if own_ids else self._contents
        holder = self._ids.get(identity.questions[0]) or contents.get(identity.content)
        if holder is not None:
            return holder
        for question in identity.questions:
            self._ids.setdefault(question, source)
        if not self._by_content:
            return None
        self._contents.setdefault(identity.content, source)
        if not own_ids:
            self._contents_alone.setdefault(identity.content, source)
        return None


def digest(text: str) -> int:
    """64 bits of a text: among ten million, two that differ agree with a chance of three in a million."""
    return _digest(text.encode(errors="surrogatepass"))


def _digest(written: bytes) -> int:
    return int.from_bytes(blake2b(written, digest_size=8).digest())


def _letters(text: str) -> bytes:
    """A text folded, without its spaces: those would have to be counted."""
    if text.isascii():
        return text.replace("&", "and").encode("ascii").translate(_SMALL, _SIGNS)
    return fold_once(text).replace(" ", "").encode(errors="surrogatepass")


def _parted(id: str) -> tuple[str, str]:
    """The key of an id in two: up to the day, empty where there is none, and from its full stop on."""
    key = id.strip().removeprefix(GID_PREFIX)
    dated = _DATED.fullmatch(key)
    return (dated["day"], dated["place"]) if dated else ("", key)


def _name_of(anchor: str, day: str, page: str) -> str | None:
    """The id of a speech: ``g0841.r0`` follows the day, ``r0`` the page."""
    if day and anchor.startswith("g"):
        return f"{day}.{anchor[1:]}"
    return f"{page}.{anchor}" if _LAST_PART.match(f".{anchor}") else None
