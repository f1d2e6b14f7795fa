"""A generation is sealed, tried, and made the current one."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import QuestionTimeError
from indexer.building import Build, Knowledge
from indexer.counts import Counts
from indexer.disk import remove, synced_meanwhile
from indexer.generations import Generation
from indexer.manifest import FileSum, Manifest, sum_of, write_manifest
from indexer.remembering import Change, write_change, write_records
from indexer.totals import Totals
from indexer.trying import try_out


def finish(build: Build, knowledge: Knowledge, change: Change) -> Manifest:
    """Seal the generation, ask it a question, and make it the current one; then be rid of older ones."""
    folder = build.folder
    if build.settings.strict and build.watcher.unexpected:
        raise QuestionTimeError(
            f"{folder.path}: {build.watcher.unexpected} left out, and --strict was asked for; "
            "what was indexed before is as it was"
        )
    if build.base:
        write_change(build.path, build.base.path, change)
        manifest = _manifest(build, knowledge, change)
    else:
        write_records(build.path, change.new)
        # An update waits for the disk but twice; a whole index takes as long to be on it as to be summed.
        with synced_meanwhile(list(build.path.iterdir())):
            manifest = _manifest(build, knowledge, change)
    if not manifest.counts.exchanges:
        raise QuestionTimeError(
            f"{folder.path}: no exchange in these sources; what was indexed before is as it was"
        )
    write_manifest(build.path, manifest)
    generation = folder.open(build.path.name, checksums=False)  # They have just been made.
    try_out(generation)
    outdated = folder.publish(generation)
    build.watcher.published()
    remove(outdated)
    return generation.manifest


def _manifest(build: Build, knowledge: Knowledge, change: Change) -> Manifest:
    before = Totals.in_(build.base.manifest) if build.base else Totals()
    totals = before.after(Totals.of(change.outdated), Totals.of(each.record for each in change.new))
    return Manifest(
        generation=build.path.name,
        created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        registry=knowledge.registry.version,
        people=knowledge.people_file,
        counts=sum(totals.collections.values(), Counts()),
        collections=dict(sorted(totals.collections.items())),
        # Also those of which nothing could be indexed.
        formats={name: totals.formats.get(name, Counts()) for name in sorted(totals.files_read)},
        files_read=dict(sorted(totals.files_read.items())),
        skipped=dict(Counter(totals.skipped).most_common()),
        left_out=totals.left_out,
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
