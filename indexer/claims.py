"""When are two exchanges the same one?

Where their names say so (`indexer.identity`). Formats without ids of their own are told apart by content.
"""

from collections.abc import Sequence
from hashlib import blake2b

from msgspec import Struct

from corpus.exchange import Exchange, Role
from corpus.folding import fold_once, with_plain_signs
from corpus.markdown import plain_text
from indexer.identity import names_of_questions_first

_QUESTION = Role.QUESTION  # Said once: Python 3.11 takes its time to look up what an enumeration has.
_SIGNS = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))
_SMALL = bytes(range(256)).lower()


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
    if not text.isascii():
        text = with_plain_signs(text)
    if text.isascii():
        return text.replace("&", "and").encode("ascii").translate(_SMALL, _SIGNS)
    return fold_once(text).replace(" ", "").encode(errors="surrogatepass")
