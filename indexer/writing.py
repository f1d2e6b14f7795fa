"""Writing the files of one generation.

Documents are inverted a batch at a time and written as small segments (`indexer.codec.inverting`), in this
process or in several; the commit merges them into one (`indexer.codec.merging`), unless there is but one that
is whole, leaves the segments that were there as they are unless there are too many, and writes the table of
contents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from indexer.codec.contents import (
    SegmentEntry,
    contents_bytes,
    contents_name,
    new_segment_id,
    read_contents,
)
from indexer.codec.inverting import Inverter
from indexer.codec.merging import LONGEST_FIRST, PARTS, join, merge, merge_part
from indexer.codec.segment import Segment
from indexer.codec.writing_batches import write_batch
from indexer.disk import link
from indexer.workers import Workers

MOST_SEGMENTS = 4
"""Up to so many segments are left alone: each costs a query a little, and merging costs an update."""
_MERGED_ALONE = 10_000
"""Merging fewer documents than this is not worth the writing of parts."""
STALE = 0.2
"""An update that leaves more than this share of dead documents rewrites the index in one piece."""
_LARGER = 10
"""Where there are too many segments, those are merged that are not so many times larger than all
smaller ones together: the large ones are rewritten seldom, and there are only a few of them."""


@dataclass(frozen=True, slots=True)
class Run:
    """A batch on the disk, not yet part of the index."""

    id: str
    doc_count: int
    whole: bool = False
    """Whether it can be part of the index as it is, without being merged."""

    @property
    def entry(self) -> SegmentEntry:
        return SegmentEntry(self.id, self.doc_count)


class IndexWriter:
    """Adds documents to the index in a folder, and removes those of a source.

    No file of a segment is written again once it is finished: an index may share its files with others.
    """

    def __init__(self, folder: Path, segments: Iterable[SegmentEntry] = ()) -> None:
        """Begin with these segments, whose files are in the folder; else with an empty index."""
        self.folder = folder
        self._entries = list(segments)
        self._runs: list[Run] = []

    @classmethod
    def extend(cls, folder: Path, finished: Path) -> "IndexWriter":
        """Begin with all documents of a finished index, by links to its files."""
        segments = read_contents(finished)
        for segment in segments:
            link(finished / segment.file, folder / segment.file)
        return cls(folder, segments)

    @property
    def dictionary(self) -> bytes:
        """What rows are compressed with: that of the documents that are there; empty where there are none."""
        largest = max(self._entries, key=lambda entry: entry.living, default=None)
        return self._opened(largest).rows.dictionary(0) if largest else b""

    def add_run(self, run: Run) -> None:
        """Add documents that were written as a run into this index's folder."""
        self._runs.append(run)

    def remove_sources(self, sources: Iterable[str]) -> None:
        """Remove every document of these sources that was there at the beginning."""
        terms = [source.encode() for source in sources]
        self._entries = [_without(entry, self._opened(entry), terms) for entry in self._entries]

    def commit(self, workers: Workers[Any] | None = None) -> None:
        """Finish the files, with these processes if there are any; those that no document needs are gone."""
        runs = [run.entry for run in self._runs]
        merged, left = _to_merge([entry for entry in self._entries if entry.living], runs)
        if merged == [run.entry for run in self._runs[:1] if run.whole]:
            left += merged
        elif merged:
            left.append(self._merged(merged, workers))
        self._finish(left)

    def _merged(self, entries: Sequence[SegmentEntry], workers: Workers[Any] | None) -> SegmentEntry:
        new = SegmentEntry(new_segment_id(), sum(entry.living for entry in entries))
        path = self.folder / new.file
        if workers and new.living > _MERGED_ALONE:
            paths = {part: path.with_suffix(f".{part}") for part in PARTS}
            parts = [_Part(self.folder, entries, part, paths[part]) for part in LONGEST_FIRST]
            for _ in workers.in_order(_merge_part, parts):
                pass
            join(list(paths.values()), path)
        else:
            merge([self._opened(entry) for entry in entries], path)
        return new

    def _opened(self, entry: SegmentEntry) -> Segment:
        return Segment(self.folder, entry.name, entry.deleted)

    def _finish(self, entries: Sequence[SegmentEntry]) -> None:
        """Write the table of contents, and remove what it does not name."""
        (self.folder / contents_name(1)).write_bytes(contents_bytes(entries))
        written = [*self._entries, *(run.entry for run in self._runs)]
        for name in {entry.file for entry in written} - {entry.file for entry in entries}:
            (self.folder / name).unlink()


def write_run(inverter: Inverter, folder: Path, whole: bool = False) -> Run:
    """Write what an inverter holds, to be added to the index in this folder; whole, where it is all."""
    run = Run(new_segment_id(), len(inverter), whole)
    write_batch(inverter.batch(), folder / run.entry.file, whole)
    return run


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a merge, as a process is told to do it."""

    folder: Path
    entries: Sequence[SegmentEntry]
    part: str
    path: Path


def _merge_part(_: object, task: _Part) -> None:
    segments = [Segment(task.folder, entry.name, entry.deleted) for entry in task.entries]
    merge_part(segments, task.part, task.path)


def _without(entry: SegmentEntry, segment: Segment, sources: Iterable[bytes]) -> SegmentEntry:
    field = segment.field("source")
    numbers = [field.terms.find(source) for source in sources] if field else []
    if field is None or not any(number is not None for number in numbers):
        return entry
    gone = {id for number in numbers if number is not None for id in field.postings(number).ids.tolist()}
    return replace(entry, deleted=tuple(sorted(gone.union(entry.deleted))))


def _to_merge(
    entries: Sequence[SegmentEntry], runs: Sequence[SegmentEntry]
) -> tuple[list[SegmentEntry], list[SegmentEntry]]:
    """Which segments and runs become one, and which segments stay."""
    total = sum(entry.doc_count for entry in entries)
    if total - sum(entry.living for entry in entries) > STALE * total:
        return [*entries, *runs], []
    if len(entries) + bool(runs) <= MOST_SEGMENTS:
        return list(runs), list(entries)
    by_size = sorted(entries, key=lambda entry: entry.living)
    smaller = sum(run.doc_count for run in runs)
    taken = 0
    for entry in by_size:
        if taken and entry.living >= _LARGER * smaller:
            break
        smaller += entry.living
        taken += 1
    merged = set(by_size[:taken])
    return [entry for entry in entries if entry in merged] + list(runs), by_size[taken:]
