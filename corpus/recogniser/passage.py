"""An exchange's texts as one folded text, and the way back to the place in each.

Folding keeps every character's place wherever it can: typographic apostrophes, hyphens and spaces
become plain ones, and a line break becomes a space. Only where a text has runs of white space,
invisible characters or "&" do those become something shorter or longer, and their places are remembered.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from corpus.citation import Citation, How, Side
from corpus.recogniser.compiled import LOOPS

_BETWEEN = "\n\n"
"""What stands between texts, and between paragraphs of one; folded, it is two spaces, which no name has."""
_LENGTH_BETWEEN = len(_BETWEEN)

_Moved = tuple[tuple[int, int], ...]
"""From this place of the folded text on, so many characters are to be added; in order."""


Section = tuple[Side, int | None, str]
"""One of the texts, the title or a speech: its side, the number of the speech, the text itself."""


Place = tuple[Section, int, int]
"""A span of one of the texts, as it was before folding."""


class Passage:
    """The folded texts of an exchange, one after another."""

    def __init__(self, sections: Sequence[Section]) -> None:
        starts, at = [], _LENGTH_BETWEEN
        for _, _, text in sections:
            starts.append(at)
            at += len(text) + _LENGTH_BETWEEN
        self._sections = sections
        self._starts = starts
        """Where each section begins in the joined text, before folding."""
        self.text, self._moved = _folded(_BETWEEN.join(["", *[text for _, _, text in sections], ""]))
        self.letters = self.text.encode("latin-1", "replace").translate(_NUMBERLESS_LETTERS)
        """The same as names are looked for (`numberless`)."""

    def starts(self) -> list[int]:
        """Where the sections begin in the folded text."""
        return [self._folded_at(start) for start in self._starts] if self._moved else self._starts

    def place(self, start: int, end: int) -> Place:
        """The span of the original text that this span of the folded text stands for."""
        if self._moved:
            start, end = self._span(start, end)
        number = bisect_right(self._starts, start) - 1
        begin = self._starts[number]
        return self._sections[number], start - begin, end - begin

    def citations(self, named: Iterable[tuple[int, int, str, How]]) -> tuple[Citation, ...]:
        """Of the bodies that are named at these spans of the folded text."""
        if self._moved:
            named = [(*self._span(start, end), body, how) for start, end, body, how in named]
        found, starts, sections = [], self._starts, self._sections
        for start, end, body, how in named:
            number = bisect_right(starts, start) - 1
            begin = starts[number]
            side, speech, text = sections[number]
            first, last = start - begin, end - begin
            found.append(Citation(body, side, speech, first, last, text[first:last], how))
        return tuple(found)

    def span(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The other way: where a span of a section's own text stands in the folded text."""
        begin = self._starts[number]
        return self._folded_at(begin + start), self._folded_at(begin + end - 1) + 1

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Of the joined text, before folding."""
        return max(_LENGTH_BETWEEN, self._original(start)), self._original(end - 1) + 1

    def _original(self, at: int) -> int:
        found = bisect_right(self._moved, at, key=_first)
        original = at + self._moved[found - 1][1] if found else at
        if found < len(self._moved):
            # Nothing lies beyond the next run, however much longer it has become.
            return min(original, sum(self._moved[found]) - 1)
        return original

    def _folded_at(self, original: int) -> int:
        """The first place of the folded text that stands for this one or a later one."""
        if not self._moved:
            return original
        return bisect_left(range(len(self.text)), original, key=self._original)


_PLAIN = tuple(
    (fancy, plain)
    for plain, many in (("'", "’‘ʼ`´"), ("-", "‐‑‒–—"), (" ", "\u00a0\u2009\u202f\u2007"))
    for fancy in many
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_JOINT = re.compile(r"&(?<=\s&)(?=\s)")
_UNEVEN = re.compile(rf"[^\S\t]{{2,}}|[{_INVISIBLE}]+|{_JOINT.pattern}")


def fold_name(name: str) -> str:
    """A name as `Passage` folds texts: plain signs, and "and" for "&"."""
    if name.isascii() and "&" not in name and "  " not in name:
        return name
    return _UNEVEN.sub(lambda run: _instead(run[0]), fold_spelling(name))


def fold_spelling(text: str) -> str:
    """Plain apostrophes, hyphens and spaces for typographic ones, each character in its place."""
    if not text.isascii():
        for fancy, plain in _PLAIN:
            text = text.replace(fancy, plain)
    return text


def letters(text: str) -> bytes:
    """How names are compared, a byte a character: small letters, s for z, and a space for any sign.

    So "the Al Sweady inquiry" is the Al-Sweady Inquiry, and an organization an organisation.
    """
    return text.encode("latin-1", "replace").translate(_LETTERS)


def numberless(letters: bytes) -> bytes:
    """How names are looked for: a digit is a space, so that no footnote's number is part of a word."""
    return letters.translate(_NUMBERLESS)


def all_letters(texts: Sequence[str]) -> list[bytes]:
    """Those of each text; of all together, since one by one takes far longer."""
    if not texts:
        return []
    together = "\0".join(texts).encode("latin-1", "replace")
    return together.translate(_LETTERS[:1].replace(b" ", b"\0") + _LETTERS[1:]).split(b"\0")


_SMALL = bytes(range(256)).decode("latin-1").lower().replace("z", "s")
_LETTERS = "".join(char if char.isalnum() else " " for char in _SMALL).encode("latin-1")
_NUMBERLESS = "".join(" " if char.isdigit() else char for char in map(chr, range(256))).encode("latin-1")
_NUMBERLESS_LETTERS = _LETTERS.translate(_NUMBERLESS)
_UNEVEN_LINE = re.compile(r"\n(?:[ ]|(?<=[ ]\n))")


def _folded(text: str) -> tuple[str, _Moved]:
    text = fold_spelling(text)
    if not _is_even(text):
        return _squeezed(text, _UNEVEN)
    return _squeezed(text, _JOINT) if "&" in text else (text.replace("\n", " "), ())


def _is_even(text: str) -> bool:
    """Whether every character but "&" keeps its place."""
    return not _has_runs(text) and (text.isascii() or not any(each in text for each in _INVISIBLE))


def has_runs(text: str) -> bool:
    """Whether two spaces, or a space and a new line, stand side by side; or a carriage return anywhere."""
    # From the end, "  " is found or not a fifth faster.
    return text.rfind("  ") >= 0 or "\r" in text or _UNEVEN_LINE.search(text) is not None


_has_runs = LOOPS.has_runs if LOOPS else has_runs


def _squeezed(text: str, runs: re.Pattern[str]) -> tuple[str, _Moved]:
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    length = end = 0
    for run in runs.finditer(text):
        instead = _instead(run[0])
        pieces += (text[end : run.start()], instead)
        length += run.start() - end + len(instead)
        end = run.end()
        moved.append((length, end - length))
    pieces.append(text[end:])
    return "".join(pieces).replace("\n", " ").replace("\r", " "), tuple(moved)


def _instead(run: str) -> str:
    if run == "&":
        return "and"
    if run[0] in _INVISIBLE:
        return ""
    return "  " if run.count("\n") > 1 else " "


def _first(moved: tuple[int, int]) -> int:
    return moved[0]
