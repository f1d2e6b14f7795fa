"""The forms in which rows are taken away: CSV, JSON and newline-delimited JSON, a line at a time.

CSV has no mark of its encoding, which most programs would take for a part of the first column's name; Excel
needs one, and has a form of its own.

Every file says where its rows are from. JSON has a head for that. CSV and NDJSON have no place but their
rows: a line before the heading, or a first line that is no row, breaks those who read them. So there it
stands in the last columns of each row, where it also outlives sorting, cutting and joining files.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.schemas import NUMBER, TEXT, Json, Schema, closed, listed
from search.takeaway.columns import Row, Table
from search.takeaway.origin import ORIGIN
from search.takeaway.taking import Takeaway

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for a formula, or for the way to one (OWASP, "CSV Injection")."""


def csv_lines(taken: Takeaway) -> Iterator[str]:
    """Rows as CSV (RFC 4180), the heading first."""
    source = taken.source
    yield _csv_line((*taken.columns, *source))
    for row in taken.rows:
        yield _csv_line(map(_cell, (*row.values(), *source.values())))


def excel_lines(taken: Takeaway) -> Iterator[str]:
    """The same with the mark by which Excel knows UTF-8: without it, it shows "Siân" as "SiÃ¢n"."""
    yield "\ufeff"
    yield from csv_lines(taken)


def ndjson_lines(taken: Takeaway) -> Iterator[str]:
    """Rows as JSON, one a line."""
    source = taken.source
    return (_json({**row, **source}) + "\n" for row in taken.rows)


def json_lines(taken: Takeaway) -> Iterator[str]:
    """One JSON object: where the rows are from, and their list, a row a line."""
    origin = taken.origin
    head: Row = {
        "query": {
            "text": origin.query.text,
            "words": origin.words,
            "warnings": origin.query.warnings,
            "address": origin.address,
        },
        "total": origin.total,
        "generation": origin.generation,
    }
    before = f'{_json(head)[:-1]}, "{taken.name}": ['
    for row in taken.rows:
        yield f"{before}\n{_json(row)}"
        before = ","
    yield f"{'' if before == ',' else before}\n]}}\n"


def _csv_schema(table: Table[Any]) -> Schema:
    return {**TEXT, "description": f"Columns: {', '.join((*table.names, *ORIGIN.names))}."}


def _ndjson_schema(table: Table[Any]) -> Schema:
    columns = ", ".join((*table.names, *ORIGIN.names))
    return {**TEXT, "description": f"One JSON object a line, with these names: {columns}."}


def _json_schema(table: Table[Any]) -> Schema:
    query = closed({"text": TEXT, "words": TEXT, "warnings": listed(TEXT), "address": TEXT})
    return closed({"query": query, "total": NUMBER, "generation": TEXT, table.name: listed(table.schema())})


@dataclass(frozen=True, slots=True)
class Form:
    """One form of files."""

    name: str
    """How its address ends."""
    ending: str
    """How the name of such a file ends."""
    label: str
    mimetype: str
    lines: Callable[[Takeaway], Iterator[str]]
    schema: Callable[[Table[Any]], Schema]
    """What a whole file of such rows is like."""


FORMS = {
    form.name: form
    for form in (
        Form("csv", "csv", "CSV", "text/csv", csv_lines, _csv_schema),
        Form("excel", "csv", "CSV for Excel", "text/csv", excel_lines, _csv_schema),
        Form("json", "json", "JSON", "application/json", json_lines, _json_schema),
        Form("ndjson", "ndjson", "NDJSON", "application/x-ndjson", ndjson_lines, _ndjson_schema),
    )
}


def _cell(value: Json) -> str:
    """A value as a cell: of a list its values, or their names, each once."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return "; ".join(
            dict.fromkeys(str(each["name"] if isinstance(each, Mapping) else each) for each in value)
        )
    return "" if value is None else str(value)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(map(_harmless, cells))
    return line.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula is given a leading apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
