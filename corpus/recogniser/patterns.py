"""What the registry's names look like in texts: every spelling, and what each may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.citation import How
from corpus.recogniser.passage import fold_spelling
from corpus.registry import Body, Registry

_SMALL_WORDS = "a an and at by de del des du for from in into la le les of on or the to with &"

SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that a name writes small."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A body that a spelling may stand for."""

    body: str
    how: How
    certain: bool = True
    """It needs no support in the exchange."""
    conventions: tuple[str, ...] = ()
    """Where it is not certain: the collections' conventions that are support enough."""
    definite: bool = False
    """``the Commission``: it points back to the body's name, which must stand before it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spelling, and the bodies it may mean; none where it only keeps shorter names from counting."""

    spelling: str
    meanings: tuple[Meaning, ...]
    capitals: tuple[int, ...] = ()
    """Places of the letters that a text writes large where it means a name."""


def full_names(registry: Registry) -> list[Pattern]:
    """Patterns to be found in any case, in small letters."""
    meanings: defaultdict[str, dict[str, Meaning]] = defaultdict(dict)
    written: dict[str, str] = {}
    for body in registry.bodies:
        for name, how in _full_names(body):
            for spelling in spellings(name):
                meanings[spelling.lower()].setdefault(body.id, Meaning(body.id, how))
                written.setdefault(spelling.lower(), spelling)
    for phrase in _phrases_apart(registry):
        meanings.setdefault(phrase.lower(), {})
        written.setdefault(phrase.lower(), phrase)
    return [
        Pattern(lower, tuple(found.values()), _capitals(written[lower])) for lower, found in meanings.items()
    ]


def short_names(registry: Registry) -> list[Pattern]:
    """Patterns to be found exactly as they are written."""
    meanings: defaultdict[str, dict[str, Meaning]] = defaultdict(dict)
    for body in registry.bodies:
        for text, meaning in _short_names(body):
            meanings[text].setdefault(body.id, meaning)
    return [Pattern(text, tuple(found.values())) for text, found in meanings.items()]


def spellings(name: str) -> Iterator[str]:
    """The ways in which texts write one full name.

    "&" for "and", commas left out or one more before "and", "Commissioners Office" without its
    apostrophe, "North West" without its hyphen, "His Majesty's" or "Her Majesty's" for "HM".
    """
    forms = [fold_spelling(name)]
    for vary in (_majesty, _ampersand, _commas, _apostrophes, _hyphens):
        forms = list(dict.fromkeys(varied for form in forms for varied in (form, *vary(form))))
    yield from forms


_MAJESTIES = ("HM ", "His Majesty's ", "Her Majesty's ")


def _majesty(name: str) -> Iterator[str]:
    for majesty in _MAJESTIES:
        if majesty in name:
            yield from (name.replace(majesty, other) for other in _MAJESTIES)


def _ampersand(name: str) -> Iterator[str]:
    yield name.replace(" and ", " & ")
    yield name.replace(" & ", " and ")


def _commas(name: str) -> Iterator[str]:
    if "," in name:
        yield name.replace(",", "")
        before, joint, after = name.rpartition(" and ")
        if joint and "," in before:
            yield f"{before.removesuffix(',')}{'' if before.endswith(',') else ','}{joint}{after}"


def _apostrophes(name: str) -> Iterator[str]:
    if "'" in name:
        yield name.replace("'", "")
        yield name.replace("'s ", "s' ")
        yield name.replace("s' ", "'s ")
    elif "ommissioners Office" in name:
        yield name.replace("ommissioners ", "ommissioner's ")


def _hyphens(name: str) -> Iterator[str]:
    if "-" in name:
        yield name.replace("-", " ")


def _full_names(body: Body) -> Iterator[tuple[str, How]]:
    yield body.name, How.NAME
    yield from ((name.text, How.ALIAS) for name in body.names)
    yield from ((office, How.OFFICE_HOLDER) for office in body.offices)


def _phrases_apart(registry: Registry) -> Iterator[str]:
    for body in registry.bodies:
        for phrase in body.not_in:
            yield from spellings(phrase)


def _short_names(body: Body) -> Iterator[tuple[str, Meaning]]:
    for abbreviation in body.abbreviations:
        yield fold_spelling(abbreviation), Meaning(body.id, How.ABBREVIATION)
    for each in body.ambiguous:
        text = fold_spelling(each.text)
        definite = text.startswith("the ")
        how = How.ALIAS if definite or " " in text else How.ABBREVIATION
        yield text, (meaning := Meaning(body.id, how, False, each.conventions, definite))
        if definite:
            yield f"T{text[1:]}", meaning


def _capitals(name: str) -> tuple[int, ...]:
    """Where the main words begin: ``Office for Students`` at 0 and 11."""
    return tuple(_main_word_starts(name))


def _main_word_starts(name: str) -> Iterable[int]:
    at = 0
    for word in name.split(" "):
        if word[:1].isupper() and word.lower() not in SMALL_WORDS:
            yield at
        at += len(word) + 1
