"""How long do whole answers take, with all that follows where all words find little?

::

    python -m tests.benchmarks.answering --index DIR [--hostile 10000]

Asked are the judged queries of both sets, as the pages ask them: ten hits with their passages, and the counts
of every facet. Those asked first find nothing remembered; of the later rounds each query's best counts, so
that a busy machine matters less. With ``--hostile``, strings that nobody means are asked too. Times are of
the processor, in ms.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from time import process_time

import click

from corpus.keeping import keep_everything
from corpus.registry import Registry
from indexer.fields import FACETS
from search.answering import Answerer
from search.opening import open_engine
from search.query.parser import parse
from search.request import Request
from tests.benchmarks.machine import loops
from tests.benchmarks.ranking import SETS, read_judged
from tests.search.hostile import hostile_strings


@click.command()
@click.option("--index", type=click.Path(path_type=Path), required=True)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option("--hostile", type=int, default=0, help="So many hostile strings, each once.")
def main(index: Path, rounds: int, hostile: int) -> None:
    """Report how long answers take."""
    click.echo(f"compiled loops: {loops()}")
    registry = Registry.load()
    asker = _Asker(Answerer(open_engine(index, registry), registry), registry)
    asker.ask("nothing of the kind")
    keep_everything()  # As a worker does when it is warm.
    queries = [judged.query for name in SETS for judged in read_judged(name)]
    first = [asker.ask(query) for query in queries]
    again = [[asker.ask(query)[0] for query in queries] for _ in range(rounds)]
    for label, followed in (("enough has all words", False), ("others follow", True)):
        these = [at for at, (_, follows) in enumerate(first) if follows is followed]
        click.echo(_row(f"{label}, asked first", [first[at][0] for at in these]))
        click.echo(_row(f"{label}, best of {rounds}", [min(took[at] for took in again) for at in these]))
    if hostile:
        for line in _hostile(asker, hostile):
            click.echo(line)


class _Asker:
    def __init__(self, answerer: Answerer, registry: Registry) -> None:
        self._answerer = answerer
        self._registry = registry

    def ask(self, text: str) -> tuple[float, bool]:
        """How long it takes, and whether others follow; the answer is not kept, as no server keeps one."""
        began = process_time()
        answer = self._answerer.answer(Request(query=parse(text, self._registry), facets=FACETS))
        return (process_time() - began) * 1000, bool(answer.wider)


def _hostile(asker: _Asker, count: int) -> Iterator[str]:
    slowest: list[tuple[float, str]] = []
    for text in hostile_strings(count):
        slowest.append((asker.ask(text)[0], text))
    yield _row(f"{count} hostile strings", [took for took, _ in slowest])
    for took, text in sorted(slowest, reverse=True)[:5]:
        yield f"    {took:6.1f}  {text[:100]!r}"


def _row(label: str, times: Sequence[float]) -> str:
    cuts: Iterable[float] = quantiles(times, n=100) if len(times) > 1 else ()
    by_percent = dict(enumerate(cuts, start=1))
    figures = "".join(f"  p{percent} {by_percent.get(percent, 0):.1f}" for percent in (50, 95, 99))
    return f"{label:<40}{len(times):>6}{figures}  most {max(times, default=0):.1f}"


if __name__ == "__main__":
    main()
