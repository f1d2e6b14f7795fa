"""Is what a query is about among the first ten? Written queries, each with the headings that it is after.

A heading is named by one of its exchanges, so that none of the record's words stand here.

::

    python -m tests.benchmarks.headings --index DIR [--missed]

Half of them, drawn by a sum over their words, are kept back: only the figures of that half are shown, never
which of it were missed, so that nothing is made for them (`tests/search/ranking/README.md`).
"""

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from corpus.registry import Registry
from search.answering import Answerer
from search.engine import Engine
from search.opening import open_engine
from search.query.parser import parse
from search.request import Request
from tests.benchmarks.ranking import DEPTH, JUDGED


@dataclass(frozen=True, slots=True)
class Written:
    """A query, and of each heading that it is after one exchange: any of that heading will do."""

    query: str
    exchanges: frozenset[str]
    """Their ids."""

    @property
    def is_kept_back(self) -> bool:
        """Whether nobody is to look at what it finds."""
        return zlib.crc32(self.query.encode()) % 2 == 1


@dataclass(frozen=True, slots=True)
class Found:
    """At which rank one of its headings was found; nothing where none is among the first ten."""

    written: Written
    rank: int | None


def read_written() -> tuple[Written, ...]:
    """The written queries, in the order of their file."""
    lines = (JUDGED / "headings.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Written(query, frozenset(ids.split(" "))) for query, ids in rows)


def found(engine: Engine, registry: Registry, written: Iterable[Written]) -> Iterator[Found]:
    """How each of them does."""
    answerer = Answerer(engine, registry)
    titles = {hit.cited.exchange.id: hit.cited.exchange.title for hit in engine.every(Request())}
    for each in written:
        headings = {titles[id] for id in each.exchanges}
        hits = answerer.answer(Request(query=parse(each.query, registry), size=DEPTH)).hits
        ranks = (rank for rank, hit in enumerate(hits, 1) if hit.cited.exchange.title in headings)
        yield Found(each, next(ranks, None))


@click.command()
@click.option("--index", type=click.Path(path_type=Path), required=True, help="An index of the real record.")
@click.option("--missed", is_flag=True, help="The open half's queries that found none of their headings.")
def main(index: Path, missed: bool) -> None:
    """Report how many find one of their headings among ten, and the mean reciprocal rank of the first."""
    registry = Registry.load()
    every = tuple(found(open_engine(index, registry), registry, read_written()))
    kept_back = [each for each in every if each.written.is_kept_back]
    seen = [each for each in every if not each.written.is_kept_back]
    for each in seen if missed else ():
        if each.rank is None:
            click.echo(f"{each.written.query}: {' '.join(sorted(each.written.exchanges))}")
    click.echo(_row("open", seen))
    click.echo(_row("kept back", kept_back))


def _row(label: str, half: Sequence[Found]) -> str:
    ranks = [each.rank for each in half if each.rank is not None]
    reciprocal = math.fsum(1 / rank for rank in ranks) / len(half)
    share = len(ranks) / len(half)
    return f"{label}: {len(half)} queries, {share:.3f} found, mean reciprocal rank {reciprocal:.3f}"


if __name__ == "__main__":
    main()
