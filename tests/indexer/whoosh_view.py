"""Everything that Whoosh's reader tells of an index, to hold one codec against another."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from indexer.whoosh_schema import whoosh_schema
from tests.indexer.made_documents import Row


def stock_index(folder: Path, *segments: Iterable[Row]) -> FileIndex:
    """An index of Whoosh's own codec, with a segment for each of these."""
    folder.mkdir()
    opened = index.create_in(str(folder), whoosh_schema())
    for documents in segments:
        writer = opened.writer()
        for document in documents:
            writer.add_document(**document)
        writer.commit(merge=False)
    return opened


def terms_of(opened: FileIndex) -> dict[tuple[str, bytes], Any]:
    """Each term's statistics and postings; of an index of one segment."""
    with opened.reader() as reader:
        return {
            (field, text): (
                info.weight(),
                info.doc_frequency(),
                info.max_weight(),
                info.min_id(),
                info.max_id(),
                (info.min_length(), info.max_length()) if opened.schema[field].scorable else None,
                postings_of(reader, field, text),
            )
            for (field, text), info in reader
        }


def postings_of(reader: IndexReader, field: str, text: bytes) -> list[tuple[int, float, Any]]:
    """Document, frequency and positions of each posting that is alive."""
    matcher = reader.postings(field, text)
    positioned = reader.schema[field].format.supports("positions")
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value_as("positions") if positioned else None))
        matcher.next()
    return found


def documents_of(opened: FileIndex) -> dict[str, Any]:
    """Each living document by its id: stored fields, columns, lengths and terms with their positions."""
    found: dict[str, Any] = {}
    for leaf, _ in opened.reader().leaf_readers():
        columns = {
            name: list(leaf.column_reader(name)) for name in leaf.schema.names() if leaf.has_column(name)
        }
        terms: dict[int, Any] = {}
        for field, text in leaf.all_terms():
            for number, weight, positions in postings_of(leaf, field, text):
                terms.setdefault(number, {})[field, text] = (weight, positions)
        for number in leaf.all_doc_ids():
            values = {name: column[number] for name, column in columns.items() if column[number] != ""}
            assert values["id"] not in found, "a document is in the index twice"
            lengths = {
                name: leaf.doc_field_length(number, name) or 0
                for name in ("title", "question_exact", "answer")
            }
            found[values["id"]] = (leaf.stored_fields(number), values, lengths, terms[number])
    return found


def ids_of(documents: Sequence[Row]) -> list[str]:
    return [document["id"] for document in documents]
