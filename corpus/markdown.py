"""Markdown is the form every speech is kept in; this module says what its plain text is.

The plain text is what is indexed, cited and highlighted. Most texts have no markup, and what comes out of an
index knows its plain text, so the parser (`corpus.markdown_tokens`) is loaded when the first text needs it.
"""

import re
from functools import lru_cache

from corpus.expressions import awaited

_MARKUP = awaited(
    r"[\\`*\[\]<>|_&#+=~:\-0-9](?:(?<=[\\`*\[\]<>|])|(?<=_)(?:(?<![^\W_]_)|(?![^\W_]))|(?<=&)(?=#?\w{1,32};)"
    r"|(?<![^\n].)(?:(?<=[#+=~:-])|(?<=[0-9])[0-9]{0,8}(?=[.)])))"
)
"""What Markdown could read as markup, also at the beginning of a line. All first signs come first, and then
what must stand around them: so the expression looks for one of a set, ten times as fast as for the whole at
each place."""
_STARTS = frozenset("#+=~:-0123456789")
_MARKS = r"\\`*\[\]<>|&_\r\n\0"
_WORDS = rf"(?![#+=~:-]|\d{{1,9}}[.)])[^\s{_MARKS}](?:[^{_MARKS}]*[^\s{_MARKS}])?"
_UNMARKED = awaited(rf"{_WORDS}(?:\n\n{_WORDS})*")
"""Paragraphs without anything that Markdown could read as markup: most speeches are so."""


class Markdown(str):
    """Markdown that knows its plain text, since whoever wrote it had both; equal to the same text without."""

    __slots__ = ("plain",)

    plain: str
    """What `plain_text` gives for it."""

    @classmethod
    def of(cls, markdown: str, plain: str) -> "Markdown":
        knowing = cls(markdown)
        knowing.plain = plain
        return knowing


def plain_text(markdown: str) -> str:
    """The text that a reader of the rendered page would see, without any markup."""
    return markdown.plain if isinstance(markdown, Markdown) else _plain_text(markdown)


@lru_cache(maxsize=64)
def _plain_text(markdown: str) -> str:
    if _UNMARKED.fullmatch(markdown):
        return markdown
    # A search from the command line parses nothing.
    from corpus.markdown_tokens import parse_with_text  # noqa: PLC0415

    return parse_with_text(markdown)[1]


def escape(text: str) -> str:
    r"""Markdown whose plain text is this text, its white space normalised to single spaces.

    A new line becomes a hard break; empty lines vanish.

    >>> plain_text(escape("1. *not* a list & <not> a tag"))
    '1. *not* a list & <not> a tag'
    """
    if text.isprintable() and "  " not in text:
        return escape_even(text.strip())  # One line, and no white space in it but single spaces.
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return escape_even("\n".join(filter(None, lines))).replace("\n", "\\\n")


def escape_even(text: str) -> str:
    """Markdown whose plain text is this text, line by line; it has only single spaces, and new lines."""
    return text if _is_unmarked(text) else _MARKUP.sub(_escaped, text)


def _is_unmarked(text: str) -> bool:
    """Whether there is certainly nothing to escape: a single sign is found far faster than one of many."""
    return not (
        "_" in text or "[" in text or "]" in text or "*" in text or "&" in text or "|" in text
        or "<" in text or ">" in text or "\\" in text or "`" in text
        or not _STARTS.isdisjoint([line[:1] for line in text.split("\n")])
    )  # fmt: skip


def _escaped(markup: re.Match[str]) -> str:
    found = markup[0]
    return f"{found}\\" if found[0].isdigit() else f"\\{found}"
