"""Reads the registry's CSV files; `corpus.registry` says what a row means.

Each row is held to its own rules whenever it is read, since that costs next to nothing; those between
names are held by `corpus.registry_rules`.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.body import KINDS, Ambiguous, Body, Name
from corpus.collections import COLLECTIONS
from corpus.errors import RegistryError


class Row(NamedTuple):
    """A body, and where it stands."""

    file: str
    line: int
    body: Body

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"

    def error(self, reason: str) -> RegistryError:
        return RegistryError(self.file, reason, self.line)


def read_rows(folder: Path) -> tuple[list[Row], str]:
    """Every row of a folder, and the version of the whole: it changes with any file.

    Raises `RegistryError` for a row that is wrong by itself, whose id is taken, or whose successor is
    not known.
    """
    files = list(_files(folder))
    rows = [row for file in files for row in _rows(file)]
    _check_ids(rows)
    return rows, _version(files)


def version_of(folder: Path) -> str:
    """The version that `read_rows` gives, without a row being read."""
    return _version(_files(folder))


def _files(folder: Path) -> Iterator[Path]:
    for kind in KINDS:
        if (folder / f"{kind}.csv").is_file():
            yield folder / f"{kind}.csv"


def _version(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


_COLUMNS = ("id", "name", "since", "until", "successors", "aliases", "abbreviations", "ambiguous",
            "offices", "hosts", "not_in")  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_CONVENTIONS = {name for collection in COLLECTIONS.values() for name in collection.conventions}
_DATED = re.compile(r"(?P<text>.+) \((?P<since>[\d-]*)\.\.(?P<until>[\d-]*)\)")


def _rows(file: Path) -> Iterator[Row]:
    kind = file.name.removesuffix(".csv")
    for line, cells in _cells(file):
        row = Row(file.name, line, _body(kind, cells))
        if fault := _fault(row.body):
            raise row.error(fault)
        yield row


def _cells(file: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, with its line."""
    name = file.name
    reader = csv.reader(_lines(file), strict=True)
    try:
        if tuple(next(reader, ())) != _COLUMNS:
            raise RegistryError(name, f"the header must be {','.join(_COLUMNS)}", 1)
        for cells in reader:
            if len(cells) != len(_COLUMNS):
                reason = f"{len(cells)} columns instead of {len(_COLUMNS)}"
                raise RegistryError(name, reason, reader.line_num)
            yield reader.line_num, cells
    except csv.Error as error:
        raise RegistryError(name, str(error), reader.line_num) from error


def _lines(file: Path) -> list[str]:
    try:
        return file.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RegistryError(file.name, f"is not UTF-8 at byte {error.start}") from error


def _body(kind: str, cells: list[str]) -> Body:
    key, name, since, until, successors, aliases, abbreviations, ambiguous, offices, hosts, not_in = cells
    # By their places, and most cells are empty: that is half of the time.
    return Body(
        key.strip(),
        name.strip(),
        kind,
        since.strip() or None,
        until.strip() or None,
        _list(successors) if successors else (),
        tuple([_name(alias) for alias in _list(aliases)]) if aliases else (),
        _list(abbreviations) if abbreviations else (),
        tuple([_ambiguous(short) for short in _list(ambiguous)]) if ambiguous else (),
        _list(offices) if offices else (),
        _list(hosts) if hosts else (),
        _list(not_in) if not_in else (),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple([part for each in cell.split("|") if (part := each.strip())])


def _name(alias: str) -> Name:
    dated = _DATED.fullmatch(alias) if alias.endswith(")") else None
    return Name(dated["text"], dated["since"] or None, dated["until"] or None) if dated else Name(alias)


def _ambiguous(short: str) -> Ambiguous:
    text, *conventions = short.split("@")
    return Ambiguous(text, tuple(conventions))


def _fault(body: Body) -> str | None:
    """What is wrong with a row by itself."""
    if not _ID.fullmatch(body.id):
        return f"the id {body.id!r} is not small letters and digits joined by hyphens"
    if not body.name:
        return f"{body.id} has no name"
    for short in body.ambiguous:
        if short.conventions and (unknown := set(short.conventions) - _CONVENTIONS):
            return f"{short.text!r}: no collection follows the convention {', '.join(sorted(unknown))}"
    if reason := _fault_of_dates(body.name, body.since, body.until):
        return reason
    for each in body.names:
        if reason := _fault_of_dates(each.text, each.since, each.until):
            return reason
    return None


def _fault_of_dates(name: str, since: str | None, until: str | None) -> str | None:
    if not since and not until:
        return None
    for day in (since, until):
        if day and not _DAY.fullmatch(day):
            return f"{day!r} is not a year, a month or a day such as 2012-01-16"
    if since and until and not _in_order(since, until):
        return f"{name!r} ends ({until}) before it begins ({since})"
    return None


def _in_order(since: str, until: str) -> bool:
    known = min(len(since), len(until))
    return since[:known] <= until[:known]


def _check_ids(rows: Sequence[Row]) -> None:
    by_id: dict[str, Row] = {}
    for row in rows:
        if (other := by_id.setdefault(row.body.id, row)) is not row:
            raise row.error(f"the id {row.body.id} is taken by {other.where}")
    for row in rows:
        for successor in row.body.successors:
            if successor not in by_id or successor == row.body.id:
                raise row.error(f"the successor {successor} of {row.body.id} is not another body's id")
