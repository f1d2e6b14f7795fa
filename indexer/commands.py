"""``questiontime index``: read, rebuild, update, check, stats and rollback."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import click
from msgspec.structs import asdict

from corpus.exchange import to_json
from corpus.people import People
from indexer.building import Settings
from indexer.counts import Counts
from indexer.generations import IndexFolder
from indexer.listing import Listing
from indexer.manifest import Manifest
from indexer.rebuild import rebuild as rebuild_index
from indexer.showing import Display, counted, manifest_lines, sum_lines
from indexer.sources import find_files
from indexer.update import update as update_index

_Command = Callable[..., None]


class _Folder(click.Path):
    """An index folder; not the address of a server, which this version cannot write to."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if "://" in str(value):
            self.fail(f"{value}: is an address; an index folder is wanted", param, ctx)
        return super().convert(value, param, ctx)


_sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
_folder = click.option(
    "--index", type=_Folder(path_type=Path, file_okay=False), default="index", show_default=True,
    envvar="QUESTIONTIME_INDEX", help="The folder of the index.",
)  # fmt: skip
_people = click.option(
    "--people", type=click.Path(path_type=Path, exists=True, dir_okay=False), envvar="QUESTIONTIME_PEOPLE",
    help="ParlParse's people.json: who spoke, of which party on that day.",
)  # fmt: skip
_jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1,
    show_default="one for each processor", help="Processes that read, find citations and write.",
)  # fmt: skip
_strict = click.option(
    "--strict", is_flag=True, help="Leave the index as it is, and fail, where anything had to be left out."
)
_verbose = click.option("--verbose", is_flag=True, help="List everything that was left out.")


def _building(command: _Command) -> _Command:
    """The options of the commands that write an index."""
    for option in (_sources, _verbose, _strict, _jobs, _people, _folder):
        command = option(command)
    return command


@click.group()
def index() -> None:
    """Make and keep the index that is searched."""


@index.command()
@_sources
@_people
@_verbose
def read(sources: tuple[Path, ...], people: Path | None, verbose: bool) -> None:
    """Print the exchanges that would be indexed, one JSON object a line, and their sums."""
    display = Display(verbose)
    known = People.load(people) if people else People.empty()
    listing = Listing(display)
    for exchange in listing.exchanges(find_files(sources)):
        click.echo(json.dumps(to_json(known.resolve(exchange)), ensure_ascii=False))
    display.show_problems()
    formats = {name: tally.total for name, tally in listing.tallies.items()}
    left_out = sum((tally.left_out for tally in listing.tallies.values()), Counts())
    click.echo(f"{counted(sum(formats.values(), Counts()))} in these files", err=True)
    for line in sum_lines(formats, listing.files, display.skipped(), left_out):
        click.echo(line, err=True)


@index.command()
@_building
def rebuild(
    *, sources: tuple[Path, ...], index: Path, people: Path | None, jobs: int, strict: bool, verbose: bool
) -> None:
    """Index the files in SOURCES, and put that in the place of the index."""
    began, display = monotonic(), Display(verbose)
    try:
        manifest = rebuild_index(IndexFolder(index), sources, Settings(people, jobs, strict), display)
    finally:
        display.show_problems()
    _show(manifest, monotonic() - began)


@index.command()
@_building
def update(
    *, sources: tuple[Path, ...], index: Path, people: Path | None, jobs: int, strict: bool, verbose: bool
) -> None:
    """Read again what has changed in SOURCES, and remove what is gone from them.

    What was indexed from elsewhere stays. Without --people, the file that the index was made with counts.
    """
    began, display = monotonic(), Display(verbose)
    try:
        manifest = update_index(IndexFolder(index), sources, Settings(people, jobs, strict), display)
    finally:
        display.show_problems()
    if manifest:
        _show(manifest, monotonic() - began)
    else:
        click.echo("Nothing has changed.")


@index.command()
@_folder
def check(index: Path) -> None:
    """Compare every file of the index with its checksum, and every exchange with the counts."""
    from indexer.check import check as check_index  # noqa: PLC0415 (it alone opens an index with Whoosh)

    manifest = check_index(IndexFolder(index))
    click.echo(f"Generation {manifest.generation} is whole: {counted(manifest.counts)}.")


@index.command()
@_folder
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def stats(index: Path, as_json: bool) -> None:
    """What the index holds."""
    folder = IndexFolder(index)
    manifest = folder.open_current(checksums=False).manifest
    earlier = [name for name in folder.names() if name != manifest.generation]
    if as_json:
        click.echo(json.dumps(_stats(manifest, earlier), ensure_ascii=False, indent=2))
        return
    for line in manifest_lines(manifest):
        click.echo(line)
    click.echo(f"  created {manifest.created}, {manifest.size / 1e6:,.1f} MB, registry {manifest.registry}")
    click.echo(f"  also kept: {', '.join(earlier) or 'no other generation'}")


@index.command()
@_folder
def rollback(index: Path) -> None:
    """Go back to the generation before the current one."""
    generation = IndexFolder(index).roll_back()
    click.echo(f"Generation {generation.name} is current again: {counted(generation.manifest.counts)}.")


def _show(manifest: Manifest, seconds: float) -> None:
    for line in manifest_lines(manifest):
        click.echo(line)
    click.echo(f"  {seconds:,.1f} seconds")


def _stats(manifest: Manifest, earlier: list[str]) -> dict[str, Any]:
    formats = {
        name: {"files": manifest.files_read.get(name, 0)} | asdict(counts)
        for name, counts in manifest.formats.items()
    }
    return {
        "generation": manifest.generation,
        "created": manifest.created,
        **asdict(manifest.counts),
        "collections": {name: asdict(counts) for name, counts in manifest.collections.items()},
        "formats": formats,
        "skipped": dict(manifest.skipped),
        "left_out": asdict(manifest.left_out),
        "bytes": manifest.size,
        "files": {name: file.size for name, file in manifest.files.items()},
        "registry": manifest.registry,
        "people": manifest.people and asdict(manifest.people),
        "schema": manifest.schema,
        "other_generations": earlier,
    }
