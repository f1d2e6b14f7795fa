"""Blocks, written twice: as Markdown, and as the plain text that the Markdown must give back."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby

from lxml import etree

from corpus.markdown import Markdown, escape, escape_even
from indexer.readers.markup.blocks import Block, Heading, Listing, Paragraph, PlainTable, Run, Runs, Table
from indexer.readers.markup.tags import content_of
from indexer.readers.markup.walk import blocks_of, plain_paragraphs

_KEPT_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"https?://[a-z0-9][\w.-]*\.[a-z]{2,}(?:/[\w./?=%&+~#-]*[\w/])?", re.I | re.A)
_BARE_EMAIL = re.compile(r"[a-z0-9.]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}", re.I | re.A)
_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\[\]\\|\"'`*\x00-\x1f]")
_ENTITY_LIKE = re.compile(r"&(?=#?\w{1,32};)")
_ENDS_A_WORD = re.compile(r"[.,;:)]*(?:\s|$)")
_CLOSING_HASHES = re.compile(r"(?<= )#+$")


def outside_address(href: str) -> str | None:
    """The address of a link that means the same wherever it is read: http, https or mailto."""
    return href if _KEPT_ADDRESS.match(href) else None


def markdown_of(element: etree._Element, link: Callable[[str], str | None] = outside_address) -> Markdown:
    """The Markdown of an element's content; the element's own tag and tail do not count.

    ``link`` says which address a link keeps; None makes it plain words, and so does any answer that
    is not an address of http, https or mailto. It knows its plain text: parsing it again would take as
    long as all else that a rebuild does.
    """
    paragraphs = plain_paragraphs(element)
    if paragraphs is not None:
        plain = "\n\n".join(paragraphs)
        return Markdown.of(escape_even(plain), plain)
    blocks = blocks_of(content_of(element), lambda href: outside_address(link(href) or ""))
    return Markdown.of(_written(blocks, "\n\n"), _spoken(blocks, "\n\n"))


def text_of(element: etree._Element) -> str:
    """The plain text of an element's content: what `plain_text` must give back from its Markdown."""
    paragraphs = plain_paragraphs(element)
    if paragraphs is not None:
        return "\n\n".join(paragraphs)
    return _spoken(blocks_of(content_of(element), lambda href: None), "\n\n")


def _spoken(blocks: Iterable[Block], between: str) -> str:
    return between.join(_spoken_block(block) for block in blocks)


def _spoken_block(block: Block) -> str:
    match block:
        case Listing(items=items):
            return "\n".join(_spoken(item, "\n") for item in items)
        case Table(rows=rows):
            return "\n".join(["\t".join([_words(cell) for cell in row if cell]) for row in rows])
        case PlainTable(rows=lines):
            return "\n".join(["\t".join(filter(None, line)) for line in lines])
        case Heading(runs=runs) | Paragraph(runs=runs):
            return _words(runs)


def _written(blocks: Sequence[Block], between: str) -> str:
    """Blocks of one level; lists side by side get different marks, or they would become one list."""
    pieces: list[str] = []
    other_mark = False
    for before, block in zip([None, *blocks], blocks, strict=False):
        alike = isinstance(before, Listing) and isinstance(block, Listing) and before.ordered == block.ordered
        other_mark = alike and not other_mark
        if pieces:
            tight = isinstance(before, Paragraph) and isinstance(block, Listing) and not block.ordered
            pieces.append("\n" if tight and between == "\n" else "\n\n")
        pieces.append(_written_block(block, other_mark))
    return "".join(pieces)


def _written_block(block: Block, other_mark: bool) -> str:
    match block:
        case Listing():
            return _written_list(block, other_mark)
        case Table(rows=rows):
            return _written_table(_written_cells([cell for row in rows for cell in row]), len(rows[0]))
        case PlainTable(rows=lines):
            return _written_table(_escaped(chain.from_iterable(lines)), len(lines[0]))
        case Heading(runs=runs, level=level):
            return f"{'#' * level} " + _CLOSING_HASHES.sub(r"\\\g<0>", _inline(runs))
        case Paragraph(runs=runs):
            return _inline(runs)


def _written_list(listing: Listing, other_mark: bool) -> str:
    items = []
    for number, item in enumerate(listing.items, listing.start):
        mark = f"{number}{')' if other_mark else '.'} " if listing.ordered else "* " if other_mark else "- "
        lines = _written(item, "\n").split("\n")
        margin = " " * len(mark)
        items.append(mark + "\n".join([lines[0], *(margin + line if line else "" for line in lines[1:])]))
    return "\n".join(items)


def _written_table(cells: Sequence[str], width: int) -> str:
    lines = ["| " + " | ".join(cells[at : at + width]) + " |" for at in range(0, len(cells), width)]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _written_cells(cells: Sequence[Runs]) -> list[str]:
    """Each cell's Markdown: all are escaped together, unless there are links in them."""
    if any(run.address for cell in cells for run in cell):
        return [_inline(cell) for cell in cells]
    return _escaped(map(_words, cells))


def _escaped(cells: Iterable[str]) -> list[str]:
    return escape_even("\n".join(cells)).split("\n")


def _words(runs: Runs) -> str:
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def _inline(runs: Sequence[Run]) -> str:
    if not runs:
        return ""
    if len(runs) == 1 and not runs[0].address and runs[0].text.strip():
        return escape(runs[0].text)
    joined = [
        Run("".join(run.text for run in group), address)
        for address, group in groupby(runs, key=lambda run: run.address)
    ]
    before = ["", *(run.text for run in joined)]
    after = [*(run.text for run in joined[1:]), ""]
    return "".join(map(_written_run, joined, before, after))


def _written_run(run: Run, before: str, after: str) -> str:
    """One run with its outer white space outside of the link and of the escaping, which trims it."""
    core = run.text.strip()
    if not core:
        return _broken(run.text)
    start = run.text.index(core[0])
    lead, trail = run.text[:start], run.text[start + len(core) :]
    words = escape(core)
    if run.address and not _linked_by_itself(core, run.address, before + lead, trail + after):
        words = f"[{words}]({_destination(run.address)})"
    return _broken(lead) + words + _broken(trail)


def _broken(white: str) -> str:
    return white.replace("\n", "\\\n")


def _linked_by_itself(text: str, address: str, before: str, after: str) -> bool:
    """Whether the page will make a link to this very address of the bare words anyway."""
    plain = (_BARE_ADDRESS.fullmatch(text) and text == address) or (
        _BARE_EMAIL.fullmatch(text) and f"mailto:{text}" == address
    )
    return bool(plain and (not before or before[-1] in " \n(") and _ENDS_A_WORD.match(after))


def _destination(address: str) -> str:
    """An address as it may stand in Markdown's brackets, also inside a table."""
    safe = _UNSAFE_IN_ADDRESS.sub(lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), address)
    return _ENTITY_LIKE.sub(r"\\&", safe)
