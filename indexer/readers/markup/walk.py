"""One walk over the tags of XML or HTML gives its blocks.

Blocks inside a table's cell become lines of the cell; lists nested too deep become paragraphs. The
walk needs no recursion and looks at each tag once, however a tree is built.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from indexer.readers.markup.blocks import Block, Heading, Listing, Paragraph, Run, Runs
from indexer.readers.markup.kerning import is_glued
from indexer.readers.markup.tables import CELLS, Cell, plain_table, spans, table_blocks
from indexer.readers.markup.tags import PLAIN_TABLE, Content, attribute, cut, number, spaced

_DEEPEST_LIST = 8
_LAST_NUMBER = 999_999

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol")
_SILENT = frozenset(("script", "style", "template", "noscript", "del"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "p", "pre", "section",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", *_HEADINGS, *_LISTS,
))  # fmt: skip


def blocks_of(content: Content, link: Callable[[str], str | None]) -> tuple[Block, ...]:
    """The blocks of an element's content; ``link`` says which address a link keeps, if any."""
    walk = _Walk(link)
    walk.through(content)
    walk.boundary()
    return tuple(walk.document)


def plain_paragraphs(element: etree._Element) -> list[str] | None:
    """The paragraphs of an element that has nothing in it but words and plain paragraphs, as most have.

    None for all others; the walk would give the same, but takes twice as long.
    """
    spoken = [element.text]
    for child in element:
        if child.tag != "p" or len(child):
            return None
        spoken += child.text, child.tail
    paragraphs = [words for text in spoken if text and (words := text.strip())]
    together = "".join(paragraphs)
    if together.isprintable() and "  " not in together:
        return paragraphs
    return [words for text in paragraphs if (words := spaced(text).strip())]


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
        self._cell: str | None = None
        """The attributes of the table's cell that is open."""
        self._cells_inside = 0
        """How many more are open in it: those of a table in a table are none."""
        self._italics: list[str] = []
        """What each of the open italics begins with."""
        self._neighbour: str | None = None
        """What those began with that have just ended, if nothing stands between."""
        self._level = 0
        self._runs: list[Run] = []

    def through(self, content: Content) -> None:
        """Take up all that stands in an element."""
        self.say(content.words[0])
        tables = iter(content.tables)
        silent = 0
        for name, attributes, words in zip(content.names, content.attributes, content.words[1:], strict=True):
            is_empty = attributes.endswith("/")
            if name == PLAIN_TABLE:
                table = next(tables)
                if not silent:
                    self._take_table(table, words)
            elif silent or name.lower() in _SILENT:
                silent += -1 if name[0] == "/" else not is_empty
                if not silent:
                    self.end(name, words)
            elif name[0] == "/":
                self.end(name[1:], words)
            elif is_empty:
                self.start(name, attributes, "")
                self.end(name, words)
            else:
                self.start(name, attributes, words)

    def start(self, written: str, attributes: str, words: str) -> None:
        """Take up an element, and the words behind its tag."""
        name = written.lower()
        neighbour, self._neighbour = self._neighbour, None
        if name == "a":
            outer = self._links[-1] if self._links else None
            self._links.append(outer or self._link(attribute(attributes, "href").strip()))
        elif name == "br":
            self._break_line()
        elif written == "i":
            self._italics.append(words)
            if is_glued(self._last_characters(), words, neighbour):
                words = words[1:]
        elif name in _BLOCKS:
            self.boundary()
            if self._cell is None:
                self._open(name, attributes)
            elif name in CELLS:
                self._cells_inside += 1
        self.say(words)

    def end(self, written: str, words: str) -> None:
        """Be done with an element, silent ones too, and take up the words behind it."""
        name = written.lower()
        self._neighbour = None
        if name == "a":
            self._links.pop()
        elif name in CELLS and self._cell is not None and not self._cells_inside:
            row = self._tables[-1][-1]
            row.append(Cell(self._take(), *spans(self._cell)))
            self._cell = None
        elif name in _BLOCKS:
            self.boundary()
            if self._cell is None:
                self._close(name)
            elif name in CELLS:
                self._cells_inside -= 1
        elif written == "i":
            begun = self._italics.pop()
            self._neighbour = begun if not words else None
        self.say(words)

    def say(self, text: str) -> None:
        """Add words, their white space run together with what stands before."""
        if not text or (not self._runs and text.isspace()):
            return
        words = spaced(text)
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

    def _take_table(self, written: str, words: str) -> None:
        """Take up a table of plain cells and the words behind it; by its tags, in a cell or a link."""
        if self._cell is not None or self._links:
            self.start("table", "", "")
            self.through(cut(written))
            self.end("table", words)
            return
        self.boundary()
        self._blocks().extend(plain_table(written))
        self._neighbour = None
        self.say(words)

    def _open(self, tag: str, attributes: str) -> None:
        # Cells first: there are more of them than of all else.
        if tag in CELLS:
            if self._tables:
                self._tables[-1] = self._tables[-1] or [[]]
                self._cell = attributes
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in _LISTS and len(self._lists) == _DEEPEST_LIST:
            self._lists_too_deep += 1
        elif tag in _LISTS:
            first = number(attribute(attributes, "start"), 1, 0, _LAST_NUMBER)
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
