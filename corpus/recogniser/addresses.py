"""Addresses in texts: whose pages they lead to. The address itself is never searched for names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.markdown import parse
from corpus.registry import Registry


@dataclass(frozen=True, slots=True)
class Address:
    """A span of a text that is an address."""

    start: int
    end: int
    host_start: int
    host_end: int
    body: str | None


_HINTS = ("://", "www.", ".uk", ".org", ".com", ".int", ".eu", "@")
_TOP = r"(?:uk|org|com|int|eu|net|gov|info|scot|wales|london)"
_ADDRESS = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w.-]{1,255})"
    r"|(?:https?://)?(?P<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\." + _TOP + r")\b(?![\w-])"
    r"(?::\d{1,5})?(?P<path>[/?#][^\s<>\"”]{0,2000})?",
    re.IGNORECASE,
)
_DEEPEST = 4


class Hosts:
    """Whose pages stand under a host, or under a path of a shared host."""

    def __init__(self, registry: Registry) -> None:
        self._owners = {
            host.lower().removeprefix("www.").rstrip("/"): body.id
            for body in registry.bodies
            for host in body.hosts
        }

    def addresses(self, text: str) -> Iterator[Address]:
        """Every address in a text, with the body whose pages it leads to."""
        if not any(hint in text for hint in _HINTS):
            return
        for found in _ADDRESS.finditer(text):
            if found["mail"]:
                yield Address(*found.span(), *found.span(), None)
                continue
            owner, path = self._owner(found["host"], found["path"] or "")
            yield Address(*found.span(), found.start("host"), found.end("host") + len(path), owner)

    def linked(self, markdown: str) -> Iterator[Address]:
        """The words of a text's links (in its plain text) that lead to a body's pages."""
        if "](" not in markdown:
            return
        for inline in parse(markdown):
            link: str | None = None
            for leaf in inline.children or ():
                if leaf.type == "link_open":
                    link = str(leaf.attrs.get("href", ""))
                elif leaf.type == "link_close":
                    link = None
                elif link and leaf.content.strip() and (owner := self.owner(link)):
                    start = int(leaf.meta["start"])
                    end = start + len(leaf.content)
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
        """The owner, and the part of the path that says so: the longest path, then the longest host."""
        labels = host.lower().split(".")
        steps = path.lower().split("/")[1 : _DEEPEST + 1]
        for depth in range(len(steps), -1, -1):
            under = "".join(f"/{step}" for step in steps[:depth])
            for first in range(len(labels) - 1):
                if owner := self._owners.get(".".join(labels[first:]) + under):
                    return owner, under
        return None, ""
