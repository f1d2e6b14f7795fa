"""The results of a benchmark as Markdown: what is fast and what is slow stands in the same table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.benchmarks.running import OURS, PEERS, QUOTED, TANTIVY, WHOOSH

_NAMES = {peer.key: peer.name for peer in PEERS}
_SHORT = {OURS: "ours", QUOTED: "ours, quoted"}


def markdown(results: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a report."""
    yield from _heading(results)
    yield "\n## Top ten, four facets over all matches, snippets: median ms\n"
    yield from _times(results["asked"], results["peers"])
    yield "\n## The same, when a turn began, after the others had theirs\n"
    yield from _times(results["asked"], results["peers"], "rested")
    yield "\n## The ids of the top ten alone: median ms\n"
    yield from _times(results["bare"], results["peers"])
    yield "\n## Everything else\n"
    yield from _rest(results)
    if results["rebuild"]:
        yield "\n## From files to an index, and one exchange changed\n"
        yield from _table(["", ""], _rebuilt(results["rebuild"]))
    yield "\n## Totals\n"
    yield from _totals(results)


def _heading(results: Mapping[str, Any]) -> Iterator[str]:
    recipe = results["recipe"]
    made_from = recipe["sources"] or "the project's samples"
    yield f"# {recipe['count']:,} exchanges\n"
    yield f"Made from {made_from}, seed {recipe['seed']}."
    yield f"Each class has {results['questions_each']} questions, asked in {results['rounds']} turns,"
    yield "three times in each turn of a peer; the first of these has a table of its own.\n"
    yield "; ".join(f"{name} {value}" for name, value in results["machine"].items()) + "."


_RATIOS = ((OURS, TANTIVY), (QUOTED, TANTIVY), (OURS, WHOOSH))


def _times(asked: Mapping[str, Any], peers: Sequence[str], which: str = "median") -> Iterator[str]:
    """A row a class; then how ours compares with the two that are aimed at."""
    ratios = [(ours, other) for ours, other in _RATIOS if ours in peers and other in peers]
    shown = [f"{_SHORT[ours]} : {_NAMES[other]}" for ours, other in ratios]
    rows = (
        [
            name,
            *(_number(times[key][which]) for key in peers),
            *(_number(times[ours][which] / times[other][which]) for ours, other in ratios),
        ]
        for name, times in asked.items()
    )
    yield from _table(["", *(_NAMES[key] for key in peers), *shown], rows)


_REST: dict[str, Callable[[Mapping[str, Any], str], float | None]] = {
    "build, exchanges a second": lambda results, key: results["build"].get(key, {}).get("per_second"),
    "index, MB": lambda results, key: results["build"].get(key, {}).get("megabytes"),
    "process start to first answer, ms": lambda results, key: results["start_ms"][key],
    "opening, ms": lambda results, key: results["open_ms"][key],
    "private memory after all questions, MB": lambda results, key: results["private_mb"][key],
    "answers a second, two processes": lambda results, key: results["load"].get(key),
}


def _rest(results: Mapping[str, Any]) -> Iterator[str]:
    peers = results["peers"]
    rows = ([name, *(_number(read(results, key)) for key in peers)] for name, read in _REST.items())
    yield from _table(["", *(_NAMES[key] for key in peers)], rows)
    if results["command_ms"]:
        yield f"\n`questiontime search` from process start to its end: {_number(results['command_ms'])} ms."


def _rebuilt(rebuild: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    yield "exchanges a second, reading to switching over", _number(rebuild["exchanges"] / rebuild["seconds"])
    yield "memory of the first process, MB", _number(rebuild["parent_mb"])
    yield "memory of the largest other process, MB", _number(rebuild["worker_mb"])
    yield "of it for itself alone, MB", _number(rebuild["worker_own_mb"])
    yield f"update, one of {rebuild['files']} files changed, ms", _number(rebuild["update_ms"])
    yield "of it reading, writing, syncing, switching over, ms", _number(rebuild["commit_ms"])


_WHY = """
Without quotes, questiontime finds a word by its stem, so it finds, scores and counts more. In quotes, a word
is found as it is, as with every other peer. What may still differ is where a word begins and ends: only
questiontime reads "Government's response" as "government response", and "£5.2million" as two words.
"""


def _totals(results: Mapping[str, Any]) -> Iterator[str]:
    peers = [key for key in (OURS, QUOTED, TANTIVY) if key in results["peers"]]
    rows = (
        [name, *(", ".join(f"{total:,}" for total in totals[key]) for key in peers)]
        for name, totals in results["totals"].items()
    )
    yield from _table(["", *(_NAMES[key] for key in peers)], rows)
    yield _WHY
    if not results["differences"]:
        yield "Where words are found as they are, all totals and all counts of facets are equal."
    yield from (f"- {line}" for line in results["differences"])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _number(value: float | None) -> str:
    """Three figures that mean something; whole numbers from a hundred on."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
