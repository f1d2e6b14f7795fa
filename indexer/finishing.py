"""A generation is sealed, tried, and made the current one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import QuestionTimeError
from indexer.building import Build, Knowledge
from indexer.check import try_out
from indexer.generations import Generation
from indexer.manifest import FileSum, Manifest, sum_of, write_manifest
from indexer.records import Counts, SourceRecord, total, write_records


def finish(build: Build, knowledge: Knowledge, records: Sequence[SourceRecord]) -> Manifest:
    """Seal the generation, ask it a question, and make it the current one."""
    folder = build.folder
    if build.settings.strict and build.watcher.unexpected:
        raise QuestionTimeError(
            f"{folder.path}: {build.watcher.unexpected} left out, and --strict was asked for; "
            "what was indexed before is as it was"
        )
    write_records(build.path, records)
    manifest = _manifest(build, knowledge, records)
    if not manifest.counts.exchanges:
        raise QuestionTimeError(
            f"{folder.path}: no exchange in these sources; what was indexed before is as it was"
        )
    write_manifest(build.path, manifest)
    try_out(folder.open(build.path.name, checksums=False))  # They have just been made.
    folder.publish(build.path.name)
    return manifest


def _manifest(build: Build, knowledge: Knowledge, records: Sequence[SourceRecord]) -> Manifest:
    collections: dict[str, list[Counts]] = {}
    formats: dict[str, list[Counts]] = {}
    skipped: Counter[str] = Counter()
    for record in records:
        if record.skipped:
            skipped.update(record.skipped)
        if record.reader:
            formats.setdefault(record.reader, []).extend(record.counts.values())
        for collection, counts in record.counts.items():
            collections.setdefault(collection, []).append(counts)
    by_collection = {name: total(each) for name, each in sorted(collections.items())}
    return Manifest(
        generation=build.path.name,
        created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        registry=knowledge.registry.version,
        people=knowledge.people_file,
        counts=total(by_collection.values()),
        collections=by_collection,
        formats={name: total(each) for name, each in sorted(formats.items())},
        files_read=dict(sorted(Counter(record.reader for record in records if record.reader).items())),
        skipped=dict(skipped.most_common()),
        left_out=total([record.left_out for record in records]),
        files=_sums(build.path, build.base),
    )


def _sums(path: Path, base: Generation | None) -> Mapping[str, FileSum]:
    """The checksums of all files; those shared with a verified generation are known already."""
    shared = base.manifest.files if base else {}
    sums = {}
    for file in sorted(path.iterdir()):
        old = base.path / file.name if base and file.name in shared else None
        sums[file.name] = shared[file.name] if old and old.samefile(file) else sum_of(file)
    return sums
