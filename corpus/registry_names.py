"""What the bytes of the registry's files tell: whether a name can be in it at all, and what a body is called.

To read the rows takes as long as half a search from the command line, most queries name no body, and labels
of facets need no more than names. What is told may be too much, but never too little: where a name can be
one, the registry is read. Of 3,489 written queries 204 name one, and 301 have it read.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

_BOUNDS = b',|\n"'
"""What a name stands behind."""

_END = rb"(?=[^a-z0-9,|\n]*(?:,(?! )|[|\n\"@]|\s\(|\Z))"
"""What stands behind it; a comma with a space is inside a name: "Housing, Communities and …"."""

_NAMED_OTHERWISE = "hm"
"""A word that names have in another form: "His Majesty's"."""

_SMALL = bytes(range(256)).lower()
_KEPT = 16_384
"""More than there are bodies, or words of a query."""


class WrittenNames:
    """The names that stand in some files."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(files)
        self._beginning = lru_cache(maxsize=_KEPT)(self._places)
        self.name_of = lru_cache(maxsize=_KEPT)(self._name_of)
        """The name of the body of an id; None where there is none."""

    def has(self, name: str) -> bool:
        """Whether a name, folded, may be among them."""
        words = name.split()
        if not words:
            return False
        if not name.isascii() or _NAMED_OTHERWISE in words:
            return True
        places = self._beginning(words[0])
        if not places:
            return False
        written = re.compile(rb"[^a-z0-9|\n]+".join(re.escape(word.encode()) for word in words) + _END)
        return any(written.match(text, place) for text, place in places)

    def _name_of(self, id: str) -> str | None:
        """As it stands in the second cell of its row, which is not held to anything."""
        row = self._rows.get(id.encode(errors="surrogatepass"))
        if row is None:
            return None
        if row.startswith(b'"'):
            import csv  # noqa: PLC0415 (few names hold a comma)

            return next(csv.reader([row.decode(errors="replace")]))[0].strip()
        return row.partition(b",")[0].decode(errors="replace").strip()

    @cached_property
    def _rows(self) -> dict[bytes, bytes]:
        """By id, what stands behind it."""
        lines = (line for file in self._files for line in file.read_bytes().split(b"\n")[1:])
        return {id.strip(): rest for id, _, rest in (line.partition(b",") for line in lines)}

    @cached_property
    def _texts(self) -> list[bytes]:
        return [_plain(file.read_bytes()) for file in self._files]

    def _places(self, word: str) -> list[tuple[bytes, int]]:
        """Where a name begins with a word: the text and the place."""
        sought = re.compile(re.escape(word.encode()) + rb"(?![a-z0-9])")
        return [
            (text, place)
            for text in self._texts
            for found in sought.finditer(text)
            if _begins(text, place := found.start())
        ]


def _begins(text: bytes, place: int) -> bool:
    before = text[max(place - 5, 0) : place].removesuffix(b"the ")
    return not before or before[-1] in _BOUNDS


def _plain(text: bytes) -> bytes:
    """As names are looked up: in small letters, without accents and apostrophes."""
    if not text.isascii():
        text = b"\n".join([line if line.isascii() else _unaccented(line) for line in text.split(b"\n")])
    return text.translate(_SMALL, b"'").replace(b"&", b" and ")


def _unaccented(line: bytes) -> bytes:
    return unicodedata.normalize("NFKD", line.decode("utf-8", "replace")).encode("ascii", "ignore")
