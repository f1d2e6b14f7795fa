"""Whether the registry can know a name at all, told from the bytes of its files.

To read them takes as long as half a search from the command line, and most queries name no body. What is told
may be too much, but never too little: where a name can be one, the registry is read. Of 3,489 written queries
204 name one, and 301 have it read.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_BOUNDS = b',|\n"'
"""What a name stands behind."""

_END = rb"(?=[^a-z0-9,|\n]*(?:,(?! )|[|\n\"@]|\s\(|\Z))"
"""What stands behind it; a comma with a space is inside a name: "Housing, Communities and …"."""

_NAMED_OTHERWISE = "hm"
"""A word that names have in another form: "His Majesty's"."""


class WrittenNames:
    """The names that stand in some files."""

    def __init__(self, files: Iterable[Path]) -> None:
        lines = (line for file in files for line in file.read_bytes().splitlines())
        text = b"\n".join(line if line.isascii() else _plain(line) for line in lines)
        self._text = text.replace(b"'", b"").replace(b"&", b" and ").lower()
        self._known: dict[tuple[tuple[str, ...], bytes], bool] = {}

    def has(self, name: str) -> bool:
        """Whether a name, folded, may be among them.

        Its first two words are looked for first: nothing else has to be, where no name begins so.
        """
        words = tuple(name.split())
        if not words:
            return False
        if not name.isascii() or _NAMED_OTHERWISE in words:
            return True
        return (len(words) < 2 or self._stands(words[:2])) and self._stands(words, _END)

    def _stands(self, words: tuple[str, ...], end: bytes = b"") -> bool:
        if (words, end) not in self._known:
            written = rb"[^a-z0-9|\n]+".join(re.escape(word.encode()) for word in words)
            places = (found.start() for found in re.finditer(written + end, self._text))
            self._known[words, end] = any(map(self._begins, places))
        return self._known[words, end]

    def _begins(self, place: int) -> bool:
        before = self._text[max(place - 5, 0) : place].removesuffix(b"the ")
        return not before or before[-1] in _BOUNDS


def _plain(line: bytes) -> bytes:
    """Without accents and curly apostrophes, as names are looked up."""
    return unicodedata.normalize("NFKD", line.decode("utf-8", "replace")).encode("ascii", "ignore")
