"""Whoosh as it comes as a ranker: its own stemming analysis and stop words, any of the words, its BM25F."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.searching import Searcher

from corpus.exchange import Exchange
from tests.benchmarks.ranking_fts5 import row_of

_TEXTS = ("title", "question", "answer")
_MEMORY_MB = 256


@dataclass(frozen=True, slots=True)
class StockWhoosh:
    """An index in memory."""

    searcher: Searcher
    parser: MultifieldParser
    name: str = "Whoosh BM25F"

    @classmethod
    def of(cls, exchanges: Iterable[Exchange]) -> "StockWhoosh":
        texts: dict[str, Any] = {name: TEXT(analyzer=StemmingAnalyzer()) for name in _TEXTS}
        schema = Schema(id=ID(stored=True), **texts)
        index = RamStorage().create_index(schema)
        writer = index.writer(limitmb=_MEMORY_MB)
        for each in exchanges:
            writer.add_document(**dict(zip(("id", *_TEXTS), row_of(each), strict=True)))
        writer.commit()
        return cls(index.searcher(), MultifieldParser(_TEXTS, schema, group=OrGroup))

    def top(self, query: str, size: int) -> Sequence[str]:
        found = self.searcher.search(self.parser.parse(query), limit=size)
        return [hit["id"] for hit in found]
