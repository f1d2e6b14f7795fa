"""What is remembered of sources, on the disk: what there was at one time, and what has changed since.

::

    sources.json    a `SourceRecord` a line, of every source, in the order of their places
    changes.json    those that have changed or come since, and the places of those that have gone

An update shares the first with the generation before it, and writes the second anew: what it costs does not
grow with the number of sources. When much has changed, all is written anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from indexer.records import SourceRecord

SOURCES_FILE = "sources.json"
CHANGES_FILE = "changes.json"
MOST_CHANGES = 500
"""So many are written anew with each update, at the most: about half a megabyte."""
_TOGETHER = 1_000
"""So many lines are in memory at a time: a day's file of 14 exchanges takes a kilobyte."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a build does to the sources of an index."""

    new: Sequence[SourceRecord]
    """Those that it has read."""
    outdated: Sequence[SourceRecord] = ()
    """What was known of them before, and of those that it removes."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """What has become of sources since all were written."""

    records: tuple[SourceRecord, ...] = ()
    gone: tuple[bytes, ...] = ()
    """Places that are no sources any more, unless there is a record of them here."""


def write_records(folder: Path, records: Iterable[SourceRecord]) -> None:
    """Remember all sources of a generation."""
    ordered = sorted(records, key=lambda each: each.place)
    with (folder / SOURCES_FILE).open("wb") as file:
        for at in range(0, len(ordered), _TOGETHER):
            file.write(_ENCODER.encode_lines(ordered[at : at + _TOGETHER]))
    (folder / CHANGES_FILE).write_bytes(_ENCODER.encode(_Changes()))


def write_change(folder: Path, base: Path, change: Change) -> None:
    """Remember the sources of a generation that extends another, whose larger file it shares already."""
    earlier = _changes(base)
    records = {record.place: record for record in earlier.records}
    for record in change.outdated:
        records.pop(record.place, None)
    gone = {*earlier.gone, *(record.place for record in change.outdated)}
    records |= {record.place: record for record in change.new}
    since = _Changes(tuple(records[place] for place in sorted(records)), tuple(sorted(gone)))
    if len(records) + len(gone) > MOST_CHANGES:
        # Another generation shares the file that is there.
        (folder / SOURCES_FILE).unlink()
        write_records(folder, _with(_all(base), since))
    else:
        (folder / CHANGES_FILE).write_bytes(_ENCODER.encode(since))


def read_records(folder: Path) -> dict[str, SourceRecord]:
    """The records of all sources of a verified generation, by path."""
    return {record.path: record for record in _with(_all(folder), _changes(folder))}


def _all(folder: Path) -> list[SourceRecord]:
    return _LINES.decode_lines((folder / SOURCES_FILE).read_bytes())


def _changes(folder: Path) -> _Changes:
    return _CHANGES.decode((folder / CHANGES_FILE).read_bytes())


def _with(records: Iterable[SourceRecord], changes: _Changes) -> list[SourceRecord]:
    """All records as they are after the changes."""
    replaced = {*changes.gone, *(record.place for record in changes.records)}
    return [*(record for record in records if record.place not in replaced), *changes.records]


_ENCODER = msgspec.json.Encoder()
_LINES = msgspec.json.Decoder(SourceRecord)
_CHANGES = msgspec.json.Decoder(_Changes)
