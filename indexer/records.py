"""What an index remembers of each source, so that an update re-reads only what changed.

`indexer.remembering` keeps it with the generation.
"""

import os
from array import array
from collections.abc import Iterable, Mapping

from msgspec import Struct

from indexer.counts import Counts
from indexer.fingerprint import Fingerprint


class Digests(Struct, frozen=True, array_like=True):
    """64-bit digests of keys (`indexer.claims`), packed."""

    packed: bytes = b""

    @classmethod
    def of(cls, values: Iterable[int]) -> "Digests":
        return cls(array("Q", values).tobytes())

    @property
    def values(self) -> "array[int]":
        values = array("Q")
        values.frombytes(self.packed)
        return values


class SourceRecord(Struct, frozen=True, array_like=True):
    """One file, as it was when it was last read."""

    place: bytes
    """Its path, as the system has it: a name need not be Unicode."""
    fingerprint: Fingerprint
    reader: str | None = None
    """The name of its format; None where no reader knows it."""
    own_ids: bool = True
    counts: Mapping[str, Counts] = {}
    """Of what was indexed from it, by collection."""
    skipped: Mapping[str, int] = {}
    """How many elements were left out, by the kind of reason."""
    left_out: Counts = Counts()
    """The questions and answers in them, and how many of them were whole exchanges."""
    redirects: Mapping[str, str] = {}
    """From an old key to the new one; without those that only change the letter of the scrape."""

    @property
    def path(self) -> str:
        return os.fsdecode(self.place)


class KeyedRecord(Struct, frozen=True, array_like=True):
    """The record of a source, with what its exchanges are known by."""

    record: SourceRecord
    names: Digests = Digests()
    """Of all keys of the exchanges in it, also of those that another source has."""
    contents: Digests = Digests()
    """Of the contents of the exchanges in it, likewise."""

    @property
    def own_ids(self) -> bool:
        return self.record.own_ids
