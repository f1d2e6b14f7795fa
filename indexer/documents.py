"""An exchange on its way into the index, and back out of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.citation import Citation, CitedExchange, How, Side
from corpus.exchange import from_json, to_json
from corpus.markdown import plain_text
from corpus.registry import Registry
from indexer.analysis import SPEECH_BREAK
from indexer.fields import FIELDS, Kind
from indexer.schema import VALUE_BREAK, exact_name


@dataclass(frozen=True, slots=True)
class StoredExchange:
    """What an index keeps of an exchange."""

    cited: CitedExchange
    texts: tuple[str, ...]
    """The plain text of each speech."""


def document(
    cited: CitedExchange, registry: Registry, source: str, keys: Sequence[str] = ()
) -> dict[str, Any]:
    """The exchange as Whoosh takes it, by the table of fields.

    The source is the path of the file it came from; keys are further names it can be found by.
    """
    row: dict[str, Any] = {
        "id": cited.exchange.id,
        "source": source,
        "stored": store(cited),
        "key": VALUE_BREAK.join(keys),
    }
    for field in FIELDS:
        values = list(field.values(cited, registry))
        match field.kind:
            case Kind.TEXT:
                row[field.name] = row[exact_name(field.name)] = SPEECH_BREAK.join(values)
            case Kind.KEYWORD:
                row[field.name] = VALUE_BREAK.join(values)
            case Kind.DATE:
                row[field.name] = int(values[0].replace("-", ""))
    return {name: value for name, value in row.items() if value != ""}


def store(cited: CitedExchange) -> bytes:
    """The bytes that an index keeps: JSON, so that nothing in them can run."""
    citations = [
        [row.body, row.side, row.speech, row.start, row.end, row.surface, row.how] for row in cited.citations
    ]
    texts = [_unless_same(plain_text(speech.text), speech.text) for speech in cited.exchange.speeches]
    plain = {"exchange": to_json(cited.exchange), "citations": citations, "texts": texts}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def restore(stored: bytes) -> StoredExchange:
    """What `store` kept."""
    plain = json.loads(stored)
    citations = tuple(
        Citation(body, Side(side), speech, start, end, surface, How(how))
        for body, side, speech, start, end, surface, how in plain["citations"]
    )
    exchange = from_json(plain["exchange"])
    texts = tuple(
        speech.text if text is None else text
        for text, speech in zip(plain["texts"], exchange.speeches, strict=True)
    )
    return StoredExchange(CitedExchange(exchange, citations), texts)


def _unless_same(text: str, markdown: str) -> str | None:
    """Most texts have no markup: they are kept once."""
    return None if text == markdown else text
