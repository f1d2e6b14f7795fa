"""The table of fields as a Whoosh schema, and Whoosh's view of our analysis.

Apart from `indexer.schema`, since who only searches has no need of Whoosh.
"""

from collections.abc import Iterator
from typing import Any

from whoosh import fields, formats
from whoosh.analysis import Analyzer, Token

from indexer.analysis import SPEECH_BREAK, stem, words
from indexer.fields import FIELDS, Kind
from indexer.schema import SPEECH_GAP, VALUE_BREAK, exact_name, keyword_term


class Words(Analyzer):
    """Words of a text with their positions, stemmed or as they are."""

    def __init__(self, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __call__(self, value: str, start_pos: int = 0, mode: str = "", **wanted: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True, mode=mode)
        token.stopped = False
        token.boost = 1.0
        at = start_pos
        for speech in value.split(SPEECH_BREAK):
            for word in words(speech):
                token.text = stem(word.text) if self.stemmed else word.text
                token.startchar, token.endchar = word.start, word.end
                token.pos = at
                at += 1
                yield token
            at += SPEECH_GAP


class Values(Analyzer):
    """The whole values of a keyword field, folded."""

    def __call__(self, value: str, mode: str = "", **wanted: Any) -> Iterator[Token]:
        token = Token(mode=mode)
        token.stopped = False
        token.boost = 1.0
        # A value that stands there in two spellings counts once.
        for position, term in enumerate(dict.fromkeys(map(keyword_term, value.split(VALUE_BREAK)))):
            token.text, token.pos = term, position
            yield token


def whoosh_schema() -> fields.Schema:
    """A field of Whoosh's for each row of the table, and four that an index needs for itself."""
    schema = fields.Schema()
    for field in FIELDS:
        match field.kind:
            case Kind.TEXT:
                schema.add(field.name, _text(stemmed=True))
                schema.add(exact_name(field.name), _text(stemmed=False))
            case Kind.KEYWORD:
                schema.add(field.name, fields.KEYWORD(analyzer=Values(), sortable=True))
            case Kind.DATE:
                schema.add(field.name, fields.NUMERIC(int, 32, signed=True, shift_step=8, sortable=True))
    schema.add("id", fields.ID(unique=True, sortable=True))
    schema.add("key", fields.KEYWORD(analyzer=Values()))
    schema.add("source", fields.ID())
    schema.add("stored", fields.STORED())
    return schema


def _text(stemmed: bool) -> fields.FieldType:
    field = fields.TEXT(analyzer=Words(stemmed))
    field.format = formats.Positions()
    return field
