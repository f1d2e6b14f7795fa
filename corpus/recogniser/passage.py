"""An exchange's texts as one folded text, and the way back to the place in each.

Folding keeps every character's place wherever it can: typographic apostrophes, hyphens and spaces
become plain ones, and a line break becomes a space. Only where a text has runs of white space or
invisible characters are those squeezed, and their places remembered.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.citation import Side

PARAGRAPH = "  "
"""What stands between texts and between paragraphs in the folded text: no name reaches across it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the texts: the title, or a speech."""

    side: Side
    speech: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one of the texts, as it was before folding."""

    section: Section
    start: int
    end: int

    @property
    def surface(self) -> str:
        return self.section.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Folded:
    text: str
    moved: tuple[tuple[int, int], ...] = ()
    """From this place of the folded text on, so many characters are to be added; in order."""

    def original(self, at: int) -> int:
        found = bisect_right(self.moved, at, key=lambda each: each[0])
        return at + self.moved[found - 1][1] if found else at


class Passage:
    """The folded texts of an exchange, one after another."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._folded = tuple(_folded(section.text) for section in sections)
        self.starts: list[int] = []
        """Where each section begins."""
        at = len(PARAGRAPH)
        for folded in self._folded:
            self.starts.append(at)
            at += len(folded.text) + len(PARAGRAPH)
        texts = (folded.text for folded in self._folded)
        self.text = PARAGRAPH.join(("", *texts, ""))
        self.lower = _lower(self.text)
        """The same in small letters, character by character."""

    def section(self, at: int) -> int:
        """Which section the character at this place belongs to."""
        return bisect_right(self.starts, at) - 1

    def place(self, start: int, end: int) -> Place:
        """The span of the original text that this span of the folded text stands for."""
        number = self.section(start)
        folded, begin = self._folded[number], self.starts[number]
        return Place(
            self._sections[number], folded.original(start - begin), folded.original(end - begin - 1) + 1
        )

    def folded_place(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The other way: where a span of a section's own text stands in the folded text."""
        folded, begin = self._folded[number], self.starts[number]
        places = range(len(folded.text) + 1)
        return (
            begin + bisect_right(places, start - 1, key=folded.original),
            begin + bisect_right(places, end - 1, key=folded.original),
        )


_PLAIN = tuple(
    (fancy, plain)
    for plain, many in (("'", "’‘ʼ`´"), ("-", "‐‑‒–—"), (" ", "\u00a0\u2009\u202f\u2007"))
    for fancy in many
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNEVEN = re.compile(rf"[{_INVISIBLE}]+|[^\S\t]*\n[^\S\t]*|[^\S\t\n]{{2,}}|\r")


def fold_spelling(text: str) -> str:
    """Plain apostrophes, hyphens and spaces for typographic ones, each character in its place."""
    if not text.isascii():
        for fancy, plain in _PLAIN:
            text = text.replace(fancy, plain)
    return text


def _folded(text: str) -> _Folded:
    text = fold_spelling(text)
    if _is_even(text):
        return _Folded(text.replace("\n", " "))
    return _squeezed(text, _UNEVEN.finditer(text))


def _is_even(text: str) -> bool:
    if "  " in text or "\n " in text or " \n" in text or "\r" in text:
        return False
    return text.isascii() or not any(each in text for each in _INVISIBLE)


def _squeezed(text: str, runs: Iterable[re.Match[str]]) -> _Folded:
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    length = end = 0
    for run in runs:
        instead = _instead(run[0])
        pieces += (text[end : run.start()], instead)
        length += run.start() - end + len(instead)
        end = run.end()
        moved.append((length, end - length))
    pieces.append(text[end:])
    return _Folded("".join(pieces), tuple(moved))


def _instead(run: str) -> str:
    if run[0] in _INVISIBLE:
        return ""
    return PARAGRAPH if run.count("\n") > 1 else " "


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    # A few capitals have two small characters ("İ"): those stay as they are, to keep the places.
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
