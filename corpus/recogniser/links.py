"""Links in a paragraph that is written as our readers write it: words, links and escaped signs, no more.

To read those takes a hundredth of what parsing does, which was a fifth of all that recognising took.
"""

import re
from typing import NamedTuple

from corpus.markdown import escape_even

_LINK = re.compile(
    r"(?<!\\)\[((?:[^\\\[\]]|\\.)+)\]\((https?://(?:[A-Za-z0-9:/?#@!$;=+,._~-]|%[0-9A-Fa-f]{2})+)\)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = "\\\n"


class Linked(NamedTuple):
    """Words that are a link."""

    start: int
    end: int
    """Characters of the paragraph's plain text."""
    address: str


def links_of(paragraph: str) -> tuple[str, list[Linked]] | None:
    """The plain text of a paragraph, and its links; None where only a parser can tell."""
    text = ""
    links: list[Linked] = []
    for line in paragraph.split(_BREAK):
        if not line or line != line.strip() or not line.isprintable():
            return None
        text += "\n" if text else ""
        pieces = _LINK.split(line)
        for before, words, address in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True):
            plain, linked = _plain(before), _plain(words)
            if plain is None or linked is None:
                return None
            text += plain + linked
            if linked.strip():
                links.append(Linked(len(text) - len(linked), len(text), address))
    return (text, links) if links else None


def _plain(written: str) -> str | None:
    """Words without their escapes; None where a sign could be markup."""
    rest = _ESCAPED.sub("", written) if "\\" in written else written
    if escape_even(rest) != rest:
        return None
    return _ESCAPED.sub(r"\1", written) if rest is not written else written
