"""``python -m tests.benchmarks.serving.rendering``: what a search page costs the server, and its length.

In one process and without a network: from the request to the whole page, by the processor's time, which other
programs on the machine disturb least.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from urllib.parse import urlencode

import click
from flask.testing import FlaskClient

from corpus.keeping import keep_everything
from corpus.registry import Registry
from search.answering import Answerer
from search.engine import Engine
from search.opening import open_engine
from search.query.parser import parse
from search.request import Request
from tests.benchmarks.counting import Counts
from tests.benchmarks.machine import loops
from tests.benchmarks.questions import choose
from tests.benchmarks.ranking import SETS, read_judged
from tests.benchmarks.serving.sites import our_address
from webui.app import create_app
from webui.urls import GROUPINGS

AT_MOST_MS = 15.0
AT_MOST_BYTES = 60_000


@click.command()
@click.option("--count", default=100_000, show_default=True, help="Exchanges of the corpus that is there.")
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Where `bench` has left it.")
@click.option("--rounds", type=click.IntRange(2), default=10, show_default=True)
def rendering(count: int, work: Path, rounds: int) -> None:
    """Time the page of each class of questions."""
    folder = work.absolute() / f"{count}-0"
    registry = Registry.load()
    engine = open_engine(folder / "ours", registry)
    client = create_app(engine, registry).test_client()
    click.echo(f"{count:,} exchanges; at most {AT_MOST_MS} ms and {AT_MOST_BYTES:,} bytes are wanted")
    click.echo(f"compiled loops: {loops()}\n")
    click.echo("| | median ms | slowest question's median ms | longest page, bytes | again, ms |")
    click.echo("|---|---:|---:|---:|---:|")
    classes = choose(Counts.read(folder / "corpus" / "counts.json"))
    addresses = {name: [our_address(each) for each in questions] for name, questions in classes.items()}
    for field, label in GROUPINGS.items():
        addresses[f"common term, by {label.lower()}"] = [
            f"{address}&group={field}" for address in addresses["common term"]
        ]
    addresses["what people type, where others follow"] = list(_with_others(engine, registry))
    for name, asked in addresses.items():
        times, sizes, again = zip(*_timed(client, asked, rounds), strict=True)
        figures = f"{median(times):.1f} | {max(times):.1f} | {max(sizes):,} | {median(again):.2f}"
        click.echo(f"| {name} | {figures} |")


def _with_others(engine: Engine, registry: Registry) -> Iterator[str]:
    """The pages of those judged queries of which too few exchanges have all words."""
    answerer = Answerer(engine, registry)
    for name in SETS:
        for judged in read_judged(name):
            if answerer.answer(Request(query=parse(judged.query, registry))).wider:
                yield f"/search?{urlencode({'q': judged.query})}"


def _timed(client: FlaskClient, asked: Sequence[str], rounds: int) -> Iterator[tuple[float, int, float]]:
    """Of each page the milliseconds, its bytes, and the milliseconds of a 304.

    They are asked for in turn: the latest queries are kept with what they found, which helps one who asks
    again at once.
    """
    pages = [client.get(address) for address in asked]
    keep_everything()  # As a worker does when it is warm.
    known = [{"If-None-Match": page.headers["ETag"]} for page in pages]
    made = [[_ms(client, address, {}) for address in asked] for _ in range(rounds)]
    again = [[_ms(client, *each) for each in zip(asked, known, strict=True)] for _ in range(rounds)]
    for page, times, short in zip(pages, zip(*made, strict=True), zip(*again, strict=True), strict=True):
        yield median(times), len(page.data), median(short)


def _ms(client: FlaskClient, address: str, headers: dict[str, str]) -> float:
    began = process_time()
    client.get(address, headers=headers, buffered=True)
    return (process_time() - began) * 1000


if __name__ == "__main__":
    rendering()
