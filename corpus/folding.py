"""One folding of names for looking them up: what a person may type in more than one way."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_KEPT = frozenset("0123456789_abcdefghijklmnopqrstuvwxyz")
_ASCII = bytes(ord(low) if (low := chr(code).lower()) in _KEPT else ord(" ") for code in range(256))
"""What becomes of the characters of a name that has no others, as most have."""
_LINES = b"".join(b"\n" if code == ord("\n") else _ASCII[code : code + 1] for code in range(256))
"""The same, for names that stand on lines of their own."""
_LEFT_OUT = b"'`"

_SIGNS = (("’", ""), ("‘", ""), ("“", " "), ("”", " "), ("–", " "), ("—", " "))
"""What becomes of typographic signs, which no folded text has."""

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_NOT_WORDS = re.compile(r"[^\w]+")


@lru_cache(maxsize=16_384)  # Pages fold the same names and values again and again.
def fold(name: str) -> str:
    """Fold accents, case, apostrophes, "&" and punctuation: ``Siân O’Brien`` is ``sian obrien``.

    For comparing names, parties and values of filters; running text has its own analysis.
    """
    return fold_once(name)


def fold_once(text: str) -> str:
    """`fold`, for what is not asked for again, such as a whole question."""
    spelled = text.replace("&", " and ")
    if not spelled.isascii():
        spelled = with_plain_signs(spelled)
    if spelled.isascii():
        return " ".join(spelled.encode("ascii").translate(_ASCII, _LEFT_OUT).decode("ascii").split())
    plain = unicodedata.normalize("NFKD", spelled).translate(_APOSTROPHES)
    for mark in filter(unicodedata.combining, set(plain)):
        plain = plain.replace(mark, "")
    return _NOT_WORDS.sub(" ", plain.casefold()).strip()


def with_plain_signs(text: str) -> str:
    """A text without the typographic signs that make most texts more than plain letters."""
    for sign, plain in _SIGNS:
        text = text.replace(sign, plain)
    return text


def fold_all(names: Sequence[str]) -> list[str]:
    """`fold` of each of many names that are not asked for again: those in ASCII are folded as one text."""
    plain = iter(_fold_lines([name for name in names if name.isascii()]))
    return [next(plain) if name.isascii() else fold_once(name) for name in names]


def _fold_lines(names: Sequence[str]) -> Iterable[str]:
    lines = "\n".join(names)
    if lines.count("\n") != len(names) - 1:  # There are none, or some of more than one line.
        return map(fold_once, names)
    folded = lines.replace("&", " and ").encode("ascii").translate(_LINES, _LEFT_OUT)
    while b"  " in folded:
        folded = folded.replace(b"  ", b" ")
    return folded.replace(b" \n", b"\n").replace(b"\n ", b"\n").strip(b" ").decode("ascii").split("\n")
