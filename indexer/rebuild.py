"""A new index from nothing but its sources."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from corpus.keeping import kept
from indexer.building import Knowledge, Settings, Unread, begin, in_order
from indexer.finishing import finish
from indexer.generations import IndexFolder
from indexer.indexing import index_sources
from indexer.manifest import Manifest
from indexer.preparing import Preparation
from indexer.redirects import resolved
from indexer.remembering import Change
from indexer.sources import find_files
from indexer.watching import Watcher
from indexer.writing import IndexWriter


def rebuild(folder: IndexFolder, named: Sequence[Path], settings: Settings, watcher: Watcher) -> Manifest:
    """Index all files in the named files and folders, and make that the current generation.

    Until then the old one serves; where anything fails, it stays, and the message says what happened.
    """
    files = find_files(named)
    with folder.writing():
        return index_files(folder, files, partial(Knowledge.load, settings.people), settings, watcher)


def index_files(
    folder: IndexFolder,
    files: Sequence[Path],
    load: Callable[[], Knowledge],
    settings: Settings,
    watcher: Watcher,
) -> Manifest:
    """Index these files; the caller keeps other writers out.

    What exchanges are enriched with is loaded while other processes read the files.
    """
    with begin(folder, settings, watcher) as build, build.readers(files) as readers:
        reading = build.survey(readers, files)
        with kept():
            knowledge = load()
            preparation = Preparation(knowledge.registry, knowledge.people)
        surveyed = list(reading)
        unread = [each for each in surveyed if isinstance(each, Unread)]
        for each in unread:
            watcher.problem(each.problem)
        sources = in_order(surveyed)
        redirects = resolved({str(each.source.path): each.redirects for each in sources})
        writer = IndexWriter(build.path)
        records = index_sources(build, preparation, sources, redirects, writer)
        # By processes that have no bodies, people and words in memory.
        writer.commit(readers)
        return finish(build, knowledge, Change([*records, *(each.record for each in unread)]))
