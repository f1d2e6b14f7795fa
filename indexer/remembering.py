"""What is remembered of sources, on the disk: what there was at one time, and what has changed since.

::

    sources.known    a `SourceRecord` of every source, in the order of their places; and for both kinds of
                     digests (`KeyedRecord`) those of one source after another, where each source's end,
                     and their places in the order of the digests
    changes.known    those that have changed or come since, and the places of those that have gone

An update shares the first with the generation before it, and writes the second anew. Which sources hold a
key is looked up, so that what an update costs hardly grows with the number of exchanges. When much has
changed, all is written anew. Records are MessagePack.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from indexer.codec.arrays import ArrayFile, ArrayFileWriter, written
from indexer.disk import link
from indexer.records import Digests, KeyedRecord, SourceRecord

SOURCES_FILE = "sources.known"
CHANGES_FILE = "changes.known"
MOST_CHANGES = 500
"""So many are written anew with each update, at the most: about half a megabyte."""


class Change(Struct, frozen=True):
    """What a build does to the sources of an index."""

    new: Sequence[KeyedRecord]
    """Those that it has read."""
    outdated: Sequence[SourceRecord] = ()
    """What was known of them before, and of those that it removes."""


class _Changes(Struct, frozen=True, array_like=True):
    """What has become of sources since all were written."""

    records: tuple[KeyedRecord, ...] = ()
    gone: tuple[bytes, ...] = ()
    """Places that are no sources any more, unless there is a record of them here."""


def write_records(folder: Path, records: Iterable[KeyedRecord]) -> None:
    """Remember all sources of a generation."""
    ordered = sorted(records, key=lambda each: each.record.place)
    with written(folder / SOURCES_FILE) as file:
        file.put("records", _ENCODER.encode([each.record for each in ordered]))
        _put_digests(file, "names", [each.names for each in ordered])
        _put_digests(file, "contents", [each.contents for each in ordered])
    (folder / CHANGES_FILE).write_bytes(_ENCODER.encode(_Changes()))


def write_change(folder: Path, base: Path, change: Change) -> None:
    """Remember the sources of a generation that extends another."""
    earlier = _changes(base)
    records = {each.record.place: each for each in earlier.records}
    for record in change.outdated:
        records.pop(record.place, None)
    gone = {*earlier.gone, *(record.place for record in change.outdated)}
    records |= {each.record.place: each for each in change.new}
    if len(records) + len(gone) > MOST_CHANGES:
        left = [each for each in KnownSources(base).all() if each.record.place not in gone | records.keys()]
        write_records(folder, [*left, *records.values()])
        return
    link(base / SOURCES_FILE, folder / SOURCES_FILE)
    since = _Changes(tuple(records[place] for place in sorted(records)), tuple(sorted(gone)))
    (folder / CHANGES_FILE).write_bytes(_ENCODER.encode(since))


class KnownSources:
    """All sources of a verified generation."""

    def __init__(self, folder: Path) -> None:
        file, changes = ArrayFile.open(folder / SOURCES_FILE), _changes(folder)
        self._written = _RECORDS.decode(file.bytes("records"))
        self._names, self._contents = _Holders(file, "names"), _Holders(file, "contents")
        self._changed = {each.record.place: each for each in changes.records}
        self._outdated = {*changes.gone, *self._changed}
        records = (*self._still(self._written), *(each.record for each in changes.records))
        self.records = {record.path: record for record in records}
        """By path."""
        self.redirects = {record.path: record.redirects for record in records if record.redirects}
        """Of the few that have any."""

    def keyed(self, record: SourceRecord) -> KeyedRecord:
        """One of the records, with what its exchanges are known by."""
        if record.place in self._changed:
            return self._changed[record.place]
        number = bisect_left(self._written, record.place, key=lambda each: each.place)
        return KeyedRecord(record, self._names.of(number), self._contents.of(number))

    def all(self) -> list[KeyedRecord]:
        return list(map(self.keyed, self.records.values()))

    def naming(self, names: set[int]) -> Iterator[SourceRecord]:
        """The sources that have an exchange of any of these names."""
        yield from self._still(self._written[number] for number in self._names.holding(names))
        yield from (each.record for each in self._changed.values() if not names.isdisjoint(each.names.values))

    def containing(self, contents: set[int]) -> Iterator[SourceRecord]:
        """The sources that have an exchange of any of these contents."""
        yield from self._still(self._written[number] for number in self._contents.holding(contents))
        changed = self._changed.values()
        yield from (each.record for each in changed if not contents.isdisjoint(each.contents.values))

    def _still(self, records: Iterable[SourceRecord]) -> Iterator[SourceRecord]:
        """Of the records that were written at one time, those that nothing has become of since."""
        return (record for record in records if record.place not in self._outdated)


class _Holders:
    """Which records hold a digest, by their numbers."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        # As plain numbers: few of them are looked at.
        self._digests = file[name].data
        self._ends = file[f"{name}_ends"].data
        self._order = file[f"{name}_order"].data

    def of(self, number: int) -> Digests:
        """All that a record holds."""
        start = self._ends[number - 1] if number else 0
        return Digests(self._digests[start : self._ends[number]].tobytes())

    def holding(self, wanted: Iterable[int]) -> list[int]:
        """The records that hold any of these, in their order."""
        found = set()
        for digest in wanted:
            at = bisect_left(self._order, digest, key=self._digests.__getitem__)
            while at < len(self._order) and self._digests[self._order[at]] == digest:
                found.add(bisect_right(self._ends, self._order[at]))
                at += 1
        return sorted(found)


def _put_digests(file: ArrayFileWriter, name: str, of_records: Sequence[Digests]) -> None:
    digests = np.frombuffer(b"".join(each.packed for each in of_records), np.uint64)
    sizes = np.fromiter((len(each.packed) // digests.itemsize for each in of_records), np.int64)
    file.put(name, digests)
    file.put(f"{name}_ends", sizes.cumsum().astype(np.uint32))
    file.put(f"{name}_order", digests.argsort().astype(np.uint32))


def _changes(folder: Path) -> _Changes:
    return _CHANGES.decode((folder / CHANGES_FILE).read_bytes())


_ENCODER = msgspec.msgpack.Encoder()
_RECORDS = msgspec.msgpack.Decoder(list[SourceRecord])
_CHANGES = msgspec.msgpack.Decoder(_Changes)
