"""A new index from nothing but its sources."""

from collections.abc import Sequence
from pathlib import Path

from indexer.building import Knowledge, Settings, Unread, begin, in_order
from indexer.finishing import finish
from indexer.generations import IndexFolder
from indexer.indexing import index_sources
from indexer.manifest import Manifest
from indexer.redirects import resolved
from indexer.sources import find_files
from indexer.watching import Watcher
from indexer.writing import IndexWriter


def rebuild(folder: IndexFolder, named: Sequence[Path], settings: Settings, watcher: Watcher) -> Manifest:
    """Index all files in the named files and folders, and make that the current generation.

    Until then the old one serves; where anything fails, it stays, and the message says what happened.
    """
    files = find_files(named)
    knowledge = Knowledge.load(settings.people)
    with folder.writing():
        return index_files(folder, files, knowledge, settings, watcher)


def index_files(
    folder: IndexFolder, files: Sequence[Path], knowledge: Knowledge, settings: Settings, watcher: Watcher
) -> Manifest:
    """Index these files; the caller keeps other writers out."""
    with begin(folder, knowledge, settings, watcher) as build:
        surveyed = build.survey(files)
        unread = [each for each in surveyed if isinstance(each, Unread)]
        for each in unread:
            watcher.problem(each.problem)
        sources = in_order(surveyed)
        redirects = resolved({str(each.source.path): each.redirects for each in sources})
        writer = IndexWriter.create(build.path)
        records = index_sources(build, sources, redirects, writer)
        build.spool.close()
        writer.commit()
        return finish(build, [*records, *(each.record for each in unread)])
