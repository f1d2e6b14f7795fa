"""How texts write full names: rules that hold for every body, or for every body of a kind.

Each rule goes over all names of a kind at once; there are thousands, and this is done at every start.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from corpus.recogniser.passage import fold_name

_EQUAL = (
    ("HM", "Her Majesty's", "His Majesty's"),
    ("UK", "United Kingdom"),
    ("UN", "United Nations", "UN's"),
)
"""Words that stand for each other in any name."""

_EQUAL_IN = {
    "committee": (
        ("Committee", "Select Committee"),
        ("House of Commons", "Commons"),
        ("House of Lords", "Lords"),
    ),
    "health": (("NHS Foundation Trust", "Foundation NHS Trust"), ("Integrated Care Board", "ICB")),
}
"""The same, in names of one kind."""

_CONFUSED = (
    ("Department for", "Department of"),
    ("Ministry of", "Ministry for"),
    ("Office for", "Office of"),
    ("NHS Foundation Trust", "NHS Trust"),
)
"""What texts often take for each other, though a different body may be called so."""

_NAMED_BY_PLACES = ("health", "police", "local")
_TWO_PLACES = re.compile(r"(?P<before>NHS |)(?P<one>[A-Z]\w+) and (?P<other>[A-Z]\w+)(?P<after> .+)")

_Of = TypeVar("_Of")
Spelt = tuple[str, _Of]
"""A spelling, and what it is a spelling of."""


def spellings(names: Iterable[Spelt[_Of]], kind: str) -> list[Spelt[_Of]]:
    """The ways in which texts write the full names of one kind, the names themselves first.

    What `corpus.recogniser.passage` folds away (case, hyphens, "&") is no spelling of its own.

    >>> spellings([("Children's Commissioner", 7)], "regulator")
    [("Children's Commissioner", 7), ('Childrens Commissioner', 7), ("Childrens' Commissioner", 7)]
    """
    spelt = [(fold_name(name), of) for name, of in names]
    for words in (*_EQUAL_IN.get(kind, ()), *_EQUAL):
        spelt += _exchanged(spelt, words)
    for sign, vary in ((",", _commas), ("'", _apostrophes)):
        spelt += [(form, of) for name, of in spelt if sign in name for form in vary(name)]
    return spelt


def confused_spellings(names: Sequence[Spelt[_Of]], kind: str) -> list[Spelt[_Of]]:
    """Wrong forms that texts really use, unless another body bears them: "Department for Energy …"."""
    confused = [form for words in _CONFUSED for form in _exchanged(names, words)]
    if kind in _NAMED_BY_PLACES:
        confused += [
            (_TWO_PLACES.sub(r"\g<before>\g<other> and \g<one>\g<after>", name), of)
            for name, of in names
            if " and " in name and _TWO_PLACES.fullmatch(name)
        ]
    return spellings(confused, kind)


def _exchanged(spelt: Iterable[Spelt[_Of]], words: Sequence[str]) -> list[Spelt[_Of]]:
    """Those that have one of these words, with each other instead.

    A whole name is left alone: "UN" counts as an abbreviation, in this case only.
    """
    return [
        (padded.replace(f" {old} ", f" {new} ")[1:-1], of)
        for old in words
        for name, of in spelt
        if old in name and f" {old} " in (padded := f" {name} ") and old != name
        for new in words
        if new != old and not (old in new and f" {new} " in padded)
    ]


def _commas(name: str) -> Iterator[str]:
    """Without its commas; with one more or less before the last "and"."""
    yield name.replace(",", "")
    before, joint, after = name.rpartition(" and ")
    if joint and "," in before:
        yield before.removesuffix(",") + ("" if before.endswith(",") else ",") + joint + after


_OWNER = re.compile(r"s'(?= )|'s(?= )")


def _apostrophes(name: str) -> Iterator[str]:
    """Without its apostrophe, or one of them; behind the s instead of before it, or the other way."""
    yield name.replace("'", "")
    if name.count("'") > 1:
        yield from (name[: found.start()] + name[found.end() :] for found in re.finditer("'", name))
    yield _OWNER.sub(lambda found: "'s" if found[0] == "s'" else "s'", name)
