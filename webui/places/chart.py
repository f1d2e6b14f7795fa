"""Charts as numbers for SVG: across in percent of the width, up and down in pixels.

So a chart fills whatever width there is, on a phone too, and its words keep their size. Nothing is told by
colour alone: what is stacked differs in its pattern, lines differ in dashes and marks, and a table beside
each chart has its numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from webui.periods import Counts, Unit
from webui.places.record import Period, Timeline

HEIGHT, LOW_HEIGHT = 150, 80
"""Of the plot of a chart, and of one that stands below another."""

HEAD = 8
"""Above the plot: room for half of the number beside its highest line."""

_GAP = 0.18
"""How much of a column's width is left free."""

_LABELS = 6
_MARKS = 24
"""How many times are named below a chart, and how many points of a line are marked."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a column."""

    kind: str
    """Which of the patterns it has."""
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One time."""

    left: float
    width: float
    boxes: tuple[Box, ...]
    said: str
    """All of it in words, shown under the pointer."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: of a line of the grid at its height, of a time below the plot."""

    at: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Axes:
    """What a chart is drawn on."""

    height: int
    grid: tuple[Label, ...]
    times: tuple[Label, ...]

    @property
    def whole(self) -> int:
        """The height with the words above and below the plot."""
        return HEAD + self.height + 20


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns."""

    axes: Axes
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Point:
    """A mark of a line."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One of the lines of a chart."""

    strokes: tuple[Stroke, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of lines."""

    axes: Axes
    lines: tuple[Line, ...]


def stacked(timeline: Timeline, labels: tuple[str, str]) -> Columns:
    """How many exchanges there are of each kind in each time: in the one way, in both, in the other."""

    def parts(period: Period) -> list[tuple[str, float]]:
        one, other = period.ways
        return [("one", one - period.both), ("both", period.both), ("other", other - period.both)]

    def said(period: Period) -> str:
        ways = ", ".join(f"{count:,} {label}" for count, label in zip(period.ways, labels, strict=True))
        return f"{timeline.unit.said(period.value)}: {period.total:,} ({ways})"

    most = max((period.total for period in timeline.periods), default=0)
    top = _round_up(most)
    axes = _axes(timeline.unit, [each.value for each in timeline.periods], top, HEIGHT)
    return Columns(axes, tuple(_columns(timeline.periods, parts, said, top, HEIGHT)))


def shares(timeline: Timeline) -> Columns:
    """How many of a hundred exchanges of each time belong to the place."""
    top = _round_up(max((period.per_hundred for period in timeline.periods), default=0))
    axes = _axes(timeline.unit, [each.value for each in timeline.periods], top, LOW_HEIGHT)

    def said(period: Period) -> str:
        return f"{timeline.unit.said(period.value)}: {amount(period.per_hundred)} of 100"

    columns = _columns(
        timeline.periods, lambda period: [("share", period.per_hundred)], said, top, LOW_HEIGHT
    )
    return Columns(axes, tuple(columns))


def lines(
    unit: Unit, periods: Sequence[str], series: Sequence[Sequence[float]], height: int = HEIGHT
) -> Lines:
    """Several numbers through the same times."""
    top = _round_up(max((value for values in series for value in values), default=0))
    return Lines(_axes(unit, periods, top, height), tuple(_line(values, top, height) for values in series))


def sparkline(counts: Counts, periods: Sequence[str], height: int = 16) -> str:
    """Counts as one path of small columns, each 3 wide and 1 apart; their sum stands beside it in words."""
    most = max(counts.values(), default=0)
    columns = (
        (place, max(round(height * counts[period] / most), 1))
        for place, period in enumerate(periods)
        if counts.get(period)
    )
    return "".join(f"M{4 * place} {height}v-{tall}h3v{tall}z" for place, tall in columns)


def amount(value: float) -> str:
    """A number as people read it: whole where it is large, with a digit or two where it is small."""
    if value >= 10 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}".rstrip("0").rstrip(".")


def _columns(
    periods: Sequence[Period],
    parts: Callable[[Period], list[tuple[str, float]]],
    said: Callable[[Period], str],
    top: float,
    height: int,
) -> Iterator[Column]:
    width = 100 / max(len(periods), 1)
    for place, period in enumerate(periods):
        boxes, reached = [], 0.0
        for kind, value in parts(period):
            if value > 0:
                reached += value
                tall = max(height * value / top, 1)
                boxes.append(Box(kind, HEAD + height - height * reached / top, tall))
        yield Column(width * (place + _GAP / 2), width * (1 - _GAP), tuple(boxes), said(period))


def _line(values: Sequence[float], top: float, height: int) -> Line:
    width = 100 / max(len(values), 1)
    points = [
        Point(width * (place + 0.5), HEAD + height - height * value / top)
        for place, value in enumerate(values)
    ]
    every = -(-len(points) // _MARKS)
    strokes = tuple(Stroke(a.x, a.y, b.x, b.y) for a, b in pairwise(points))
    return Line(strokes, tuple(points[::every]) if points else ())


def _axes(unit: Unit, periods: Sequence[str], top: float, height: int) -> Axes:
    grid = tuple(Label(HEAD + height - height * part, amount(top * part)) for part in (0.0, 0.5, 1.0))
    return Axes(height, grid[1:] if top != 1 else grid[2:], tuple(_times(unit, periods)))


def _times(unit: Unit, periods: Sequence[str]) -> Iterator[Label]:
    """Names for a few of the times, evenly apart, none of which stands out of the chart."""
    width = 100 / max(len(periods), 1)
    every = -(-len(periods) // _LABELS)
    for place in range(0, len(periods), max(every, 1)):
        at = width * (place + 0.5)
        anchor = "start" if at < 8 else "end" if at > 92 else "middle"
        edge = {"start": width * place, "middle": at, "end": width * (place + 1)}[anchor]
        yield Label(edge, unit.short(periods[place]), anchor)


def _round_up(most: float) -> float:
    """The end of a scale: the next number of one digit, twice which is the middle."""
    if most <= 0:
        return 1
    power = 10.0 ** floor(log10(most))
    return next(float(step * power) for step in (1, 2, 4, 6, 8, 10) if step * power >= most * 0.999999)
