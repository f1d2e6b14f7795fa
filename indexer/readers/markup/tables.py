"""Rows of cells become a table whose columns stand under each other."""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.readers.markup.blocks import Block, Paragraph, Run, Runs, Table
from indexer.readers.markup.tags import Content, attribute, number, spaced

CELLS = frozenset(("td", "th"))
_IN_ROWS = frozenset(name for tag in ("thead", "tbody", "tfoot", "tr", *CELLS) for name in (tag, f"/{tag}"))
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


def plain_table(content: Content, address: str | None) -> list[Block] | None:
    """The blocks of a table whose cells have words in them, no tags, and span nothing; None for any other.

    The address is that of the link that the whole table is, if it is one.
    """
    if not _IN_ROWS.issuperset(content.names) or any("span" in each for each in content.attributes):
        return None
    if content.words[0].strip():
        return None
    rows: list[list[Runs]] = []
    for name, attributes, words in zip(content.names, content.attributes, content.words[1:], strict=True):
        if name in CELLS:
            rows = rows or [[]]
            is_empty = attributes.endswith("/")
            text = "" if is_empty else spaced(words).strip()
            rows[-1].append((Run(text, address),) if text else ())
            if not is_empty:
                continue
        elif name == "tr":
            rows.append([])
        if words and not words.isspace():
            return None
    allowed = _PADDING + 8 * sum(map(len, rows))
    return _filled([row for row in rows if _without_gaps(row)], allowed) or _paragraphs(rows)


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
    return _filled(_in_columns(rows, allowed), allowed) or _paragraphs(
        [[cell.runs for cell in row] for row in rows]
    )


def _filled(lines: Sequence[Sequence[Runs]], allowed: int) -> list[Block]:
    """The lines as a table, all of one width; none where that would be mostly gaps."""
    width = max(map(len, lines), default=0)
    if not lines or len(lines) * width > allowed:
        return []
    return [Table(tuple((*line, *[()] * (width - len(line))) for line in lines))]


def _without_gaps(line: list[Runs]) -> list[Runs]:
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
