"""``questiontime bodies candidates``: what the registry may lack, as the sources have it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from corpus.recogniser import Recogniser
from corpus.recogniser.candidates import Unknown
from corpus.recogniser.candidates import candidates as candidates_in
from corpus.registry import Registry
from indexer.listing import Listing
from indexer.showing import Display
from indexer.sources import find_files


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many of each."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, with example sentences.")
def candidates(sources: tuple[Path, ...], most: int, as_json: bool) -> None:
    """Names in the SOURCES that look like public bodies and are not cited, the most frequent first.

    Then abbreviations that are not known, with what the record spells them out by.
    """
    display = Display(verbose=False)
    exchanges = Listing(display).exchanges(find_files(sources))
    registry = Registry.load()
    found = candidates_in(exchanges, Recogniser(registry), registry)
    names, abbreviations = found.names[:most], found.abbreviations[:most]
    if as_json:
        plain = {"names": [*map(_plain, names)], "abbreviations": [*map(_plain, abbreviations)]}
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        _show("names", names)
        _show("abbreviations", abbreviations)


def _plain(unknown: Unknown) -> dict[str, Any]:
    return {
        "name": unknown.name,
        "count": unknown.count,
        "stands_for": [long for long, _ in unknown.stands_for.most_common()],
        "sentences": unknown.sentences,
    }


def _show(heading: str, found: Iterable[Unknown]) -> None:
    click.echo(f"{heading}:")
    for each in found:
        stands_for = ", ".join(long for long, _ in each.stands_for.most_common(3))
        click.echo(f"{each.count:>6}  {each.name}{f'  ({stands_for})' if stands_for else ''}")
        click.echo(f"        {each.sentences[0]}")
