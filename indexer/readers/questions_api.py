"""The questions-statements API of the UK Parliament: its JSON, plain or packed with gzip.

A record carries one question and its answer, if there is one. Questions answered together are records
of their own, which name each other. A few of the rules:

- A record with an answer's text but without its day is answered all the same (dumps are taken before
  the answer's date is known); it is filed under the day of the question.
- The answer shown is the current one. Where a correction brings its original along, that follows in
  the same speech, under a line that says so: it was never a second answer, and it must stay findable.
- Texts of answers are HTML, also where they hold no tags.

The format is described at https://questions-statements-api.parliament.uk.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import ijson
from lxml import etree

from corpus.collections import COMMONS, LORDS
from corpus.errors import SourceError
from corpus.exchange import Exchange, Flag, Role, Speech
from corpus.markdown import escape
from indexer.readers.links import real_address
from indexer.readers.markup import markdown_of
from indexer.readers.opening import Opened, opened
from indexer.readers.reading import Item, Recognised, Skipped

RECORD_LIMIT = 4 * 1024 * 1024
"""The most bytes that one record may take; the largest real one has 15,000."""

DEPTH_LIMIT = 20
"""How many lists and objects of a file may stand inside each other; real ones are six deep."""

_HOUSES = {"Commons": COMMONS, "Lords": LORDS}
_FLAGS = {
    "isWithdrawn": Flag.WITHDRAWN,
    "answerIsHolding": Flag.HOLDING,
    "answerIsCorrection": Flag.CORRECTED,
}
_DETAIL = "https://questions-statements.parliament.uk/written-questions/detail"
_UIN = re.compile(r"[A-Za-z0-9-]{1,20}")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = (b'"uin"', b'"questionText"')


class QuestionsApi:
    """Reads one exchange a record, in little memory however many there are."""

    name = "questions-statements API JSON"
    precedence = 20
    own_ids = True

    def recognise(self, head: bytes) -> Recognised | None:
        start = head.lstrip()[:1]
        return Recognised() if start in (b"[", b"{") and all(mark in head for mark in _MARKS) else None

    def read(self, path: Path) -> Iterator[Item]:
        with opened(path) as file:
            source = _Measured(path, file)
            # Without use_float, ijson's C backend ends the process at a number of 5,000 digits.
            events = _shallow(path, ijson.basic_parse(source, use_float=True))
            records = ijson.items(ijson.parse(events), source.prefix())
            for ordinal, record in enumerate(_each(path, records), 1):
                source.start_record()
                yield _item(record, ordinal)


QUESTIONS_API = QuestionsApi()


class _BrokenRecordError(Exception):
    """A record that lacks what an exchange needs; its text says what."""


class _Measured:
    """A file that refuses to be read on when one record alone would fill the memory."""

    def __init__(self, path: Path, file: Opened) -> None:
        self._path = path
        self._file = file
        self._head = file.read(65_536)
        self._since = 0

    def prefix(self) -> str:
        """Where ijson finds the records: in a list, in the results of a search, or one by itself."""
        if self._head.lstrip()[:1] == b"[":
            return "item"
        return "results.item" if b'"results"' in self._head else ""

    def start_record(self) -> None:
        self._since = 0

    def read(self, size: int) -> bytes:
        chunk, self._head = self._head[:size], self._head[size:]
        chunk = chunk or self._file.read(size)
        self._since += len(chunk)
        if self._since > RECORD_LIMIT:
            raise SourceError(self._path, f"a record is larger than {RECORD_LIMIT // 1024**2} MB")
        return chunk


def _shallow(path: Path, events: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The parser's events, as long as they are not nested so deeply that only an attacker would."""
    depth = 0
    for event, value in events:
        if event in ("start_map", "start_array"):
            depth += 1
        elif event in ("end_map", "end_array"):
            depth -= 1
        if depth > DEPTH_LIMIT:
            raise SourceError(path, "is nested too deeply")
        yield event, value


def _each(path: Path, records: Iterator[Any]) -> Iterator[Any]:
    """The records, with the JSON parser's errors told as the file's."""
    try:
        yield from records
    except (ijson.JSONError, UnicodeDecodeError) as error:
        said = error.args[0] if error.args else ""
        reason = said.decode(errors="replace") if isinstance(said, bytes) else str(error)
        raise SourceError(
            path, f"is not JSON as the API gives it: {reason.strip().splitlines()[0]}"
        ) from error


def _item(record: Any, ordinal: int) -> Item:
    value = record.get("value") if isinstance(record, dict) else None
    row = value if isinstance(value, dict) else {}
    try:
        return _exchange(_Row(row))
    except _BrokenRecordError as error:
        named = "".join(f", {key} {str(row[key])[:40]}" for key in ("id", "uin") if key in row)
        answered = int(bool(row.get("answerText")))
        return Skipped(f"record {ordinal}{named}: {error}", questions=1, answers=answered)


