"""Writing and opening the files of one generation: Whoosh, behind two doors."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import index, query
from whoosh.index import FileIndex
from whoosh.writing import OPTIMIZE, SegmentWriter

from indexer.schema import whoosh_schema

_MEMORY_MB = 128
_STALE = 0.2
"""An update that leaves more than this share of dead documents rewrites the index in one piece."""


class IndexWriter:
    """Adds documents to the index in a folder, and removes those of a source.

    Whoosh never writes into a file that it has finished: an index may share its files with others.
    """

    def __init__(self, opened: FileIndex) -> None:
        self._folder = Path(opened.storage.folder)
        self._writer: SegmentWriter = opened.writer(limitmb=_MEMORY_MB)

    @classmethod
    def create(cls, folder: Path) -> "IndexWriter":
        """Begin an empty index."""
        return cls(index.create_in(str(folder), whoosh_schema()))

    @classmethod
    def extend(cls, folder: Path, finished: Path, files: Iterable[str]) -> "IndexWriter":
        """Begin with all documents of a finished index, by links to its files."""
        for name in files:
            _link(finished / name, folder / name)
        return cls(index.open_dir(str(folder)))

    def add(self, document: dict[str, Any]) -> None:
        """Add what `indexer.documents.document` made."""
        self._writer.add_document(**document)

    def remove_sources(self, sources: Iterable[str]) -> None:
        """Remove every document of these sources that was there at the beginning."""
        terms = [query.Term("source", source) for source in sources]
        if terms:
            self._writer.delete_by_query(query.Or(terms))

    def commit(self) -> None:
        """Finish the files; those that no document needs any more are gone."""
        total = sum(segment.doc_count_all() for segment in self._writer.segments)
        stale = self._writer.deleted_count() > _STALE * total
        self._writer.commit(mergetype=OPTIMIZE if stale else None)
        for lock in self._folder.glob("*_WRITELOCK"):
            lock.unlink()


def open_index(folder: Path) -> FileIndex:
    """Open the index of a verified generation for reading."""
    return index.open_dir(str(folder), readonly=True)


def _link(finished: Path, new: Path) -> None:
    try:
        os.link(finished, new)
    except OSError:
        # Some file systems have no links; where the disk is full, this says so.
        shutil.copyfile(finished, new)
