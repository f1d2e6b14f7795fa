"""Only what changed is read again; the result is what a rebuild of the same sources would give.

Whether an exchange is indexed from one source can depend on others: the first that holds it has it, and
a redirect in one file names an exchange of another. So a source is read again not only when it changed,
but also when it shares a key with one that did. What is left shares nothing with what is read again, and
is kept as it is.

A source that was whole and is now broken stays as it was indexed, until it can be read again.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import IndexFolderError
from corpus.keeping import kept
from corpus.registry import BODIES
from corpus.registry_files import version_of
from indexer.building import Build, Knowledge, Settings, Unread, begin, in_order
from indexer.finishing import finish
from indexer.generations import Generation, IndexFolder
from indexer.indexing import index_sources
from indexer.manifest import Manifest, sum_of
from indexer.planning import Plan
from indexer.preparing import Preparation, source_term
from indexer.rebuild import index_files
from indexer.records import SourceRecord
from indexer.remembering import Change, KnownSources
from indexer.sources import absolute, find_names
from indexer.spool import Spool
from indexer.watching import Watcher
from indexer.workers import Workers
from indexer.writing import IndexWriter


def update(
    folder: IndexFolder, named: Sequence[Path], settings: Settings, watcher: Watcher
) -> Manifest | None:
    """Bring the index up to date with the named files and folders; None where nothing had changed.

    What was indexed from elsewhere stays; what was indexed under the named folders and is gone is removed.
    """
    files = find_names(named)
    with folder.writing():
        with kept():
            current = folder.open_current()
            known = KnownSources(current.path)
        people = _people(settings, current)
        outdated = _outdated(current.manifest, people)
        gone = _gone(known.records, named, files)
        changed = [Path(name) for name in files if _has_changed(known.records.get(name), name)]
        if not outdated and not changed and not gone:
            return None
        with kept():
            knowledge = Knowledge.load(people)
        if outdated:
            watcher.note(f"{outdated} has changed: everything is read again")
            others = _elsewhere(known.records, {*files} | gone)
            every = sorted({*map(Path, files), *others})
            return index_files(folder, every, lambda: knowledge, settings, watcher)
        with kept():
            preparation = Preparation(knowledge.registry, knowledge.people)
        with begin(folder, settings, watcher, base=current) as build, build.readers(changed) as readers:
            return _extend(build, readers, knowledge, preparation, current, Plan(known, gone), changed)


def _extend(
    build: Build,
    readers: Workers[Spool],
    knowledge: Knowledge,
    preparation: Preparation,
    current: Generation,
    plan: Plan,
    changed: Sequence[Path],
) -> Manifest | None:
    for each in build.survey(readers, changed):
        plan.take(each, build.watcher)
    plan.close_over_shared_keys(build.path)
    if not plan.read and not plan.gone:
        return None
    writer = IndexWriter.extend(build.path, current.path)
    writer.remove_sources(source_term(record.path) for record in plan.outdated)
    unread = [each for each in plan.read.values() if isinstance(each, Unread)]
    for each in unread:
        build.watcher.problem(each.problem)
    new = index_sources(build, preparation, in_order(plan.read.values()), plan.redirects(), writer)
    writer.commit(readers)
    return finish(build, knowledge, Change([*new, *(each.record for each in unread)], plan.outdated))


def _people(settings: Settings, current: Generation) -> Path | None:
    """The people file that was named, else the one that the index was made with."""
    recorded = current.manifest.people
    if settings.people or not recorded:
        return settings.people
    if not Path(recorded.path).is_file():
        raise IndexFolderError(
            f"{recorded.path}: the people file that this index was made with is gone: name one with --people"
        )
    return Path(recorded.path)


def _outdated(manifest: Manifest, people: Path | None) -> str | None:
    """What was used for every exchange and is another now: sums tell it, and nothing is loaded for that."""
    if manifest.registry != version_of(BODIES):
        return "the registry of bodies"
    if (manifest.people and manifest.people.sha256) != _sum(people):
        return "the people file"
    return None


def _sum(people: Path | None) -> str | None:
    """None also where it cannot be read: whoever loads it will tell."""
    try:
        return sum_of(people).sha256 if people else None
    except OSError:
        return None


def _has_changed(record: SourceRecord | None, name: str) -> bool:
    try:
        return record is None or not record.fingerprint.still_fits(name)
    except OSError:
        return True


def _gone(records: Iterable[str], named: Sequence[Path], files: Iterable[str]) -> set[str]:
    """What was indexed under the named folders and is not there any more."""
    folders = [str(absolute(each)) for each in named]
    under = tuple(f"{folder.rstrip('/')}/" for folder in folders)
    there = set(files)
    return {path for path in records if path not in there and (path in folders or path.startswith(under))}


def _elsewhere(records: Iterable[str], settled: set[str]) -> list[Path]:
    """The sources that were indexed from outside the named folders; all must still be there."""
    others = [Path(path) for path in records if path not in settled]
    for path in others:
        if not path.is_file():
            raise IndexFolderError(
                f"{path}: has to be read again, but is gone: name the folder it was in as well, or rebuild"
            )
    return others
