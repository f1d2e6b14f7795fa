"""``make bench``: questiontime beside the engines that its design names, on one corpus, in one run.

Results go to stdout as Markdown, and as JSON to a file that is named. On a busy machine the figures are
worth little, the ratios something.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus.errors import QuestionTimeError
from tests.benchmarks.corpus_files import CorpusFiles, Recipe, write_corpus
from tests.benchmarks.counting import Counts
from tests.benchmarks.machine import machine
from tests.benchmarks.measuring import Asked, ask_all, ask_in_pairs, differences, starts
from tests.benchmarks.peers.serving import Question
from tests.benchmarks.questions import EACH, choose
from tests.benchmarks.rebuilding import rebuild_and_update
from tests.benchmarks.report import markdown
from tests.benchmarks.running import OURS, PEERS, Peer, Running, build, command_ms

_path = click.Path(path_type=Path)


@click.command()
@click.option("--count", type=click.IntRange(1_000), default=10_000, show_default=True, help="Exchanges.")
@click.option("--seed", default=0, show_default=True)
@click.option("--sources", type=_path, help="A folder of real sources; without it, the project's samples.")
@click.option("--people", type=_path, help="Their people file, for the parties.")
@click.option("--rounds", type=click.IntRange(2), default=6, show_default=True)
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--peer", "keys", multiple=True, type=click.Choice([peer.key for peer in PEERS]))
@click.option("--rebuild", is_flag=True, help="Also time a whole rebuild from XML, and an update.")
@click.option("--work", type=_path, help="Keep the corpus and the indexes here, and use what is there.")
@click.option("--json", "json_file", type=_path, help="Write everything that was measured to this file.")
def bench(
    count: int, seed: int, sources: Path | None, people: Path | None, rounds: int, jobs: int,
    keys: Sequence[str], rebuild: bool, work: Path | None, json_file: Path | None,
) -> None:  # fmt: skip
    """Compare questiontime with other engines on generated exchanges."""
    # What starts is to be compiled already, as it is where it was installed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    recipe = Recipe(count, seed, sources and sources.absolute(), people and people.absolute())
    peers = _present([peer for peer in PEERS if not keys or peer.key in keys])
    with tempfile.TemporaryDirectory(prefix="questiontime-bench-") as temporary:
        folder = (work or Path(temporary)).absolute() / f"{count}-{seed}"
        try:
            results = _measure(recipe, peers, folder, rounds, jobs)
            results["rebuild"] = asdict(rebuild_and_update(recipe, folder, jobs)) if rebuild else {}
        except QuestionTimeError as error:
            raise click.ClickException(str(error)) from error
    if json_file:
        json_file.write_text(json.dumps(results, indent=1, default=str) + "\n", encoding="utf-8")
    for line in markdown(results):
        click.echo(line)


def _present(peers: Sequence[Peer]) -> list[Peer]:
    there = [peer for peer in peers if peer.installed()]
    for peer in peers:
        if peer not in there:
            _tell(f"{peer.name} is left out: {peer.needs} cannot be imported by {peer.python}")
    return there


def _measure(recipe: Recipe, peers: Sequence[Peer], folder: Path, rounds: int, jobs: int) -> dict[str, Any]:
    _tell(f"making {recipe.count:,} exchanges")
    files = write_corpus(recipe, folder / "corpus", jobs)
    folders = {peer.key: folder / (peer.index_of or peer.key) for peer in peers}
    built = _build(peers, files, folders)
    questions = choose(Counts.read(files.counts))
    first = questions["two terms, AND"][0]
    return {
        "recipe": asdict(recipe),
        "machine": machine(),
        "peers": [peer.key for peer in peers],
        "rounds": rounds,
        "questions_each": EACH,
        "questions": {name: [asdict(each) for each in group] for name, group in questions.items()},
        "build": built,
        "start_ms": starts(peers, folders, first),
        "command_ms": _command(folders, first),
        **_asked(peers, folders, questions, rounds),
    }


def _build(
    peers: Sequence[Peer], files: CorpusFiles, folders: dict[str, Path]
) -> dict[str, dict[str, float]]:
    """Build ours, and of the others what is not there yet, with the figures of when it was built."""
    built = {}
    for peer in peers:
        if peer.index_of:
            continue
        index, note = folders[peer.key], folders[peer.key].with_suffix(".json")
        if peer.key == OURS or not note.exists():
            _tell(f"building the index of {peer.name}")
            shutil.rmtree(index, ignore_errors=True)
            note.write_text(json.dumps({"seconds": build(peer, files, index)}), encoding="utf-8")
        seconds = json.loads(note.read_text(encoding="utf-8"))["seconds"]
        size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
        exchanges = Counts.read(files.counts).exchanges
        built[peer.key] = {
            "seconds": seconds,
            "per_second": exchanges / seconds,
            "megabytes": size / 1_000_000,
        }
    return built


def _asked(
    peers: Sequence[Peer], folders: dict[str, Path], questions: dict[str, list[Question]], rounds: int
) -> dict[str, Any]:
    _tell("asking")
    running = [Running(peer, folders[peer.key]) for peer in peers]
    seconds = [Running(peer, folders[peer.key]) for peer in peers]
    try:
        asked = ask_all(running, questions, rounds, bare=False)
        bare = ask_all(running, questions, rounds, bare=True)
        private = {each.peer.key: each.private_mb() for each in running}
        pairs = {each.peer.key: (each, other) for each, other in zip(running, seconds, strict=True)}
        load = ask_in_pairs(pairs, questions)
        opened = {each.peer.key: each.open_ms for each in running}
    finally:
        for each in (*running, *seconds):
            each.close()
    return {
        "asked": _plain(asked),
        "bare": _plain(bare),
        "totals": {
            name: {key: [answer["total"] for answer in answers] for key, answers in by_peer.items()}
            for name, by_peer in asked.answers.items()
        },
        "differences": list(differences(asked, questions, peers)),
        "open_ms": opened,
        "private_mb": private,
        "load": load,
    }


def _plain(asked: Asked) -> dict[str, dict[str, dict[str, float]]]:
    return {
        name: {key: timing.plain() for key, timing in by_peer.items()}
        for name, by_peer in asked.timings.items()
    }


def _command(folders: dict[str, Path], question: Question) -> float | None:
    if OURS not in folders:
        return None
    command = [sys.executable, "-m", "questiontime", "search", " ".join(question.words)]
    return min(command_ms([*command, "--index", str(folders[OURS]), "--json"]) for _ in range(3))


def _tell(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    bench()
