"""Markdown with front matter: how a person adds an exchange by hand, and how the samples are written.

Each exchange of a file begins with its own front matter; ``## Question: …`` and ``## Answer: …`` begin
its speeches. In a file of one exchange a mistake is the file's error; in a file of several it costs
the exchange that it stands in, and the others are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import SourceError
from corpus.exchange import GID_PREFIX, Exchange, Role, Speech
from indexer.readers.front_matter_keys import FLAGS, Keys, MistakeError, keys_of
from indexer.readers.made_ids import made_id
from indexer.readers.opening import whole_text
from indexer.readers.reading import Item, Recognised, Skipped

_FENCE = re.compile(r"---[ \t]*")
_KEY = re.compile(r"[A-Za-z_]+[ \t]*:(?:\s|$)")
_OWN_KEYS = ("title", "collection")
_LEVEL_TWO = re.compile(r"##(?!#)")
_SPEECH = re.compile(r"##[ \t]+(?P<role>Question|Answer)[ \t]*(?::(?P<speaker>.*))?")
_SPEAKER = re.compile(
    r"(?P<name>[^()\[\]]*?)[ \t]*(?:\((?P<position>.*)\))?[ \t]*(?:\[(?P<person>[a-z]+/\w+)\])?"
)
_ID = re.compile(r"[\w.-]+/[\w.-]+")
_QUESTION_ID = re.compile(r".*\.q\d+")
_COLLECTION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WEB = re.compile(r"https?://[^\s/]\S*")
_LETTERS = {Role.QUESTION: "q", Role.ANSWER: "r"}


class FrontMatter:
    """Reads every exchange of a file."""

    name = "Markdown with front matter"
    precedence = 50
    own_ids = True

    def recognise(self, head: bytes) -> Recognised | None:
        if head.startswith(b"<") or b"---" not in head:
            return None  # Most files of other formats show it with their first byte.
        lines = head.decode("utf-8-sig", errors="replace").lstrip().splitlines()
        if not lines or not _FENCE.fullmatch(lines[0]):
            return None
        keys = {line.split(":")[0].strip() for line in _until_closed(lines[1:]) if _KEY.match(line)}
        return Recognised() if keys.issuperset(_OWN_KEYS) else None

    def read(self, path: Path) -> Iterator[Item]:
        blocks = _blocks(whole_text(path).split("\n"))
        if not blocks:
            raise SourceError(path, "no front matter: the file must begin with ---", 1)
        lines: dict[str, int] = {}
        for block in blocks:
            try:
                exchange = _exchange(block)
                if exchange.id in lines:
                    raise MistakeError(
                        f"the same id as in line {lines[exchange.id]}: {exchange.id}", block.line
                    )
                lines[exchange.id] = block.line
                yield exchange
            except MistakeError as mistake:
                if len(blocks) == 1:
                    raise SourceError(path, mistake.reason, mistake.line) from mistake
                yield Skipped(mistake.reason, mistake.line, *block.counts())


FRONT_MATTER = FrontMatter()


@dataclass(slots=True)
class _Block:
    """The lines of one exchange."""

    line: int
    """The file's line of the ``---`` that opens it."""
    keys: list[str] = field(default_factory=list)
    closed: bool = False
    body: list[str] = field(default_factory=list)

    @property
    def body_line(self) -> int:
        """The file's line of the first line of the body."""
        return self.line + len(self.keys) + (2 if self.closed else 1)

    def counts(self) -> tuple[int, int]:
        """How many questions and answers it has, as far as its headings tell."""
        found = [match["role"] for match in map(_SPEECH.fullmatch, self.body) if match]
        return found.count("Question"), found.count("Answer")


def _until_closed(lines: Sequence[str]) -> list[str]:
    """The lines of front matter: up to the closing ``---``, or to a heading where that is missing."""
    for at, line in enumerate(lines):
        if _FENCE.fullmatch(line) or _LEVEL_TWO.match(line):
            return list(lines[:at])
    return list(lines)


def _blocks(lines: Sequence[str]) -> list[_Block]:
    """Cut a file at each ``---`` that a key follows; any other is a line of text."""
    blocks: list[_Block] = []
    at = 0
    while at < len(lines):
        if _opens(lines, at, first=not blocks):
            block = _Block(at + 1, _until_closed(lines[at + 1 :]))
            at += 1 + len(block.keys)
            block.closed = at < len(lines) and _FENCE.fullmatch(lines[at]) is not None
            at += block.closed
            blocks.append(block)
        elif blocks:
            blocks[-1].body.append(lines[at])
            at += 1
        elif lines[at].strip():
            return []
        else:
            at += 1
    return blocks


