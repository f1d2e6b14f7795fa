"""A speech's Markdown as tokens that know their places in its plain text.

Every leaf of the token stream that shows text carries ``meta["start"]``, its first character's place in the
plain text, so that the web can put a mark back exactly where it was found.

Blocks are separated by a blank line, list items and table rows by a new line, cells by a tab. List
numbers and bullets are not text.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token


def parse(markdown: str) -> list[Token]:
    """The tokens of a text, its text leaves annotated with their place in the plain text."""
    return _parser().parse(markdown)


def parse_with_text(markdown: str) -> tuple[list[Token], str]:
    """The tokens of a text, and the plain text that they know their places in."""
    env: dict[str, str] = {}
    return _parser().parse(markdown, env), env["plain_text"]


def _annotate(state: StateCore) -> None:
    """Give each leaf its place in the plain text, and leave the plain text in the environment."""
    pieces: list[str] = []
    length = 0
    separator = ""
    for leaf in _leaves(state.tokens):
        if isinstance(leaf, str):
            separator = _stronger(separator, leaf)
            continue
        text = _text_of(leaf)
        if text and separator and length:
            pieces.append(separator)
            length += len(separator)
        if text:
            separator = ""
        leaf.meta["start"] = length
        pieces.append(text)
        length += len(text)
    state.env["plain_text"] = "".join(pieces)


_SEPARATORS = {
    "th_open": "\t",
    "td_open": "\t",
    "tr_open": "\n",
    "list_item_open": "\n",
    "table_close": "\n\n",
    "bullet_list_close": "\n\n",
    "ordered_list_close": "\n\n",
}
_BLOCKS = ("paragraph_open", "heading_open", "table_open", "bullet_list_open", "ordered_list_open", "hr")
_ORDER = ("", "\t", "\n", "\n\n")


def _leaves(tokens: Sequence[Token]) -> Iterable[Token | str]:
    """Text leaves in order, with the separators that stand between blocks."""
    in_item = 0
    for token in tokens:
        if token.type == "list_item_open":
            in_item += 1
        elif token.type == "list_item_close":
            in_item -= 1
        if token.type in _SEPARATORS:
            yield _SEPARATORS[token.type] if not in_item else _SEPARATORS[token.type][:1]
        elif token.type == "inline":
            yield from token.children or ()
        elif token.type in _BLOCKS:
            yield "\n" if in_item else "\n\n"
        elif token.type in ("fence", "code_block"):
            yield "\n" if in_item else "\n\n"
            yield token


def _stronger(left: str, right: str) -> str:
    return max(left, right, key=_ORDER.index)


def _text_of(leaf: Token) -> str:
    match leaf.type:
        case "text" | "code_inline":
            return leaf.content
        case "fence" | "code_block":
            return leaf.content.rstrip("\n")
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case _:
            return ""


class _Parser(MarkdownIt):
    """CommonMark with tables and linked addresses, and without HTML or pictures."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "linkify": True, "maxNesting": 100})
        self.enable(["table", "linkify"]).disable(["image", "html_block", "html_inline"])
        # Addresses are found once, in whole texts; the inline rule would read them escaped.
        self.inline.ruler.disable("linkify")
        # Escaped characters are joined with their neighbours before addresses are looked for:
        # else an address with an escaped underscore would be cut in two.
        self.core.ruler.before("linkify", "text_join_first", text_join)
        self.core.ruler.push("plain_text", _annotate)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (the library's own name)
        """Show an address as it was written: what is shown must be what is indexed."""
        return link


@cache
def _parser() -> _Parser:
    """Made when the first text is parsed: few are."""
    return _Parser()
