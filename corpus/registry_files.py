"""Reads the registry's CSV files, and holds their rules; `corpus.registry` says what a row means."""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Protocol

from corpus.body import KINDS, Ambiguous, Body, Name, fold_body_name
from corpus.collections import COLLECTIONS
from corpus.errors import RegistryError


def read_bodies(folder: Path | None) -> tuple[tuple[Body, ...], str]:
    """Every body of a folder, and the version of the whole: it changes with any file."""
    files = list(_files(folder))
    rows = [row for file in files for row in _rows(file)]
    _check(rows)
    return tuple(row.body for row in rows), _version(files)


class _File(Protocol):
    """What `importlib.resources` and `pathlib` have in common, as far as it is needed here."""

    @property
    def name(self) -> str: ...

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    body: Body

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"

    def error(self, reason: str) -> RegistryError:
        return RegistryError(self.file, reason, self.line)


def _files(folder: Path | None) -> Iterator[_File]:
    for kind in KINDS:
        if folder is None:
            yield resources.files("corpus").joinpath("bodies", f"{kind}.csv")
        elif (folder / f"{kind}.csv").is_file():
            yield folder / f"{kind}.csv"


def _version(files: Iterable[_File]) -> str:
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


def _rows(file: _File) -> Iterator[_Row]:
    try:
        lines = file.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RegistryError(file.name, f"is not UTF-8 at byte {error.start}") from error
    reader = csv.reader(lines, strict=True)
    try:
        if tuple(next(reader, ())) != _COLUMNS:
            raise RegistryError(file.name, f"the header must be {','.join(_COLUMNS)}", 1)
        for cells in reader:
            if len(cells) != len(_COLUMNS):
                reason = f"{len(cells)} columns instead of {len(_COLUMNS)}"
                raise RegistryError(file.name, reason, reader.line_num)
            body = _body(file, reader.line_num, [cell.strip() for cell in cells])
            yield _Row(file.name, reader.line_num, body)
    except csv.Error as error:
        raise RegistryError(file.name, str(error), reader.line_num) from error


def _body(file: _File, line: int, cells: list[str]) -> Body:
    key, name, since, until, *lists = cells
    successors, aliases, abbreviations, ambiguous, offices, hosts, not_in = map(_list, lists)
    body = Body(
        id=key,
        name=name,
        kind=file.name.removesuffix(".csv"),
        since=since or None,
        until=until or None,
        successors=successors,
        names=tuple(_name(alias) for alias in aliases),
        abbreviations=abbreviations,
        ambiguous=tuple(_ambiguous(short) for short in ambiguous),
        offices=offices,
        hosts=hosts,
        not_in=not_in,
    )
    if reason := _fault(body):
        raise RegistryError(file.name, reason, line)
    return body


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for each in cell.split("|") if (part := each.strip())) if cell else ()


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
    for each in body.ambiguous:
        if unknown := set(each.conventions) - _CONVENTIONS:
            return f"{each.text!r}: no collection follows the convention {', '.join(sorted(unknown))}"
    named = (Name(body.name, body.since, body.until), *body.names)
    return next(filter(None, map(_fault_of_dates, named)), None)


def _fault_of_dates(named: Name) -> str | None:
    for day in (named.since, named.until):
        if day and not _DAY.fullmatch(day):
            return f"{day!r} is not a year, a month or a day such as 2012-01-16"
    if named.since and named.until and not _in_order(named.since, named.until):
        return f"{named.text!r} ends ({named.until}) before it begins ({named.since})"
    return None


def _in_order(since: str, until: str) -> bool:
    known = min(len(since), len(until))
    return since[:known] <= until[:known]


def _check(rows: Sequence[_Row]) -> None:
    """Hold the rules between rows: ids are unique, successors known, and no name means two bodies."""
    by_id: dict[str, _Row] = {}
    for row in rows:
        if (other := by_id.setdefault(row.body.id, row)) is not row:
            raise row.error(f"the id {row.body.id} is taken by {other.where}")
    for row in rows:
        for successor in row.body.successors:
            if successor not in by_id or successor == row.body.id:
                raise row.error(f"the successor {successor} of {row.body.id} is not another body's id")
    _check_names(rows)


def _check_names(rows: Sequence[_Row]) -> None:
    owners: dict[str, _Row] = {}
    for row in rows:
        for name, key in _certain_names(row.body):
            if (other := owners.setdefault(key, row)) is not row:
                raise row.error(
                    f"{name!r} also means {other.body.id} ({other.where}); both must call it ambiguous"
                )
    for row in rows:
        for each in row.body.ambiguous:
            owner = owners.get(each.text) or owners.get(fold_body_name(each.text), row)
            if owner is not row:
                raise row.error(
                    f"{each.text!r} is ambiguous here but certain for {owner.body.id} ({owner.where}); "
                    "both must call it ambiguous"
                )


def _certain_names(body: Body) -> Iterator[tuple[str, str]]:
    """Names that mean the body wherever they stand, and what they are compared by."""
    for name in (body.name, *(name.text for name in body.names), *body.offices):
        yield name, fold_body_name(name)
    # Abbreviations count in one case only, so that is how they are compared.
    yield from ((short, short) for short in body.abbreviations)
    yield from ((host, host.lower().removeprefix("www.")) for host in body.hosts)
