"""The codec: what Whoosh is given to read and write segments with, and the table of contents it opens.

Once this module is imported, Whoosh's ``open_dir`` opens our indexes, and what is committed to them has a
table of contents in JSON. Indexes of other schemas and codecs are left as they are.
"""

from collections.abc import Iterable
from pathlib import Path
from time import time

from whoosh import index, legacy
from whoosh.codec import base
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex

from indexer.codec.adding import FieldWriter, Gathered, PerDocumentWriter
from indexer.codec.contents import (
    CONTENTS_VERSION,
    INDEX_NAME,
    SegmentEntry,
    contents_bytes,
    contents_name,
    new_segment_id,
    parse_contents,
    read_contents,
)
from indexer.codec.reading import PerDocumentReader, TermsReader
from indexer.codec.segment import Segment
from indexer.whoosh_schema import whoosh_schema


class ArrayCodec(base.Codec):
    """Segments as flat arrays: give it to every writer of Whoosh's (``index.writer(codec=ArrayCodec())``)."""

    length_stats = False

    def per_document_writer(self, storage: Storage, segment: "ArraySegment") -> PerDocumentWriter:
        return PerDocumentWriter(segment.gathered)

    def field_writer(self, storage: Storage, segment: "ArraySegment") -> FieldWriter:
        return FieldWriter(segment.gathered, Path(storage.folder), segment.segment_id())

    def terms_reader(self, storage: Storage, segment: "ArraySegment") -> TermsReader:
        return TermsReader(segment.opened(storage))

    def per_document_reader(self, storage: Storage, segment: "ArraySegment") -> PerDocumentReader:
        return PerDocumentReader(segment.opened(storage), segment)

    def new_segment(self, storage: Storage, indexname: str) -> "ArraySegment":
        return ArraySegment(SegmentEntry(new_segment_id(), 0))


class ArraySegment(base.Segment):
    """One line of the table of contents, as Whoosh handles it."""

    def __init__(self, entry: SegmentEntry) -> None:
        super().__init__(INDEX_NAME)
        self.segid = entry.id
        self._doc_count = entry.doc_count
        self._deleted = set(entry.deleted)
        self.gathered = Gathered()

    @property
    def entry(self) -> SegmentEntry:
        return SegmentEntry(self.segid, self._doc_count, tuple(sorted(self._deleted)))

    def opened(self, storage: Storage) -> Segment:
        return Segment(Path(storage.folder), self.segment_id(), sorted(self._deleted))

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._doc_count = doccount

    def doc_count_all(self) -> int:
        return self._doc_count

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterable[int]:
        return sorted(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted


def open_index(folder: Path) -> FileIndex:
    """Open the index of a verified generation for reading, with Whoosh."""
    # Refused here where it is not ours: Whoosh would unpickle another table of contents.
    read_contents(folder)
    return index.open_dir(str(folder), readonly=True)


def _load(
    stream: StructFile, generation: int, schema: Schema, version: int
) -> tuple[Schema, list[ArraySegment]]:
    entries = parse_contents(stream.read(), Path(contents_name(generation)))
    return schema or whoosh_schema(), [ArraySegment(entry) for entry in entries]


def _write(contents: TOC, storage: Storage, index_name: str) -> None:
    """Write ours in JSON, and everybody else's as Whoosh does."""
    ours = all(isinstance(segment, ArraySegment) for segment in contents.segments)
    if not ours or index_name != INDEX_NAME or contents.schema.names() != _NAMES:
        _WHOOSH_WRITE(contents, storage, index_name)
        return
    name = contents_name(contents.generation)
    unfinished = f"{name}.{time()}"
    stream = storage.create_file(unfinished)
    stream.write(contents_bytes([segment.entry for segment in contents.segments]))
    stream.close()
    storage.rename_file(unfinished, name, safe=True)


_NAMES = whoosh_schema().names()
_WHOOSH_WRITE = TOC.write
legacy.toc_loaders[CONTENTS_VERSION] = _load
TOC.write = _write