class _Row:
    """A record's values, each checked when it is taken."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def words(self, key: str) -> str | None:
        """A text; None where it is missing, null or empty."""
        return _NOT_TEXT.sub("", self._taken(key, str) or "") or None

    def needed(self, key: str) -> str:
        words = self.words(key)
        if words is None or not words.strip():
            raise _BrokenRecordError(f"no {key}")
        return words

    def true(self, key: str) -> bool:
        return bool(self._taken(key, bool))

    def day(self, key: str) -> date | None:
        """The day of a time such as ``2024-07-26T00:00:00``."""
        words = self.words(key)
        try:
            return date.fromisoformat(words[:10]) if words else None
        except ValueError as error:
            raise _BrokenRecordError(f"{key} is not a date: {str(words)[:40]}") from error

    def part(self, key: str) -> "_Row":
        return _Row(self._taken(key, dict) or {})

    def number(self, key: str) -> int | None:
        taken: int | None = self._taken(key, int)
        return taken

    def many(self, key: str) -> list[Any]:
        return self._taken(key, list) or []

    def _taken(self, key: str, kind: type) -> Any:
        value = self._values.get(key)
        if value is None or type(value) is kind:  # not isinstance: a truth is no number
            return value
        raise _BrokenRecordError(f"{key} is not what the API gives: {str(value)[:40]}")


def _exchange(row: _Row) -> Exchange:
    uin = row.needed("uin").strip()
    tabled = row.day("dateTabled")
    house = _HOUSES.get(row.needed("house"))
    if tabled is None or house is None or not _UIN.fullmatch(uin):
        raise _BrokenRecordError("no dateTabled" if tabled is None else "no house or UIN that is known")
    department = row.words("answeringBodyName")
    url = f"{_DETAIL}/{tabled.isoformat()}/{uin}"
    answer = _answer(row, uin)
    return Exchange(
        id=f"wrans/{tabled.isoformat()}.{uin}.q0",
        collection=house.key,
        title=_title(row, uin),
        date=row.day("dateAnswered") or tabled,
        speeches=(_question(row, uin, url), *([answer] if answer else [])),
        department=department,
        reference=uin,
        asked_date=tabled,
        url=url,
        grouped=tuple(str(each) for each in row.many("groupedQuestions") if isinstance(each, str | int)),
        flags=tuple(flag for key, flag in _FLAGS.items() if row.true(key)),
    )


def _title(row: _Row, uin: str) -> str:
    """The heading; a question without one is called by its number.

    Not by its department, which would be taken for a body that somebody named.
    """
    return " ".join((row.words("heading") or "").split()) or f"Question {uin}"


def _question(row: _Row, uin: str, url: str) -> Speech:
    text = "\n\n".join(filter(None, map(escape, _EMPTY_LINE.split(row.needed("questionText")))))
    member = row.part("askingMember")
    return Speech(
        Role.QUESTION,
        text,
        speaker=member.words("name"),
        person=_person(row.number("askingMemberId")),
        party=member.words("party"),
        anchor=f"g{uin}.q0",
        reference=uin,
        url=url,
    )


def _answer(row: _Row, uin: str) -> Speech | None:
    """The current answer; by the member who corrected it, if it was."""
    parts = [_markdown(row.words("answerText"))]
    if original := _markdown(row.words("originalAnswerText")):
        parts += [_correction_line(row.day("dateAnswerCorrected")), original]
    parts.append(_attachments(row.many("attachments")))
    if not any(parts):
        return None
    # What stands alone, as most answers do, knows its plain text.
    text = parts[0] if not any(parts[1:]) else "\n\n".join(filter(None, parts))
    who = "correctingMember" if row.number("correctingMemberId") is not None else "answeringMember"
    member = row.part(who)
    return Speech(
        Role.ANSWER,
        text,
        speaker=member.words("name"),
        person=_person(row.number(f"{who}Id")),
        party=member.words("party"),
        anchor=f"g{uin}.r0",
    )


def _correction_line(day: date | None) -> str:
    when = f" on {day.day} {day:%B %Y}" if day else ""
    return f"Original answer, corrected{when}:"


def _markdown(html: str | None) -> str:
    if not html or not html.strip():
        return ""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<html><body>{html}</body></html>", parser)
    return markdown_of(root, real_address)


def _attachments(rows: list[Any]) -> str:
    """A list of links to what was attached to the answer."""
    root = etree.Element("div")
    listing = etree.SubElement(root, "ul")
    for row in rows:
        attachment = _Row(row if isinstance(row, dict) else {})
        url, title = attachment.words("url"), attachment.words("title")
        if url or title:
            link = etree.SubElement(etree.SubElement(listing, "li"), "a", href=url or "")
            link.text = title or url
    return markdown_of(root, real_address)


def _person(number: int | None) -> str | None:
    return f"mnis/{number}" if number is not None else None
