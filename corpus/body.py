"""A public body, and what it is called."""

import re
from typing import NamedTuple

from corpus.folding import fold

KINDS = {
    "regulator": "Regulators, inspectorates and ombudsmen",
    "department": "Government departments",
    "agency": "Agencies and public corporations",
    "health": "Health bodies",
    "police": "Police, fire and prosecution",
    "court": "Courts and tribunals",
    "committee": "Committees and inquiries",
    "local": "Local and regional government",
    "devolved": "Devolved government",
    "international": "International and foreign bodies",
}
"""Each kind is a file of the registry; the label is for a heading."""


def kind_called(typed: str) -> str:
    """The kind that a person means by its id, its label or a word of its label alone; else what was typed.

    >>> kind_called("Regulators"), kind_called("quangos")
    ('regulator', 'quangos')
    """
    folded = fold(typed)
    meant = [kind for kind, label in KINDS.items() if folded in (kind, fold(label), *fold(label).split())]
    return meant[0] if len(meant) == 1 else typed


class Name(NamedTuple):
    """A full name other than the official one, with the time in which it held, where that is known."""

    text: str
    since: str | None = None
    until: str | None = None


class Ambiguous(NamedTuple):
    """A short name that means the body only with support in the same exchange."""

    text: str
    conventions: tuple[str, ...] = ()
    """Conventions of collections (`corpus.collections`) under which it needs no support."""


class Body(NamedTuple):
    """A public body; a tuple, as its names are, since thousands are made at every start."""

    id: str
    name: str
    kind: str
    since: str | None = None
    until: str | None = None
    successors: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    abbreviations: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    offices: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Everything else it is called, full names first."""
        names = (name.text for name in self.names)
        short = (each.text for each in self.ambiguous if not each.text.startswith("the "))
        return tuple(dict.fromkeys((*names, *self.abbreviations, *short, *self.offices)))


_MAJESTY = re.compile(r"\b(?:his|her) majestys\b")


def fold_body_name(name: str) -> str:
    """`corpus.folding.fold`, and "His Majesty's" is "HM", and a leading "the" is nothing.

    Names that fold alike are the same name: one must not mean two bodies.
    """
    folded = fold(name)
    return (_MAJESTY.sub("hm", folded) if "majestys" in folded else folded).removeprefix("the ")
