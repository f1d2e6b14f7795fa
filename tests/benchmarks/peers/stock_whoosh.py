"""Whoosh as it comes: its own schema types, columns, facets and highlighter.

Stop words are kept and nothing is stemmed, as with all peers. Facets of fields with one value read their
columns; ``cites`` has several values and is read from its postings, as Whoosh's documentation says.
"""

from pathlib import Path
from time import perf_counter
from typing import Any

from whoosh import index, query
from whoosh.analysis import Analyzer, LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.qparser import MultifieldParser
from whoosh.searching import Hit
from whoosh.sorting import Count, FieldFacet

from tests.benchmarks.peers.serving import (
    FACETS,
    HITS,
    SINGLE,
    TEXTS,
    TITLE_WEIGHT,
    WORD,
    Answer,
    Question,
    Row,
    Searching,
    main,
    read_rows,
)

_MEMORY_MB = 256
_BREAK = "\x1f"


class StockWhoosh:
    def build(self, rows: Path, folder: Path) -> float:
        ready = list(read_rows(rows))
        began = perf_counter()
        writer = index.create_in(str(folder), _schema(ready[0])).writer(limitmb=_MEMORY_MB)
        for row in ready:
            writer.add_document(**_document(row))
        writer.commit()
        return perf_counter() - began

    def open(self, folder: Path) -> Searching:
        return _Searching(index.open_dir(str(folder), readonly=True))


def _words() -> Analyzer:
    return RegexTokenizer(WORD) | LowercaseFilter()


def _schema(row: Row) -> Schema:
    schema = Schema(id=ID(stored=True, unique=True), date=NUMERIC(int, bits=32, stored=True, sortable=True))
    for name in TEXTS:
        boost = TITLE_WEIGHT if name == "title" else 1.0
        schema.add(name, TEXT(analyzer=_words(), stored=True, field_boost=boost))
    for name in SINGLE:
        schema.add(name, ID(sortable=name in FACETS))
    for name in row.several:
        schema.add(name, KEYWORD(analyzer=RegexTokenizer(f"[^{_BREAK}]+")))
    return schema


def _document(row: Row) -> dict[str, Any]:
    keywords = {name: _BREAK.join(values) for name, values in row.keywords.items() if values}
    return {"id": row.id, "date": row.date, **row.texts, **keywords}


class _Searching:
    def __init__(self, opened: index.FileIndex) -> None:
        self._searcher = opened.searcher()
        self._parser = MultifieldParser(TEXTS, opened.schema)

    def ask(self, question: Question) -> Answer:
        facets = {name: FieldFacet(name, allow_overlap=name not in SINGLE, maptype=Count) for name in FACETS}
        found = self._searcher.search(
            self._query(question),
            limit=HITS,
            filter=_filter(question),
            groupedby=None if question.bare else facets,
        )
        # With facets the results hold all matches, the ten best among them first.
        hits = found[:HITS]
        ids = [hit["id"] for hit in hits]
        if question.bare:
            return Answer(ids)
        counts = {name: found.groups(name) for name in FACETS}
        known = {name: {key: count for key, count in counts[name].items() if key} for name in FACETS}
        return Answer(ids, len(found), known, [text for hit in hits for text in _passages(hit)])

    def _query(self, question: Question) -> query.Query:
        match question.kind:
            case "everything":
                return query.Every()
            case "phrase":
                typed = f'"{" ".join(question.words)}"'
            case "prefix":
                typed = f"{question.words[0]}*"
            case kind:
                typed = f" {kind.upper()} ".join(question.words)
        return self._parser.parse(typed)


def _filter(question: Question) -> query.Query | None:
    if not question.party:
        return None
    days = query.NumericRange("date", question.since or None, question.until or None)
    return query.And([query.Term("party", question.party), days])


def _passages(hit: Hit) -> list[str]:
    return [hit.highlights(name, top=2) for name in TEXTS if name in hit]


if __name__ == "__main__":
    main(StockWhoosh())
