"""Cost against size: the results of several runs of the benchmark as one picture.

::

    python -m tests.benchmarks.plot cost-by-size.svg 10k.json 100k.json 1m.json

A small chart for each class of questions, on logarithmic scales: a line that rises by one decade a decade
costs in proportion to the size. Each peer has its own mark, so that colour is not needed to tell them apart.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import matplotlib as mpl
from matplotlib.figure import Figure

from tests.benchmarks.running import PEERS

_MARKS = "os^Dvx"
_COLUMNS = 4


@click.command()
@click.argument("picture", type=click.Path(path_type=Path))
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
def plot(picture: Path, results: Sequence[Path]) -> None:
    """Draw the median milliseconds of each class by the number of exchanges."""
    runs = sorted(
        (json.loads(path.read_text(encoding="utf-8")) for path in results),
        key=lambda run: int(run["recipe"]["count"]),
    )
    # The same results make the same file, whenever they are drawn.
    mpl.rcParams["svg.hashsalt"] = "questiontime"
    _figure(runs).savefig(picture, metadata={"Date": None})


def _figure(runs: Sequence[dict[str, Any]]) -> Figure:
    classes = list(runs[-1]["asked"])
    rows = -(-len(classes) // _COLUMNS)
    figure = Figure(figsize=(3.2 * _COLUMNS, 2.6 * rows), layout="constrained")
    charts = figure.subplots(rows, _COLUMNS, sharex=True, sharey=True, squeeze=False).ravel()
    for name, chart in zip(classes, charts, strict=False):
        for peer, mark in zip(PEERS, _MARKS, strict=True):
            points = [
                (run["recipe"]["count"], run["asked"][name][peer.key]["median"])
                for run in runs
                if peer.key in run["asked"][name]
            ]
            if points:
                chart.loglog(*zip(*points, strict=True), marker=mark, markersize=4, label=peer.name)
        chart.set_title(name, fontsize=9)
        chart.grid(visible=True, which="major", linewidth=0.3)
    for chart in charts[len(classes) :]:
        chart.set_axis_off()
    figure.supxlabel("exchanges")
    figure.supylabel("median ms: top ten, four facets, snippets")
    figure.legend(*charts[0].get_legend_handles_labels(), loc="outside upper center", ncols=len(PEERS))
    return figure


if __name__ == "__main__":
    plot()
