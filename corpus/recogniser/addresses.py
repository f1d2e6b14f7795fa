"""Addresses in texts: whose pages they lead to. The address itself is never searched for names."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it.token import Token

from corpus.markdown import plain_text
from corpus.markdown_tokens import parse_with_text
from corpus.recogniser.links import Linked, links_of
from corpus.registry import Registry


class Address(NamedTuple):
    """A span of a text that is an address."""

    start: int
    end: int
    host_start: int
    host_end: int
    body: str | None

    def moved(self, by: int) -> "Address":
        """The same, so many characters further on."""
        return Address(self.start + by, self.end + by, self.host_start + by, self.host_end + by, self.body)


_TOPS = ("uk", "org", "com", "int", "eu", "net", "gov", "info", "scot", "wales", "london")
SIGNS = ("http", "https", *_TOPS)
"""Words that an address has one of, before "://" or behind a full stop; an address for mail has "@"."""

_TOP = f"(?:{'|'.join(_TOPS)})"
_ADDRESS = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w.-]{1,255})"
    rf"|(?:https?://)?(?P<host>[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}){{0,8}}\.{_TOP})\b(?![\w-])"
    r"(?::\d{1,5})?(?P<path>[/?#][^\s<>\"”]{0,2000})?"
    r"|https?://[^\s<>\"”]{1,2000}",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?://|www\.)(?:[^/\s@]{1,64}@)?([\w.-]{1,255})(?::\d{1,5})?([^\s)>?#]{0,255})")
"""Any host and path that an address in Markdown may have."""
_FENCES = ("```", "~~~")
"""Paragraphs between these are none."""
_MOST_PARAGRAPHS = 20
_LONGEST_HOST = 255
_LONGEST_ADDRESS = 3_000
_DEEPEST = 4
_WHOLE = {""}
"""The paths of a host that is one body's as a whole, as most are."""


class Hosts:
    """Whose pages stand under a host, or under a path of a shared host."""

    def __init__(self, registry: Registry) -> None:
        self._owners: dict[str, dict[str, str]] = {}
        """By host and by path under it, which is empty where the whole host is the body's."""
        for body in registry.bodies:
            for address in body.hosts:
                host, slash, path = address.lower().removeprefix("www.").rstrip("/").partition("/")
                self._owners.setdefault(host, {})[slash + path] = body.id

    def addresses(self, text: str, signs: Iterable[int]) -> Iterator[Address]:
        """Every address in a text, with the body whose pages it leads to; the signs are in order.

        Only the words that a sign stands in are looked at.
        """
        end = 0
        for sign in signs:
            if sign >= end:
                found = _ADDRESS.search(text, *(word := _word_around(text, sign, end)))
                end = found.end() if found else word[1]
                if found:
                    yield self._address(found)

    def _address(self, found: re.Match[str]) -> Address:
        if not found["host"]:
            return Address(*found.span(), *found.span(), None)
        owner, path = self._owner(found["host"], found["path"] or "")
        return Address(*found.span(), found.start("host"), found.end("host") + len(path), owner)

    def linked(self, markdown: str) -> list[Address]:
        """The words of a text's links (in its plain text) that lead to a body's pages.

        Parsing takes far longer than all else: only where some address is a body's, and no more than the
        paragraphs with links, unless one could be something else where it stands.
        """
        if "](" not in markdown or not any(self._owner(*found)[0] for found in _PAGE.findall(markdown)):
            return []
        return self._linked_by_paragraphs(markdown) or list(self._owned(_parsed(markdown)[1]))

    def _linked_by_paragraphs(self, markdown: str) -> list[Address]:
        """The same, by reading the paragraphs that have links; none where one's place is not certain."""
        linking = [block for block in markdown.split("\n\n") if "](" in block]
        if len(linking) > _MOST_PARAGRAPHS or any(fence in markdown for fence in _FENCES):
            return []
        found: list[Address] = []
        plain, begin = plain_text(markdown), 0
        for block in linking:
            text, links = links_of(block) or _parsed(block)
            if not links or (at := _only_place(text, plain)) is None or at < begin:
                return []
            found += [each.moved(at) for each in self._owned(links)]
            begin = at + len(text)
        return found

    def _owned(self, links: Iterable[Linked]) -> Iterator[Address]:
        """Those that lead to a body's pages."""
        for start, end, address in links:
            if owner := self.owner(address):
                yield Address(start, end, start, end, owner)

    def owner(self, address: str) -> str | None:
        """The body whose pages an address leads to."""
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            return None
        return self._owner(host, parts.path)[0] if host else None

    def _owner(self, host: str, path: str) -> tuple[str | None, str]:
        """The owner, and the part of the path that says so: the longest host, then the longest path."""
        rest = host.lower()
        while "." in rest:
            if paths := self._owners.get(rest):
                steps = () if paths.keys() == _WHOLE else path.lower().split("/", _DEEPEST + 1)
                under = "/".join(steps[: _DEEPEST + 1])
                while not (owner := paths.get(under)) and under:
                    under = under.rpartition("/")[0]
                if owner:
                    return owner, under
            rest = rest.partition(".")[2]
        return None, ""


def _parsed(markdown: str) -> tuple[str, list[Linked]]:
    """The plain text of any text, and the words of its links; one that is its own address leads nowhere."""
    tokens, text = parse_with_text(markdown)
    return text, [link for inline in tokens for link in _links(inline.children or ())]


def _links(leaves: Iterable[Token]) -> Iterator[Linked]:
    address, words = "", list[Token]()
    for leaf in leaves:
        if leaf.type == "link_open":
            address, words = str(leaf.attrs.get("href", "")) if leaf.info != "auto" else "", []
        elif leaf.type == "link_close" and words:
            end = int(words[-1].meta["start"]) + len(words[-1].content)
            yield Linked(int(words[0].meta["start"]), end, address)
        elif leaf.content.strip():
            words.append(leaf)


def _only_place(text: str, plain: str) -> int | None:
    """Where a paragraph stands in a plain text; None where that is not certain."""
    at = plain.find(text)
    if at < 0 or plain.find(text, at + 1) >= 0:
        return None
    before, after = plain[at - 1 : at] or "\n", plain[at + len(text) :][:1] or "\n"
    return at if before == after == "\n" else None


def _word_around(text: str, sign: int, begin: int) -> tuple[int, int]:
    """The word that a sign stands in, from a place on, its length bounded."""
    first = max(begin, sign - _LONGEST_HOST)
    first = max(first, text.rfind(" ", first, sign) + 1, text.rfind("\t", first, sign) + 1)
    return first, sign + len(text[sign : sign + _LONGEST_ADDRESS].split(None, 1)[0])
