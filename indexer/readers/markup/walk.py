"""One walk over a tree of XML or HTML gives its blocks.

Blocks inside a table's cell become lines of the cell; lists nested too deep become paragraphs. The
walk needs no recursion and looks at each element once, however a tree is built.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from indexer.readers.markup.blocks import Block, Heading, Listing, Paragraph, Run, Runs
from indexer.readers.markup.kerning import is_glued
from indexer.readers.markup.tables import Cell, table_blocks

_DEEPEST_LIST = 8
_WIDEST_SPAN = 100
_LONGEST_SPAN = 1_000
_LAST_NUMBER = 999_999

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol")
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "template", "noscript", "del"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "p", "pre", "section",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", *_HEADINGS, *_LISTS,
))  # fmt: skip
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\ufeff]")
_NUMBER = re.compile(r"\s*(\d{1,6})\s*", re.ASCII)
_WHITE = re.compile(r"\s+")


def blocks_of(element: etree._Element, link: Callable[[str], str | None]) -> tuple[Block, ...]:
    """The blocks of an element's content; ``link`` says which address a link keeps, if any."""
    walk = _Walk(link)
    walk.say(element.text)
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if node is element:
            continue
        if event == "start":
            tag = _local_name(str(node.tag))
            if tag in _SILENT:
                walker.skip_subtree()
            else:
                walk.start(tag, node)
            continue
        if event == "end" and (tag := _local_name(str(node.tag))) not in _SILENT:
            walk.end(tag, node)
        walk.say(node.tail)
    walk.boundary()
    return tuple(walk.document)


def plain_paragraphs(element: etree._Element) -> list[str] | None:
    """The paragraphs of an element that has nothing in it but words and plain paragraphs, as most have.

    None for all others; the walk would give the same, but takes ten times as long.
    """
    spoken = [element.text]
    for child in element:
        if child.tag != "p" or len(child):
            return None
        spoken += child.text, child.tail
    return [words for text in spoken if text and (words := _spaced(text).strip())]


def _spaced(text: str) -> str:
    """A text with its white space run together, and without the characters that are not to be seen."""
    # What is printable has no such characters, and no white space but plain spaces.
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(" ", _UNSEEN.sub("", text))


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    start: int
    items: list[list[Block]] = field(default_factory=list)


class _Walk:
    """What is open at the place where the walk stands, and the blocks behind it."""

    def __init__(self, link: Callable[[str], str | None]) -> None:
        self.document: list[Block] = []
        self._link = link
        self._links: list[str | None] = []
        self._lists: list[_OpenList] = []
        self._lists_too_deep = 0
        self._tables: list[list[list[Cell]]] = []
        self._cell: etree._Element | None = None
        self._level = 0
        self._runs: list[Run] = []

    def start(self, tag: str, node: etree._Element) -> None:
        text = node.text
        if tag == "a":
            outer = self._links[-1] if self._links else None
            self._links.append(outer or self._link(node.get("href", "").strip()))
        elif tag == "br":
            self._break_line()
        elif tag == "i" and text and is_glued(self._last_characters(), node, text):
            text = text[1:]
        elif tag in _BLOCKS:
            self.boundary()
            if self._cell is None:
                self._open(tag, node)
        self.say(text)

    def end(self, tag: str, node: etree._Element) -> None:
        if tag == "a":
            self._links.pop()
        elif node is self._cell:
            row = self._tables[-1][-1]
            row.append(Cell(self._take(), _span(node, "colspan"), _span(node, "rowspan")))
            self._cell = None
        elif tag in _BLOCKS:
            self.boundary()
            if self._cell is None:
                self._close(tag)

    def say(self, text: str | None) -> None:
        """Add words, their white space run together with what stands before."""
        if not text or (not self._runs and text.isspace()):
            return
        words = _spaced(text)
        if not self._runs or self._runs[-1].text[-1].isspace():
            words = words.lstrip()
        if words:
            self._runs.append(Run(words, self._links[-1] if self._links else None))

    def boundary(self) -> None:
        """End the paragraph; inside a cell, where there are none, end the line."""
        if self._cell is not None:
            self._break_line()
        elif runs := self._take():
            self._blocks().append(Heading(runs, self._level) if self._level else Paragraph(runs))

    def _open(self, tag: str, node: etree._Element) -> None:
        # Cells first: there are more of them than of all else.
        if tag in _CELLS:
            if self._tables:
                self._tables[-1] = self._tables[-1] or [[]]
                self._cell = node
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in _LISTS and len(self._lists) == _DEEPEST_LIST:
            self._lists_too_deep += 1
        elif tag in _LISTS:
            first = _number(node.get("start"), 1, 0, _LAST_NUMBER)
            self._lists.append(_OpenList(tag == "ol", first))
        elif tag == "li" and self._lists and not self._lists_too_deep:
            self._lists[-1].items.append([])
        elif tag == "table":
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append([])

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._level = 0
        elif tag in _LISTS and self._lists_too_deep:
            self._lists_too_deep -= 1
        elif tag in _LISTS:
            closed = self._lists.pop()
            if items := tuple(tuple(item) for item in closed.items if item):
                self._blocks().append(Listing(closed.ordered, closed.start, items))
        elif tag == "table":
            self._blocks().extend(table_blocks(self._tables.pop()))

    def _blocks(self) -> list[Block]:
        """Where a block belongs; one between a list's items belongs to the item before it."""
        if not self._lists:
            return self.document
        items = self._lists[-1].items
        if not items:
            items.append([])
        return items[-1]

    def _break_line(self) -> None:
        if self._level:
            self.say(" ")
            return
        self._trim()
        if self._runs:
            self._runs.append(Run("\n", self._links[-1] if self._links else None))

    def _take(self) -> Runs:
        if not self._runs:
            return ()
        self._trim()
        runs, self._runs = self._runs, []
        return tuple(runs)

    def _trim(self) -> None:
        """Take away white space at the end of the words so far; it is one character at the most."""
        if self._runs and self._runs[-1].text[-1].isspace():
            last = self._runs.pop()
            if len(last.text) > 1:
                self._runs.append(Run(last.text[:-1], last.address))

    def _last_characters(self) -> str:
        return "".join(run.text[-3:] for run in self._runs[-3:])[-3:]


@lru_cache(maxsize=1_000)
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _span(node: etree._Element, name: str) -> int:
    written = node.get(name)
    return _number(written, 1, 1, _WIDEST_SPAN if name == "colspan" else _LONGEST_SPAN) if written else 1


def _number(written: str | None, default: int, least: int, most: int) -> int:
    found = _NUMBER.fullmatch(written) if written else None
    return min(max(int(found[1]), least), most) if found else default
