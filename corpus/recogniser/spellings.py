"""How texts write a full name: rules that hold for every body, or for every body of a kind."""

import re
from collections.abc import Iterable, Iterator

from corpus.recogniser.passage import fold_name

_EQUAL = (
    ("Her Majesty's", "HM"),
    ("His Majesty's", "HM"),
    ("Her Majesty's", "HM"),
    ("United Kingdom", "UK"),
    ("United Nations", "UN"),
)
"""Words that stand for each other, either way, in any name."""

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


def spellings(name: str, kind: str) -> list[str]:
    """The ways in which texts write one full name, itself first.

    What `corpus.recogniser.passage` folds away (case, hyphens, "&") is no spelling of its own.

    >>> spellings("Children's Commissioner", "regulator")
    ["Children's Commissioner", 'Childrens Commissioner', "Childrens' Commissioner"]
    """
    forms = [fold_name(name)]
    if equal := _EQUAL_IN.get(kind):
        forms = _with_equal(forms, equal)
    if not _VARIED.search(forms[0]):
        return forms
    forms = _with_equal(forms, _EQUAL)
    for vary in (_commas, _apostrophes):
        forms += [form for each in forms for form in vary(each)]
    return list(dict.fromkeys(forms))


def confused_spellings(name: str, kind: str) -> list[str]:
    """Wrong forms that texts really use, unless another body bears them: "Department for Energy …"."""
    forms = [
        form
        for one, other in _CONFUSED
        if one in name or other in name
        for form in _exchanged(fold_name(name), one, other)
    ]
    if kind in _NAMED_BY_PLACES and (two := _TWO_PLACES.fullmatch(name)):
        forms.append(f"{two['before']}{two['other']} and {two['one']}{two['after']}")
    return list(dict.fromkeys(spelling for form in forms for spelling in spellings(form, kind)))


_VARIED = re.compile(r"['’,]|HM|UK|UN|United|Majesty")


def _with_equal(forms: list[str], equal: Iterable[tuple[str, str]]) -> list[str]:
    for one, other in equal:
        if any(one in form or other in form for form in forms):
            forms = forms + [form for each in forms for form in _exchanged(each, one, other)]
    return forms


def _exchanged(name: str, one: str, other: str) -> Iterator[str]:
    padded = f" {name} "
    for old, new in ((one, other), (other, one)):
        # A whole name is left alone: "UN" counts as an abbreviation, in this case only.
        if f" {old} " in padded and old != name and not (old in new and f" {new} " in padded):
            yield padded.replace(f" {old} ", f" {new} ").strip()


def _commas(name: str) -> Iterator[str]:
    """Without its commas; with one more or less before the last "and"."""
    if "," not in name:
        return
    yield name.replace(",", "")
    before, joint, after = name.rpartition(" and ")
    if joint and "," in before:
        yield before.removesuffix(",") + ("" if before.endswith(",") else ",") + joint + after


_OWNER = re.compile(r"s'(?= )|'s(?= )")


def _apostrophes(name: str) -> Iterator[str]:
    """Without its apostrophe; behind the s instead of before it, or the other way."""
    if "'" in name:
        yield name.replace("'", "")
        yield _OWNER.sub(lambda found: "'s" if found[0] == "s'" else "s'", name)
