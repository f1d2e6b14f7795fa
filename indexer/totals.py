"""How much of the record an index holds: summed over its sources once, and from then on over what changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.counts import Counts
from indexer.manifest import Manifest
from indexer.records import SourceRecord


@dataclass(frozen=True, slots=True)
class Totals:
    """Of some sources together; `indexer.manifest.Manifest` says what each is."""

    collections: Mapping[str, Counts] = field(default_factory=dict)
    formats: Mapping[str, Counts] = field(default_factory=dict)
    files_read: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
    left_out: Counts = field(default_factory=Counts)

    @classmethod
    def of(cls, records: Iterable[SourceRecord]) -> "Totals":
        collections: dict[str, Counts] = {}
        formats: dict[str, Counts] = {}
        files_read: Counter[str] = Counter()
        skipped: Counter[str] = Counter()
        left_out = Counts()
        for record in records:
            if record.skipped:
                skipped.update(record.skipped)
                left_out += record.left_out
            if not record.reader:
                continue
            files_read[record.reader] += 1
            for collection, counts in record.counts.items():
                collections[collection] = collections.get(collection, Counts()) + counts
                formats[record.reader] = formats.get(record.reader, Counts()) + counts
        return cls(collections, formats, files_read, skipped, left_out)

    @classmethod
    def in_(cls, manifest: Manifest) -> "Totals":
        """What a generation holds, as its manifest says."""
        return cls(
            manifest.collections, manifest.formats, manifest.files_read, manifest.skipped, manifest.left_out
        )

    def after(self, gone: "Totals", come: "Totals") -> "Totals":
        """These, without some sources and with others; what there is nothing left of is not named."""
        return Totals(
            _after(self.collections, gone.collections, come.collections),
            _after(self.formats, gone.formats, come.formats),
            Counter(self.files_read) + Counter(come.files_read) - Counter(gone.files_read),
            Counter(self.skipped) + Counter(come.skipped) - Counter(gone.skipped),
            self.left_out + come.left_out - gone.left_out,
        )


def _after(
    counts: Mapping[str, Counts], gone: Mapping[str, Counts], come: Mapping[str, Counts]
) -> dict[str, Counts]:
    nothing = Counts()
    changed = {
        name: counts.get(name, nothing) + come.get(name, nothing) - gone.get(name, nothing)
        for name in {**counts, **come}
    }
    return {name: each for name, each in changed.items() if each != nothing}
