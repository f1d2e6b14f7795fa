"""What an index remembers of each source, so that an update re-reads only what changed.

Kept as ``sources.json`` in the generation.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from indexer.fingerprint import Fingerprint

RECORDS_FILE = "sources.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of the record."""

    exchanges: int = 0
    questions: int = 0
    answers: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.exchanges + other.exchanges, self.questions + other.questions, self.answers + other.answers
        )


@dataclass(frozen=True, slots=True)
class Digests:
    """64-bit digests of keys (`indexer.identity`), packed."""

    values: "array[int]" = field(default_factory=lambda: array("Q"))

    @classmethod
    def of(cls, values: Iterable[int]) -> "Digests":
        return cls(array("Q", values))


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One file, as it was when it was last read."""

    path: str
    fingerprint: Fingerprint
    reader: str | None = None
    """The name of its format; None where no reader knows it."""
    own_ids: bool = True
    counts: Mapping[str, Counts] = field(default_factory=dict)
    """Of what was indexed from it, by collection."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """How many elements were left out, by the kind of reason."""
    left_out: Counts = Counts()
    """The questions and answers in them, and how many of them were whole exchanges."""
    names: Digests = Digests()
    """Of all keys of the exchanges in it, also of those that another source has."""
    contents: Digests = Digests()
    """Of the contents of the exchanges in it, likewise."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """From an old key to the new one; without those that only change the letter of the scrape."""

    @property
    def total(self) -> Counts:
        return sum(self.counts.values(), Counts())


def write_records(folder: Path, records: Iterable[SourceRecord]) -> None:
    """Keep the records of all sources with a generation, in the order of their paths."""
    with (folder / RECORDS_FILE).open("w", encoding="ascii") as file:
        for record in sorted(records, key=lambda each: each.path):
            file.write(json.dumps(_plain(record), separators=(",", ":")) + "\n")


def read_records(folder: Path) -> dict[str, SourceRecord]:
    """The records of a verified generation, by path."""
    with (folder / RECORDS_FILE).open(encoding="ascii") as file:
        records = [_record(json.loads(line)) for line in file]
    return {record.path: record for record in records}


def _plain(record: SourceRecord) -> dict[str, Any]:
    counts = {collection: asdict(each) for collection, each in record.counts.items()}
    return {
        "path": record.path,
        "fingerprint": asdict(record.fingerprint),
        "reader": record.reader,
        "own_ids": record.own_ids,
        "counts": counts,
        "skipped": dict(record.skipped),
        "left_out": asdict(record.left_out),
        "names": _packed(record.names),
        "contents": _packed(record.contents),
        "redirects": dict(record.redirects),
    }


def _record(plain: dict[str, Any]) -> SourceRecord:
    counts = {collection: Counts(**each) for collection, each in plain["counts"].items()}
    return SourceRecord(
        **plain
        | {
            "fingerprint": Fingerprint(**plain["fingerprint"]),
            "counts": counts,
            "left_out": Counts(**plain["left_out"]),
            "names": _unpacked(plain["names"]),
            "contents": _unpacked(plain["contents"]),
        }
    )


def _packed(digests: Digests) -> str:
    return b64encode(digests.values.tobytes()).decode("ascii")


def _unpacked(text: str) -> Digests:
    values = array("Q")
    values.frombytes(b64decode(text))
    return Digests(values)
