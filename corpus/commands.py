"""``questiontime bodies``: the registry of public bodies, and what texts cite of it."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click

from corpus.collections import collection_of
from corpus.recogniser import Recogniser
from corpus.recogniser.evaluation import Cited, Text, read_labelled, read_texts, score
from corpus.registry import BODIES, Body, Name, Registry

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d")


@click.group()
def bodies() -> None:
    """The registry of public bodies, and what texts cite of it."""


@bodies.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every other name.")
def list_bodies(as_json: bool) -> None:
    """Every body that is known."""
    known = Registry.load().bodies
    if as_json:
        click.echo(json.dumps([_as_json(body) for body in known], ensure_ascii=False, indent=1))
        return
    width = max((len(body.id) for body in known), default=0)
    for body in known:
        click.echo(f"{body.id:<{width}}  {body.kind:<13}  {body.name}")


@bodies.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=BODIES)
def check(folder: Path) -> None:
    """Hold the registry to its rules: above all, that no name means two bodies.

    FOLDER is one of CSV files; by default questiontime's own.
    """
    registry = Registry.load_checked(folder)
    click.echo(f"{len(registry.bodies)} bodies, version {registry.version}: every rule holds")


@bodies.command()
@click.argument("body", metavar="ID")
def show(body: str) -> None:
    """Everything known about a body; its name or abbreviation will do for its id."""
    registry = Registry.load()
    found = registry.find(body)
    if not found:
        raise click.UsageError(f"no body is called {body!r}; `questiontime bodies list` gives all")
    click.echo("\n\n".join("\n".join(_lines(each, registry)) for each in found))


@bodies.command()
@click.argument("texts", type=click.File(encoding="utf-8"), default="-", metavar="[FILE]")
def cite(texts: TextIO) -> None:
    """What exchanges cite: reads {"id", "title", "question", "answer"} lines, writes {"id", "cites"} lines.

    The conventions of the collection hold: MPS in Questions to the Mayor. It is the line's "collection",
    else what its id begins with ("lmq/…", "wrans/…"). A day in the id decides between bodies of other times.
    """
    recogniser = Recogniser(Registry.load())
    for text in read_texts(texts, texts.name):
        cites = [
            {"body": body, "side": side, "surfaces": surfaces}
            for (side, body), surfaces in _cited(text, recogniser).items()
        ]
        click.echo(json.dumps({"id": text.id, "cites": cites}, ensure_ascii=False))


@bodies.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Also what was missed and what was over-marked.")
def evaluate(gold: Path, verbose: bool) -> None:
    """Precision and recall on hand-labelled exchanges, one JSON object a line."""
    registry = Registry.load()
    recogniser = Recogniser(registry)
    scores = score(read_labelled(gold), lambda text: _cited(text, recogniser), registry)
    click.echo("\n".join(scores.lines(verbose)))


def _as_json(body: Body) -> dict[str, Any]:
    return {"id": body.id, "name": body.name, "kind": body.kind, "aliases": list(body.aliases)}


def _cited(text: Text, recogniser: Recogniser) -> Cited:
    """By side and body, in the order of the text: the surfaces, each once."""
    collection = collection_of(text.collection, text.id)
    conventions = collection.conventions if collection else ()
    cited: dict[tuple[str, str], list[str]] = {}
    day = _day_of(text.id)
    for each in recogniser.cite_texts(text.title, [text.question], [text.answer], conventions, day):
        surfaces = cited.setdefault((each.side.value, each.body), [])
        if each.surface not in surfaces:
            surfaces.append(each.surface)
    return cited


def _day_of(id: str) -> date | None:
    """The day that an exchange's id holds, as most do."""
    with suppress(ValueError):
        return date.fromisoformat(found[0]) if (found := _DAY.search(id)) else None
    return None


def _lines(body: Body, registry: Registry) -> Iterator[str]:
    """A body as text, a line for everything that is known."""
    yield f"{body.name} ({body.id})"
    rows = {
        "kind": [body.kind],
        "since": [body.since] if body.since else [],
        "until": [body.until] if body.until else [],
        "also called": [_dated(name) for name in body.names],
        "abbreviations": body.abbreviations,
        "with support": [_supported(each.text, each.conventions) for each in body.ambiguous],
        "office-holders": body.offices,
        "hosts": body.hosts,
        "not in": body.not_in,
        "before it": [_reference(each) for each in registry.predecessors(body.id)],
        "after it": [_reference(each) for each in registry.successors(body.id)],
    }
    for label, values in rows.items():
        if values:
            yield f"  {label:<15} {'; '.join(values)}"


def _reference(body: Body) -> str:
    return f"{body.name} ({body.id})"


def _dated(name: Name) -> str:
    return f"{name.text} ({name.since or ''}..{name.until or ''})" if name.since or name.until else name.text


def _supported(text: str, conventions: tuple[str, ...]) -> str:
    return f"{text} (by convention: {', '.join(conventions)})" if conventions else text
