"""An exchange on its way into the index, and back out of it."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from types import GenericAlias
from typing import Any, NamedTuple, get_type_hints

import msgspec

from corpus.citation import Citation, CitedExchange
from corpus.exchange import Exchange, Speech
from corpus.markdown import Markdown, plain_text
from corpus.registry import Registry
from indexer.analysis import SPEECH_BREAK
from indexer.fields import FIELDS, Kind, Outline


class StoredExchange(NamedTuple):
    """What an index keeps of an exchange."""

    cited: CitedExchange
    texts: tuple[str, ...]
    """The plain text of each speech."""


class Document(NamedTuple):
    """What is indexed of an exchange, by the table of fields."""

    stored: bytes
    texts: Sequence[str]
    """One for each of `TEXTS`, with `SPEECH_BREAK` between speeches."""
    keywords: Sequence[Collection[str]]
    """The values of each of `KEYWORDS`."""
    numbers: Sequence[int]
    """One for each of `NUMBERS`."""


def document(cited: CitedExchange, registry: Registry, source: str, keys: Sequence[str] = ()) -> Document:
    """Source is the path of the file it came from; keys are further names it can be found by."""
    outline = Outline.of(cited)
    return Document(
        store(cited),
        [SPEECH_BREAK.join(read(outline, registry)) for read in _TEXTS],
        [(outline.exchange.id,), (source,), keys, *[read(outline, registry) for read in _KEYWORDS]],
        [_number(day) for read in _DATES for day in read(outline, registry)],
    )


def store(cited: CitedExchange) -> bytes:
    """The bytes that an index keeps: values by their places, as MessagePack, so that nothing in them can run.

    ::

        [exchange, [speech, …], [plain text or nil, …], [citation, …]]

    Each is the values of its class in the order of its fields, an exchange without its speeches. Most texts
    have no markup: their plain text is kept as nil.
    """
    exchange = cited.exchange
    plains = [_plain_if_other(speech.text) for speech in exchange.speeches]
    return _ENCODER.encode(
        (
            exchange[:_AT] + exchange[_AT + 1 :],
            exchange.speeches,
            plains,
            cited.citations,
        )
    )


def restore(stored: bytes) -> StoredExchange:
    """What `store` kept; its texts know their plain text."""
    of_exchange, of_speeches, plains, citations = _DECODER.decode(stored)
    texts, speeches = [], []
    for of_speech, plain in zip(of_speeches, plains, strict=True):
        role, text = of_speech[:2]
        texts.append(text if plain is None else plain)
        speeches.append(Speech(role, Markdown.of(text, texts[-1]), *of_speech[2:]))
    exchange = Exchange._make((*of_exchange[:_AT], tuple(speeches), *of_exchange[_AT:]))
    return StoredExchange(CitedExchange(exchange, tuple(citations)), tuple(texts))


def _plain_if_other(markdown: str) -> str | None:
    plain = plain_text(markdown)
    return None if plain == markdown else plain


@lru_cache(maxsize=4096)
def _number(day: str) -> int:
    """A day as a number, such as 20200312: there are not so many."""
    return int(day.replace("-", ""))


def _types(record: type, but: str = "") -> dict[str, Any]:
    """The types of a named tuple's fields, by their names and in their order."""
    types = get_type_hints(record)
    return {name: each for name, each in types.items() if name != but}


def _values(types: Iterable[Any]) -> GenericAlias:
    """Values of these types, one after another."""
    return GenericAlias(tuple, tuple(types))


def _several(each: Any) -> GenericAlias:
    return GenericAlias(list, (each,))


def _names(kind: Kind) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if field.kind is kind)


TEXTS, NUMBERS = _names(Kind.TEXT), _names(Kind.DATE)
KEYWORDS = ("id", "source", "key", *_names(Kind.KEYWORD))
# Told apart once: there are many fields, and they are asked for each exchange.
_TEXTS, _KEYWORDS, _DATES = (
    [field.read for field in FIELDS if field.kind is kind] for kind in (Kind.TEXT, Kind.KEYWORD, Kind.DATE)
)
_EXCHANGE, _SPEECH = _types(Exchange, but="speeches"), _types(Speech)
_AT = Exchange._fields.index("speeches")
_ROW = _values((
    _values(_EXCHANGE.values()),
    _several(_values(_SPEECH.values())),
    _several(str | None),
    _several(Citation),
))  # fmt: skip
# A text that knows its plain text is encoded as the text that it is.
_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)
_DECODER: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(_ROW)
