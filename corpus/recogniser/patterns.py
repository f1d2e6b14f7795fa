"""What the registry's names look like in texts: every spelling, and what each may mean."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.citation import How
from corpus.recogniser.passage import fold_spelling
from corpus.recogniser.spellings import confused_spellings, spellings
from corpus.registry import Body, Registry

_SMALL_WORDS = "a an and at by de del des du for from in into la le les of on or the to with &"

SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that a name writes small."""

_COMMON = "police constabulary council city county borough district fire rescue service authority brigade"
_COMMON_NOUNS = frozenset(_COMMON.split())
_HANSARD_KINDS = ("local", "police")


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
    written: tuple[str, ...] = ()
    """The ways in which a full name has its capitals; a text must have those of the most modest."""
    hansard: bool = False
    """Only the place need be written large, as in Hansard: "Kent county council", "Metropolitan police"."""

    def capitals(self) -> tuple[int, ...]:
        """Places of the letters that a text writes large where it means the name."""
        modest = _COMMON_NOUNS if self.hansard else frozenset[str]()
        places = [set(_capitals(name, modest) or _capitals(name, frozenset())) for name in self.written]
        return tuple(sorted(set.intersection(*places))) if places else ()


def full_names(registry: Registry) -> list[Pattern]:
    """Patterns to be found in any case, in small letters."""
    patterns = _Spelt()
    for body in registry.bodies:
        for name, how in _full_names(body):
            for spelling in spellings(name, body.kind):
                patterns.add(spelling, body, how)
    taken = frozenset(patterns.meanings)
    for body in registry.bodies:
        for name, how in _full_names(body):
            for spelling in confused_spellings(name, body.kind):
                if spelling.lower() not in taken:
                    patterns.add(spelling, body, how)
        for phrase in body.not_in:
            for spelling in spellings(phrase, body.kind):
                patterns.set_apart(spelling)
    return patterns.all()


def short_names(registry: Registry) -> list[Pattern]:
    """Patterns to be found exactly as they are written."""
    meanings: defaultdict[str, dict[str, Meaning]] = defaultdict(dict)
    for body in registry.bodies:
        for text, meaning in _short_names(body):
            meanings[text].setdefault(body.id, meaning)
    return [Pattern(text, tuple(found.values())) for text, found in meanings.items()]


class _Spelt:
    """Spellings as they are gathered, by their small letters."""

    def __init__(self) -> None:
        self.meanings: dict[str, dict[str, Meaning]] = {}
        self._written: dict[str, list[str]] = {}
        self._hansard: set[str] = set()

    def add(self, spelling: str, body: Body, how: How) -> None:
        lower = spelling.lower()
        self.meanings.setdefault(lower, {}).setdefault(body.id, Meaning(body.id, how))
        self._written.setdefault(lower, []).append(spelling)
        if body.kind in _HANSARD_KINDS:
            self._hansard.add(lower)

    def set_apart(self, phrase: str) -> None:
        """The phrase means none, unless a body bears it as its name."""
        self.meanings.setdefault(phrase.lower(), {})

    def all(self) -> list[Pattern]:
        return [
            Pattern(lower, tuple(found.values()), tuple(self._written.get(lower, ())), lower in self._hansard)
            for lower, found in self.meanings.items()
        ]


def _full_names(body: Body) -> Iterator[tuple[str, How]]:
    yield body.name, How.NAME
    yield from ((name.text, How.ALIAS) for name in body.names)
    yield from ((office, How.OFFICE_HOLDER) for office in body.offices)


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


def _capitals(name: str, modest: frozenset[str]) -> list[int]:
    """Where the main words begin: ``Office for Students`` at 0 and 11."""
    places = []
    at = 0
    for word in name.split(" "):
        if word[:1].isupper() and word.lower() not in SMALL_WORDS and word.lower() not in modest:
            places.append(at)
        at += len(word) + 1
    return places
