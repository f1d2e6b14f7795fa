"""An element's content as flat lists: its tags, and the words between them.

lxml writes the content out in one call, and one expression cuts it, which takes a third of what asking each
node for its name and its words does. What lxml writes is regular: a tag ends at the first ``>``.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from lxml import etree

_TAG = re.compile(r"<(/?[^\s/>]+)([^>]*)>")
_REMARK = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
PLAIN_TABLE = "#table"
"""The name of a tag that stands for such a table; no element is called so."""
_PLAIN_TABLE = re.compile(
    r"<table(?:\s[^>]*+)?(?<!/)>\s*+(?:(?:</?(?:tr|tbody|thead|tfoot)(?:[\s/][^>]*+)?>"
    r"|<t[dh](?:[\s/](?:(?!span)[^>])*+)?(?:(?<=/)>|>[^<]*+</t[dh]>))\s*+)*+</table>"
)
"""A table whose cells have nothing in them but words, and span nothing: each character is looked at once."""
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&#13;", "\r"), ("&#xFFFD;", " "), ("&amp;", "&"))
"""How signs are written that cannot stand as they are; the last but one is for what only HTML may hold."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\ufeff]")
_WHITE = re.compile(r"\s+")
_NUMBER = re.compile(r"\s*(\d{1,6})\s*", re.ASCII)


class Content(NamedTuple):
    """What is inside an element, in its order."""

    words: Sequence[str]
    """Before the first tag, and behind each."""
    names: Sequence[str]
    """Of each tag, as it is written: ``td``, ``/td``."""
    attributes: Sequence[str]
    """What else stands in each tag. It ends with a slash where nothing is inside: ``<br/>``."""
    tables: Sequence[str] = ()
    """Those of plain cells, as they are written: a tag `PLAIN_TABLE` stands for each, in this order."""


def content_of(element: etree._Element) -> Content:
    """The content of an element; its own tag and tail do not count, and neither do remarks.

    Most of what is no plain paragraph are tables of plain cells, which are not cut into their tags.
    """
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    if "<!" in written or "<?" in written:
        written = _REMARK.sub("", written)
    if "<table" not in written:
        return cut(written)
    inner = written.index(">") + 1  # The element itself may be a table.
    tables = _PLAIN_TABLE.findall(written, inner)
    return cut(written[:inner] + _PLAIN_TABLE.sub(f"<{PLAIN_TABLE}/>", written[inner:]), tables)


def cut(written: str, tables: Sequence[str] = ()) -> Content:
    """The content of an element that is written so."""
    pieces = _TAG.split(written)
    words = pieces[3:-1:3] or [""]
    if "&" in written:
        words = list(map(read, words))
    return Content(words, pieces[4:-3:3], pieces[5:-3:3], tables)


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute; empty where there is none."""
    _, found, value = attributes.partition(f' {name}="')
    return unescape(value.partition('"')[0]) if found else ""


def number(written: str, default: int, least: int, most: int) -> int:
    """A number between two others; the default for what is none."""
    found = _NUMBER.fullmatch(written)
    return min(max(int(found[1]), least), most) if found else default


def spaced(text: str) -> str:
    """A text with its white space run together, and without the characters that are not to be seen."""
    # What is printable has no such characters, and no white space but plain spaces.
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(" ", _UNSEEN.sub("", text))


def read(words: str) -> str:
    """Words with the signs that stand in them as something else."""
    if "&" in words:
        for written, sign in _SIGNS:
            words = words.replace(written, sign)
    return words
