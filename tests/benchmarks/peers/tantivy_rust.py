"""Tantivy through its Python binding: fast fields for facets, its own aggregations and snippets."""

from pathlib import Path
from time import perf_counter

import tantivy

from tests.benchmarks.peers.serving import (
    FACET_VALUES,
    FACETS,
    HITS,
    TEXTS,
    TITLE_WEIGHT,
    Answer,
    Question,
    Row,
    Searching,
    main,
    read_rows,
)

_HEAP = 256 * 1024 * 1024
_THREADS = 2
_COUNTS = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS}
_UNLIMITED = 99_999_999


class Tantivy:
    def build(self, rows: Path, folder: Path) -> float:
        ready = list(read_rows(rows))
        began = perf_counter()
        writer = tantivy.Index(_schema(ready[0]), path=str(folder)).writer(_HEAP, _THREADS)
        for row in ready:
            writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()
        return perf_counter() - began

    def open(self, folder: Path) -> Searching:
        return _Searching(tantivy.Index.open(str(folder)))


def _schema(row: Row) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", stored=True, indexed=True, fast=True)
    for name in TEXTS:
        builder.add_text_field(name, stored=True)
    for name in row.keywords:
        builder.add_text_field(name, fast=name in FACETS, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(row: Row) -> tantivy.Document:
    return tantivy.Document(id=row.id, date=row.date, **row.texts, **row.keywords)


class _Searching:
    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()

    def ask(self, question: Question) -> Answer:
        query = self._query(question)
        found = self._searcher.search(query, HITS, count=not question.bare)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        ids = [str(document.get_first("id")) for document in documents]
        if question.bare:
            return Answer(ids)
        counted = self._searcher.aggregate(query, _COUNTS)
        facets = {
            name: {each["key"]: each["doc_count"] for each in counted[name]["buckets"]} for name in FACETS
        }
        total = found.count
        return Answer(ids, total, facets, self._passages(query, documents))

    def _passages(self, query: tantivy.Query, documents: list[tantivy.Document]) -> list[str]:
        cutters = [
            tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, name) for name in TEXTS
        ]
        return [cutter.snippet_from_doc(document).to_html() for document in documents for cutter in cutters]

    def _query(self, question: Question) -> tantivy.Query:
        query = self._words(question)
        if not question.party:
            return query
        schema = self._index.schema
        days = (question.since, question.until or _UNLIMITED)
        must = [
            query,
            tantivy.Query.const_score_query(
                tantivy.Query.term_query(schema, "party", question.party, "basic"), 0.0
            ),
            tantivy.Query.const_score_query(
                tantivy.Query.range_query(schema, "date", tantivy.FieldType.Integer, *days), 0.0
            ),
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in must])

    def _words(self, question: Question) -> tantivy.Query:
        match question.kind:
            case "everything":
                return tantivy.Query.all_query()
            case "prefix":
                return self._prefix(question.words[0])
            case "phrase":
                typed = f'"{" ".join(question.words)}"'
            case kind:
                typed = f" {kind.upper()} ".join(question.words)
        return self._index.parse_query(typed, list(TEXTS), field_boosts={"title": TITLE_WEIGHT})

    def _prefix(self, start: str) -> tantivy.Query:
        """Its query language has no prefixes of single words; its automata do the same."""
        fields = (tantivy.Query.regex_query(self._index.schema, name, f"{start}.*") for name in TEXTS)
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in fields])


if __name__ == "__main__":
    main(Tantivy())
