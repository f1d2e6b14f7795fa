"""``python -m tests.benchmarks.serving.bench``: fifty readers of our pages and of Datasette's, in turns.

Only this machine is asked, for a given time.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import click

from tests.benchmarks.corpus_files import Recipe, write_corpus
from tests.benchmarks.counting import Counts
from tests.benchmarks.machine import machine
from tests.benchmarks.peers.serving import Question
from tests.benchmarks.questions import choose
from tests.benchmarks.running import OURS, PEERS, build
from tests.benchmarks.serving.clients import Load, ask, load
from tests.benchmarks.serving.sites import Running, build_datasette, datasette, questiontime

CLASSES = ("rare term", "common term", "two terms, AND", "phrase", "term + party + dates", "everything")
"""Those that Datasette's search box can be asked."""


@click.command()
@click.option("--count", type=click.IntRange(1_000), default=10_000, show_default=True, help="Exchanges.")
@click.option(
    "--work", type=click.Path(path_type=Path), required=True, help="Where corpus and indexes are kept."
)
@click.option("--clients", type=click.IntRange(1, 200), default=50, show_default=True)
@click.option("--rounds", type=click.IntRange(1, 10), default=3, show_default=True)
@click.option("--seconds", type=click.IntRange(1, 60), default=10, show_default=True, help="Of each turn.")
@click.option("--datasette-python", default=sys.executable, help="The Python that has Datasette.")
def bench(count: int, work: Path, clients: int, rounds: int, seconds: int, datasette_python: str) -> None:
    """Compare what readers wait for."""
    folder = work.absolute() / f"{count}-0"
    files = write_corpus(Recipe(count), folder / "corpus", jobs=2)
    if not (folder / "ours" / "current").exists():
        build(next(peer for peer in PEERS if peer.key == OURS), files, folder / "ours")
    build_datasette(files.rows, folder / "datasette")
    questions = choose(Counts.read(files.counts))
    asked = list(chain.from_iterable(zip(*(questions[name] for name in CLASSES), strict=True)))
    with (
        questiontime(folder / "ours") as ours,
        datasette(folder / "datasette", datasette_python, complete=False) as hasty,
        datasette(folder / "datasette", datasette_python, complete=True) as whole,
    ):
        sites = (ours, hasty, whole)
        totals = list(_totals(sites, {name: questions[name] for name in CLASSES}))
        loads = _in_turns(sites, asked, clients, rounds, float(seconds))
    for line in chain(_report(count, clients, loads), totals):
        click.echo(line)


def _in_turns(
    sites: Sequence[Running], asked: Sequence[Question], clients: int, rounds: int, seconds: float
) -> dict[str, Load]:
    loads = {site.name: Load() for site in sites}
    for number in range(rounds):
        for site in sites if number % 2 == 0 else reversed(sites):
            paths = [site.address(question) for question in asked]
            load(site, paths, clients, seconds, loads[site.name])
            click.echo(
                f"round {number + 1}: {site.name} {loads[site.name].pages_a_second:.1f} a second", err=True
            )
    return loads


def _totals(sites: Sequence[Running], questions: dict[str, list[Question]]) -> Iterator[str]:
    """What each site says it found, one after another: it also warms both up."""
    names = " | ".join(site.name for site in sites)
    yield f"\n| exchanges found by the first question of each class | {names} |"
    yield "|---|" + "---:|" * len(sites)
    for name, group in questions.items():
        found = [[site.total(ask(site, site.address(question))) for question in group] for site in sites]
        yield f"| {name} | {' | '.join(f'{each[0]:,}' for each in found)} |"


def _report(count: int, clients: int, loads: dict[str, Load]) -> Iterable[str]:
    yield f"{count:,} exchanges, {clients} clients. {json.dumps(machine())}\n"
    yield "| | pages a second | median ms | p95 ms | pages | errors | KB a page as sent |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, each in loads.items():
        yield (
            f"| {name} | {each.pages_a_second:.1f} | {each.median:,.0f} | {each.p95:,.0f} | "
            f"{len(each.times):,} | {each.errors} | {each.kilobytes:.1f} |"
        )


if __name__ == "__main__":
    bench()
