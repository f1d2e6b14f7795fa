"""How well do engines rank? nDCG at ten over the judged queries, by kind of query.

::

    python -m tests.benchmarks.ranking --index DIR [--judged independent] [--fts5] [--whoosh] [--queries]

The judged queries are of the real record (`tests/search/ranking/README.md`): only an index of that record
gives figures that mean anything. SQLite's FTS5 and Whoosh are there to compare with; they rank the same
exchanges by their own BM25 and BM25F, as they come.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click

from corpus.registry import Registry
from search.answering import Answerer
from search.opening import open_engine
from search.query.parser import parse
from search.request import Request
from tests.benchmarks.ranking_fts5 import Combining, Fts5
from tests.benchmarks.ranking_whoosh import StockWhoosh

JUDGED = Path(__file__).parents[1] / "search" / "ranking"

SETS = ("queries", "independent", "unseen", "fresh", "mixed", "blind", "holdout", "clean", "drawn")
"""The first was known to whoever wrote the first synonyms; the second was graded by somebody else, later; the
third when all synonyms and weights stood; the fourth in the words of people who do not know what anything is
called; the fifth has all kinds of queries, about alike; so have the sixth, by one who had seen no other,
and the seventh, by the same hand and kept apart for longest; the eighth, by another hand, was seen by nobody
who works on the ranking; the ninth was written and graded before the changes that it measures."""

DEPTH = 10
"""How many hits are looked at: a page of them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and what a knowledgeable reader thinks of exchanges for it."""

    query: str
    kind: str
    grades: Mapping[str, int]
    """By id, from 3, wanted first, to 0, of no use; an exchange that is not named counts as 0."""


class Ranker(Protocol):
    """Whatever orders exchanges for a query."""

    @property
    def name(self) -> str: ...

    def top(self, query: str, size: int) -> Sequence[str]:
        """The ids of the first so many exchanges, the best first."""
        ...


@dataclass(frozen=True, slots=True)
class Ours:
    """The whole of it: a query as a person types it, parsed, searched and widened as the pages do."""

    answerer: Answerer
    registry: Registry
    name: str = "questiontime"

    def top(self, query: str, size: int) -> Sequence[str]:
        answer = self.answerer.answer(Request(query=parse(query, self.registry), size=size))
        return [hit.cited.exchange.id for hit in answer.hits]


@dataclass(frozen=True, slots=True)
class Score:
    """What one ranker did with one query."""

    judged: Judged
    ndcg: float
    unjudged: int
    """How many of the hits nobody has graded: where these are many, the score is too low."""


def read_judged(name: str) -> tuple[Judged, ...]:
    """The judged queries of a set, in the order of its file."""
    lines = (JUDGED / f"{name}.jsonl").read_text("utf-8").splitlines()
    return tuple(Judged(**json.loads(line)) for line in lines)


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: 1 for the best order there is, 0 where nothing is of use.

    A grade g at rank r gives (2^g - 1) / log2(r + 1), after Burges et al., "Learning to rank using gradient
    descent", 2005: an exchange that is wanted first weighs more than two that are merely relevant.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain(grades.get(id, 0) for id in ranking[:depth]) / best if best else 0.0


def scores(ranker: Ranker, judged: Iterable[Judged]) -> Iterator[Score]:
    """How a ranker did with each query."""
    for each in judged:
        ranking = ranker.top(each.query, DEPTH)
        unjudged = sum(id not in each.grades for id in ranking)
        yield Score(each, ndcg(ranking, each.grades), unjudged)


@click.command()
@click.option("--index", type=click.Path(path_type=Path), required=True, help="An index of the real record.")
@click.option("--judged", "name", type=click.Choice(SETS), default=SETS[0], show_default=True)
@click.option("--fts5", is_flag=True, help="Compare with SQLite's FTS5 over the same exchanges.")
@click.option("--whoosh", is_flag=True, help="Compare with Whoosh as it comes; indexing takes a minute.")
@click.option("--queries", "each", is_flag=True, help="Every query's score, not the kinds' only.")
def main(index: Path, name: str, fts5: bool, whoosh: bool, each: bool) -> None:
    """Report nDCG at ten by kind of query."""
    registry = Registry.load()
    engine = open_engine(index, registry)
    rankers: list[Ranker] = [Ours(Answerer(engine, registry), registry)]
    exchanges = [hit.cited.exchange for hit in engine.every(Request())] if fts5 or whoosh else []
    if fts5:
        rankers += [Fts5.of(exchanges, combining) for combining in Combining]
    if whoosh:
        rankers.append(StockWhoosh.of(exchanges))
    judged = read_judged(name)
    table = {ranker.name: tuple(scores(ranker, judged)) for ranker in rankers}
    for line in _report(table, each):
        click.echo(line)


def _gain(grades: Iterable[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _report(table: Mapping[str, Sequence[Score]], each: bool) -> Iterator[str]:
    rows = list(table.values())
    yield _row("nDCG@10", table)
    for kind in dict.fromkeys(score.judged.kind for score in rows[0]):
        of_kind = [[score for score in row if score.judged.kind == kind] for row in rows]
        yield _row(f"{kind} ({len(of_kind[0])})", (f"{_mean(row):.3f}" for row in of_kind))
        if each:
            for at, score in enumerate(of_kind[0]):
                yield _row(f"    {score.judged.query}", (f"{row[at].ndcg:.3f}" for row in of_kind))
    yield _row(f"overall ({len(rows[0])})", (f"{_mean(row):.3f}" for row in rows))
    yield _row("hits nobody graded", (str(sum(score.unjudged for score in row)) for row in rows))


def _row(label: str, cells: Iterable[str]) -> str:
    return f"{label:<72.72}" + "".join(f"{cell:>18}" for cell in cells)


def _mean(row: Sequence[Score]) -> float:
    return math.fsum(score.ndcg for score in row) / len(row)


if __name__ == "__main__":
    main()