def _opens(lines: Sequence[str], at: int, first: bool) -> bool:
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return bool(_FENCE.fullmatch(lines[at]) and (first or _KEY.match(following)))


def _exchange(block: _Block) -> Exchange:
    if not block.closed:
        raise MistakeError("front matter is not closed by a line ---", block.line)
    keys = keys_of(block.keys, block.line + 1)
    collection, title, day = keys.needed("collection"), keys.needed("title"), keys.day("date")
    if day is None:
        raise keys.mistake("date", "is missing")
    if not _COLLECTION.fullmatch(collection):
        raise keys.mistake("collection", "must be small letters, digits and hyphens")
    reference = keys.text("reference")
    return Exchange(
        id=_id(keys) or made_id(collection, day, title),
        collection=collection,
        title=title,
        date=day,
        speeches=_speeches(block, reference),
        department=keys.text("department"),
        reference=reference,
        asked_date=keys.day("asked"),
        url=_url(keys),
        grouped=keys.many("grouped"),
        flags=tuple(flag for key, flag in FLAGS.items() if keys.true(key)),
    )


def _id(keys: Keys) -> str | None:
    """The id as it is kept everywhere: without ParlParse's prefix, ending in its first question."""
    written = (keys.text("id") or "").removeprefix(GID_PREFIX)
    if not written:
        return None
    if not _ID.fullmatch(written):
        raise keys.mistake("id", "must be like alderwick/2031-05-14.0107")
    return written if _QUESTION_ID.fullmatch(written) else f"{written}.q0"


def _url(keys: Keys) -> str | None:
    url = keys.text("url")
    if url and not _WEB.fullmatch(url):
        raise keys.mistake("url", "must begin with http:// or https://")
    return url


def _speeches(block: _Block, reference: str | None) -> tuple[Speech, ...]:
    """The speeches of an exchange; its reference is the number of its first question."""
    preface, *parts = _parts(block)
    if preface.text:
        raise MistakeError("text before the first ## Question", preface.line)
    if not parts:
        raise MistakeError("no ## Question", block.line)
    speeches: list[Speech] = []
    for part in parts:
        speech = _speech(part, [each.role for each in speeches], reference)
        if not speeches and speech.role is Role.ANSWER:
            raise MistakeError("an answer before the first ## Question", part.line)
        speeches.append(speech)
    return tuple(speeches)


@dataclass(slots=True)
class _Part:
    """A heading and what stands under it; before the first heading, what should be nothing."""

    heading: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def _parts(block: _Block) -> list[_Part]:
    parts = [_Part("", block.body_line)]
    for line, text in enumerate(block.body, block.body_line):
        if _LEVEL_TWO.match(text):
            parts.append(_Part(text, line))
        else:
            parts[-1].lines.append(text)
    return parts


def _speech(part: _Part, before: Sequence[Role], reference: str | None) -> Speech:
    heading = _SPEECH.fullmatch(part.heading)
    if not heading:
        raise MistakeError('a heading of level 2 must be "## Question: NAME" or "## Answer: NAME"', part.line)
    role = Role(heading["role"].lower())
    speaker = _SPEAKER.fullmatch((heading["speaker"] or "").strip())
    if not speaker:
        raise MistakeError("a speaker is written NAME (OFFICE; PARTY) [person/10001]", part.line)
    if not part.text:
        raise MistakeError(f"the {role} has no text", part.line)
    office, party = _position(role, speaker["position"], part.line)
    return Speech(
        role,
        part.text,
        speaker=speaker["name"] or None,
        person=speaker["person"],
        party=party,
        office=office,
        anchor=f"{_LETTERS[role]}{before.count(role)}",
        reference=reference if role is Role.QUESTION and not before else None,
    )


def _position(role: Role, brackets: str | None, line: int) -> tuple[str | None, str | None]:
    """Office and party. One part alone is the party of who asks, but the office of who answers."""
    parts = [part.strip() or None for part in (brackets or "").split(";")]
    if len(parts) > 2:
        raise MistakeError("a speaker's brackets hold an office and a party: (OFFICE; PARTY)", line)
    if len(parts) == 2:
        return parts[0], parts[1]
    return (None, parts[0]) if role is Role.QUESTION else (parts[0], None)
