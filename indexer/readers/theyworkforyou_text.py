"""TheyWorkForYou's page of one exchange, saved or copied as plain text.

Its title stands above the line "Questions to the Mayor of London – answered on 12th March 2020.", and
every speech begins with the words that stand for its speaker's picture: "Photo of Siân Berry Siân
Berry Green". What stands above the title, and what the site adds below a speech, is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SourceError
from corpus.exchange import Exchange, Role, Speech
from corpus.markdown import escape
from indexer.readers.made_ids import made_id
from indexer.readers.opening import whole_text
from indexer.readers.positions import Position, position_of
from indexer.readers.reading import Item, Recognised, Skipped
from indexer.readers.theyworkforyou import GID_FOLDERS, Heard, Lead, lead_of, roles_of

_LONGEST_HEADER = 600
_PHOTO = "Photo of "
_NAME_TWICE = re.compile(r"(?P<name>.+?)\s+(?P=name)(?:\s+(?P<position>.*))?")
_NUMBER = re.compile(r"Question (?P<number>[\w/-]{1,30})")
_NEW_PART = re.compile(r"\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s")
_FOOTERS = (
    "Does this answer the above question?",
    "Add your comment",
    "Hansard source",
    "Official Report source",
    "Link to this speech",
    "Would you like to ask a question like this yourself?",
    "Making it easy to keep an eye on",
)
_LETTERS = {Role.QUESTION: "q", Role.ANSWER: "r"}


@dataclass(frozen=True, slots=True)
class _Printed:
    """A speech as it stands in the file."""

    speaker: str
    position: Position
    number: str | None
    text: str


class TheyWorkForYouText:
    """Reads one exchange a file."""

    name = "TheyWorkForYou page as plain text"
    precedence = 10
    own_ids = False

    def recognise(self, head: bytes) -> Recognised | None:
        text = head.decode("utf-8-sig", errors="replace")
        if text.lstrip().startswith("<"):
            return None
        lines = text.splitlines()
        known = any(map(lead_of, lines)) and any(map(_is_header, lines))
        return Recognised() if known else None

    def read(self, path: Path) -> Iterator[Item]:
        lines = whole_text(path).split("\n")
        at, lead = _find_lead(lines, path)
        title = next((line.strip() for line in reversed(lines[:at]) if line.strip()), None)
        if title is None:
            raise SourceError(path, "no title above the line that says when it was answered", at + 1)
        speeches = [_speech(block) for block in _blocks(lines[at + 1 :])]
        if lead.part or not speeches or not speeches[0].text:
            reason = (
                "a page of one speech, not of the whole exchange"
                if lead.part
                else "no question below its title"
            )
            raise SourceError(path, reason, at + 1)
        yield from (_wordless(each) for each in speeches if not each.text)
        yield _exchange(title, lead, [each for each in speeches if each.text])


THEYWORKFORYOU_TEXT = TheyWorkForYouText()


def _find_lead(lines: Sequence[str], path: Path) -> tuple[int, Lead]:
    for at, line in enumerate(lines):
        if lead := lead_of(line):
            return at, lead
    raise SourceError(path, "no line says which question this is and when it was answered")


def _is_header(line: str) -> bool:
    return line.lstrip().startswith(_PHOTO) and len(line) <= _LONGEST_HEADER


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each speech, its header first, without what the site adds below it."""
    blocks: list[list[str]] = []
    open_block = False
    for line in lines:
        if _is_header(line):
            blocks.append([])
            open_block = True
        elif line.strip().startswith(_FOOTERS):
            open_block = False
        if open_block:
            blocks[-1].append(line.strip())
    return blocks


def _speech(block: Sequence[str]) -> _Printed:
    header = block[0].removeprefix(_PHOTO)
    twice = _NAME_TWICE.fullmatch(header)
    lines = block[1:]
    first = next((line for line in lines if line), "")
    number = _NUMBER.fullmatch(first)
    if number:
        lines = lines[lines.index(first) + 1 :]
    return _Printed(
        speaker=twice["name"] if twice else header.strip(),
        position=position_of((twice["position"] if twice else None) or ""),
        number=number["number"] if number else None,
        text="\n\n".join(map(escape, _paragraphs(lines))),
    )


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Paragraphs end at an empty line, and before a lettered part such as "(b)"; other lines run on."""
    paragraphs: list[list[str]] = []
    fresh = True
    for line in lines:
        if line and (fresh or _NEW_PART.match(line)):
            paragraphs.append([])
        if line:
            paragraphs[-1].append(line)
        fresh = not line
    return [" ".join(paragraph) for paragraph in paragraphs]


def _wordless(printed: _Printed) -> Skipped:
    return Skipped(f"a speech of {printed.speaker} without words", answers=1)


def _exchange(title: str, lead: Lead, printed: Sequence[_Printed]) -> Exchange:
    roles = roles_of(Heard(each.speaker, each.position.office, each.text) for each in printed)
    speeches = tuple(
        Speech(
            role,
            each.text,
            speaker=each.speaker,
            party=each.position.party,
            office=each.position.office,
            anchor=f"{_LETTERS[role]}{roles[:at].count(role)}",
            reference=each.number,
        )
        for at, (each, role) in enumerate(zip(printed, roles, strict=True))
    )
    return Exchange(
        id=made_id(GID_FOLDERS[lead.collection], lead.day, title),
        collection=lead.collection.key,
        title=title,
        date=lead.day,
        speeches=speeches,
        department=lead.department,
        reference=speeches[0].reference,
    )
