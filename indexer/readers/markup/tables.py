"""Rows of cells become a table whose columns stand under each other."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from indexer.readers.markup.blocks import Block, Paragraph, PlainTable, Run, Runs, Table
from indexer.readers.markup.tags import attribute, number, read, spaced

CELLS = frozenset(("td", "th"))
_CELL = re.compile(r"<t[dh](?:[\s/][^>]*)?>([^<]*)")
"""A cell that has nothing in it but words; of an empty one, what stands behind it."""
_Cell = TypeVar("_Cell")
_WIDEST_SPAN = 100
_LONGEST_SPAN = 1_000

_PADDING = 10_000
"""Empty cells that any table may be filled up with, besides eight for each of its own."""


class Cell(NamedTuple):
    """What stands in a table's cell, and how many columns and rows it spans."""

    runs: Runs
    across: int = 1
    down: int = 1


def spans(attributes: str) -> tuple[int, int]:
    """How many columns and rows a cell with these attributes spans."""
    if "span" not in attributes:
        return 1, 1
    across, down = attribute(attributes, "colspan"), attribute(attributes, "rowspan")
    return number(across, 1, 1, _WIDEST_SPAN), number(down, 1, 1, _LONGEST_SPAN)


def plain_table(written: str) -> list[Block]:
    """The blocks of a table whose cells have nothing in them but words, and span nothing."""
    rows = [list(map(str.strip, _CELL.findall(row))) for row in written.split("<tr")]
    together = "|".join(map("|".join, rows))
    if "&" in together or "  " in together or not together.isprintable():
        rows = [[spaced(read(words)).strip() for words in row] for row in rows]
    allowed = _PADDING + 8 * sum(map(len, rows))
    lines = [row for row in rows if _without_gaps(row)]
    if width := _width(lines, allowed):
        return [PlainTable([row + [""] * (width - len(row)) for row in lines])]
    return [Paragraph((Run(" ".join(filter(None, row))),)) for row in lines]


def table_blocks(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """A table; its title and its notes, which are printed as rows of one wide cell, stand around it.

    One that is mostly gaps, as no printer makes them, gives its rows as paragraphs.
    """
    first, last = _ordinary_rows(rows)
    runs = [[cell.runs for cell in row] for row in rows]
    return [*_paragraphs(runs[:first]), *_table(rows[first:last]), *_paragraphs(runs[last:])]


def _ordinary_rows(rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
    """Where the rows begin and end that are more than one cell as wide as the table."""
    width = max((sum(cell.across for cell in row) for row in rows if len(row) > 1), default=0)
    ordinary = [
        number
        for number, row in enumerate(rows)
        if any(cell.runs for cell in row) and (len(row) > 1 or row[0].across < max(2, width))
    ]
    return (ordinary[0], ordinary[-1] + 1) if ordinary else (len(rows), len(rows))


def _paragraphs(rows: Sequence[Sequence[Runs]]) -> list[Block]:
    """Each row's words, with a space between its cells."""
    joined = (tuple(run for cell in row if cell for run in (Run(" "), *cell))[1:] for row in rows)
    return [Paragraph(words) for words in joined if words]


def _table(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """A table whose cells stand in their columns; one that is mostly gaps gives its rows as paragraphs."""
    allowed = _PADDING + 8 * sum(map(len, rows))
    lines = _in_columns(rows, allowed)
    if width := _width(lines, allowed):
        return [Table(tuple((*line, *[()] * (width - len(line))) for line in lines))]
    return _paragraphs([[cell.runs for cell in row] for row in rows])


def _width(lines: Sequence[Sequence[object]], allowed: int) -> int:
    """How wide a table of these lines is; 0 where it would be mostly gaps."""
    width = max(map(len, lines), default=0)
    return width if len(lines) * width <= allowed else 0


def _without_gaps(line: list[_Cell]) -> list[_Cell]:
    """The line without the gaps at its end."""
    while line and not line[-1]:
        line.pop()
    return line


def _in_columns(rows: Sequence[Sequence[Cell]], allowed: int) -> list[list[Runs]]:
    """Rows without the gaps at their ends; empty ones are left out, and so is what spans too much."""
    covered_until: dict[int, int] = {}
    lines: list[list[Runs]] = []
    for place, row in enumerate(rows):
        line: list[Runs] = []
        for cell in row:
            while covered_until.get(len(line), -1) >= place and allowed > 0:
                line.append(())
                allowed -= 1
            if cell.across == cell.down == 1:
                line.append(_one_line(cell.runs))
                continue
            across = min(cell.across, max(allowed, 1))
            allowed -= across - 1
            if cell.down > 1:
                columns = range(len(line), len(line) + across)
                covered_until.update(dict.fromkeys(columns, place + cell.down - 1))
            line.extend([_one_line(cell.runs), *[()] * (across - 1)])
        if _without_gaps(line):
            lines.append(line)
    return lines


def _one_line(runs: Runs) -> Runs:
    if len(runs) < 2:
        return runs  # A line's end is a run of its own, and stands between others.
    return tuple(Run(run.text.replace("\n", " "), run.address) for run in runs)
