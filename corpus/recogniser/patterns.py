"""What the registry's names look like in texts: every spelling, and what each may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.body import Body
from corpus.citation import How
from corpus.recogniser.passage import fold_spelling, small_letters
from corpus.recogniser.references import NOUNS
from corpus.recogniser.spellings import confused_spellings, spellings
from corpus.recogniser.titles import titles_of
from corpus.registry import Registry

_SMALL_WORDS = "a an and at by de del des du for from in into la le les of on or the to with &"

SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that a name writes small."""

_COMMON = "police constabulary council city county borough district fire rescue service authority brigade"
_COMMON_NOUNS = frozenset(_COMMON.split())
_HANSARD_KINDS = ("local", "police")


class Meaning(NamedTuple):
    """A body that a spelling may stand for."""

    body: str
    kind: str
    how: How
    certain: bool = True
    """It needs no support in the exchange."""
    conventions: tuple[str, ...] = ()
    """Where it is not certain: the collections' conventions that are support enough."""
    definite: bool = False
    """``the Commission``: it points back to the body's name, which must stand before it."""


Spelt = Mapping[str, Sequence[tuple[str, Meaning]]]
"""By what is looked for in texts: how the names are written, and what they mean.

None where a phrase only keeps shorter names from counting.
"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is found: the bodies it may mean."""

    meanings: tuple[Meaning, ...]
    capitals: tuple[int, ...] = ()
    """Places of the letters that a text writes large where it means the name."""

    @classmethod
    def of(cls, spelt: Iterable[tuple[str, Meaning]]) -> "Pattern":
        meanings: dict[str, Meaning] = {}
        places = []
        for written, meaning in spelt:
            meanings.setdefault(meaning.body, meaning)
            if meaning.how is not How.ABBREVIATION and not meaning.definite:
                places.append(_capitals(written, meaning.kind))
        # A name that is written in several ways must have the capitals of the most modest.
        return cls(tuple(meanings.values()), tuple(sorted(set.intersection(*places))) if places else ())


def full_names(registry: Registry) -> Spelt:
    """Names to be found in the small letters of a text."""
    spelt: dict[str, list[tuple[str, Meaning]]] = {}
    confused: list[tuple[str, Meaning]] = []
    for body in registry.bodies:
        for name, how in _full_names(body):
            meaning = Meaning(body.id, body.kind, how)
            for spelling in spellings(name, body.kind):
                spelt.setdefault(small_letters(spelling), []).append((spelling, meaning))
            confused += [(spelling, meaning) for spelling in confused_spellings(name, body.kind)]
    right = frozenset(spelt)
    for spelling, meaning in confused:
        if (letters := small_letters(spelling)) not in right:
            spelt.setdefault(letters, []).append((spelling, meaning))
    for body in registry.bodies:
        for phrase in (*body.not_in, *titles_of(body)):
            for spelling in spellings(phrase, body.kind):
                spelt.setdefault(small_letters(spelling), [])
    return spelt


def short_names(registry: Registry) -> Spelt:
    """Names to be found exactly as they are written, and the nouns that may refer to a body."""
    spelt: defaultdict[str, list[tuple[str, Meaning]]] = defaultdict(list)
    for body in registry.bodies:
        for text, meaning in _short_names(body):
            spelt[text].append((text, meaning))
    for noun in NOUNS:
        spelt.setdefault(f"the {noun}", [])
        spelt.setdefault(f"The {noun}", [])
    return spelt


def _full_names(body: Body) -> Iterator[tuple[str, How]]:
    yield body.name, How.NAME
    yield from ((name.text, How.ALIAS) for name in body.names)
    yield from ((office, How.OFFICE_HOLDER) for office in body.offices)


def _short_names(body: Body) -> Iterator[tuple[str, Meaning]]:
    for abbreviation in body.abbreviations:
        yield fold_spelling(abbreviation), Meaning(body.id, body.kind, How.ABBREVIATION)
    for each in body.ambiguous:
        text = fold_spelling(each.text)
        definite = text.startswith("the ")
        how = How.ALIAS if definite or " " in text else How.ABBREVIATION
        yield text, (meaning := Meaning(body.id, body.kind, how, False, each.conventions, definite))
        if definite:
            yield f"T{text[1:]}", meaning


def _capitals(name: str, kind: str) -> set[int]:
    """Where the main words begin: ``Office for Students`` at 0 and 11.

    Hansard writes only the place large: "Kent county council", "the Metropolitan police".
    """
    words = [
        (at, word) for at, word in _words(name) if word[:1].isupper() and word.lower() not in SMALL_WORDS
    ]
    if kind in _HANSARD_KINDS:
        words = [(at, word) for at, word in words if word.lower() not in _COMMON_NOUNS] or words
    return {at for at, _ in words}


def _words(name: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in name.split(" "):
        yield at, word
        at += len(word) + 1
