"""Which sources does an update have to read again?"""

from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import IndexFolderError
from indexer.building import Unread, in_order, survey_files
from indexer.claims import digest
from indexer.records import KeyedRecord, SourceRecord
from indexer.redirects import resolved
from indexer.remembering import KnownSources
from indexer.spool import Spool
from indexer.survey import Surveyed
from indexer.watching import Watcher


@dataclass(slots=True)
class Plan:
    """Which sources are read again, and which are kept as they are."""

    known: KnownSources
    """All sources as they were indexed."""
    gone: set[str]
    """The paths of those to be removed."""
    read: dict[str, Surveyed | Unread] = field(default_factory=dict)
    """What has been read again or is new, by path."""
    held: dict[str, Surveyed] = field(default_factory=dict)
    """Changed, but broken: kept as they were indexed, unless another source's change forces them in."""

    def take(self, each: Surveyed | Unread, watcher: Watcher) -> None:
        """A source that changed or is new, and has been read."""
        path = str(each.source.path if isinstance(each, Surveyed) else each.path)
        record = self.known.records.get(path)
        was_known = record is not None and record.reader is not None
        if isinstance(each, Surveyed) and each.broken and was_known:
            watcher.problem(each.broken)
            watcher.note(f"{path}: stays as it was indexed before it was broken")
            self.held[path] = each
        else:
            self.read[path] = each

    def close_over_shared_keys(self, folder: Path) -> None:
        """Read every source that shares a key with one that is read or gone, until there is none left.

        The folder is for what is read.
        """
        while touched := self._touched():
            paths = []
            for record in touched:
                path = Path(record.path)
                if not path.is_file():
                    raise IndexFolderError(
                        f"{path}: has to be read again, since it shares exchanges with what has changed, but "
                        "it is gone: name the folder it was in as well"
                    )
                if record.path in self.held:
                    self.read[record.path] = self.held.pop(record.path)
                else:
                    paths.append(path)
            again = survey_files(Spool(folder), paths)
            self.read.update(zip(map(str, paths), again, strict=True))

    @property
    def outdated(self) -> list[SourceRecord]:
        """The sources whose documents are to be removed, as they were."""
        records = self.known.records
        return [records[path] for path in sorted({*self.read, *self.gone}) if path in records]

    def redirects(self) -> dict[str, str]:
        """The redirects of all sources, as they will be."""
        new = {str(each.source.path): each.redirects for each in in_order(self.read.values())}
        kept = {path: each for path, each in self.known.redirects.items() if self._is_kept(path)}
        return resolved(kept | new)

    def _touched(self) -> list[SourceRecord]:
        """The kept sources that are not independent of what is read or gone."""
        both: list[KeyedRecord | Surveyed] = [
            *map(self.known.keyed, self.outdated),
            *in_order(self.read.values()),
        ]
        names = {name for each in both for name in each.names.values} | self._redirected()
        contents = {content for each in both for content in each.contents.values}
        alone = {content for each in both if not each.own_ids for content in each.contents.values}
        touched = [*self.known.naming(names), *self.known.containing(alone)]
        touched += [record for record in self.known.containing(contents) if not record.own_ids]
        by_path = {record.path: record for record in touched}
        return [record for path, record in sorted(by_path.items()) if self._is_kept(path)]

    def _redirected(self) -> set[int]:
        """The exchanges that are to be found by other old keys than before."""
        changed: list[SourceRecord | Surveyed] = [*self.outdated, *in_order(self.read.values())]
        if not any(each.redirects for each in changed):
            return set()
        before = resolved(self.known.redirects)
        after = self.redirects()
        moved = (old for old in before.keys() | after.keys() if before.get(old) != after.get(old))
        return {digest(new) for old in moved for new in (before.get(old), after.get(old)) if new}

    def _is_kept(self, path: str) -> bool:
        return path not in self.read and path not in self.gone
