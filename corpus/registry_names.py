"""Whether the registry can know a name at all, told from the bytes of its files.

To read them takes as long as half a search from the command line, and most queries name no body. What is told
may be too much, but never too little: where a name can be one, the registry is read.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_BOUNDS = b',|\n"'
"""What stands around a name."""

_NAMED_OTHERWISE = {"and", "hm"}
"""Words that names may have in another form: "&", "His Majesty's"."""


class Beginnings:
    """How the names of some files begin."""

    def __init__(self, files: Iterable[Path]) -> None:
        lines = (line for file in files for line in file.read_bytes().splitlines())
        text = b"\n".join(line if line.isascii() else _plain(line) for line in lines)
        self._text = text.replace(b"'", b"").lower()
        self._known: dict[tuple[str, ...], bool] = {}

    def has(self, name: str) -> bool:
        """Whether a name, folded, may be among them: by its first two words, or all of it that is one."""
        first = tuple(name.split()[:2])
        if not first:
            return False
        if not name.isascii() or _NAMED_OTHERWISE.intersection(first):
            return True
        if first not in self._known:
            self._known[first] = self._stands(*(word.encode() for word in first))
        return self._known[first]

    def _stands(self, first: bytes = b"", second: bytes = b"") -> bool:
        after = rb"[^a-z0-9|\n]+" + second if second else rb"(?=[,|\n\"@]|\s\()"
        for found in re.finditer(re.escape(first) + after, self._text):
            before = self._text[max(found.start() - 5, 0) : found.start()].removesuffix(b"the ")
            if not before or before[-1] in _BOUNDS:
                return True
        return False


def _plain(line: bytes) -> bytes:
    """Without accents and curly apostrophes, as names are looked up."""
    return unicodedata.normalize("NFKD", line.decode("utf-8", "replace")).encode("ascii", "ignore")
