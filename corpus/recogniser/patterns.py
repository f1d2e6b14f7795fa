"""What the registry's names look like in texts: every spelling, and what each may mean."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.citation import How
from corpus.recogniser.passage import fold_spelling
from corpus.recogniser.spellings import confused_spellings, spellings
from corpus.registry import Body, Registry

_SMALL_WORDS = "a an and at by de del des du for from in into la le les of on or the to with &"

_COMMON = "police constabulary council city county borough district fire rescue service authority brigade"

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
    """Spellings as they are gathered."""

    def __init__(self) -> None:
        self.meanings: dict[str, dict[str, Meaning]] = {}
        self._capitals: dict[str, frozenset[int]] = {}

    def add(self, spelling: str, body: Body, how: How) -> None:
        """The spelling means this body; it demands the capitals of its most modest form."""
        lower = spelling.lower()
        capitals = frozenset(_capitals(spelling, body.kind))
        self.meanings.setdefault(lower, {}).setdefault(body.id, Meaning(body.id, how))
        self._capitals[lower] = self._capitals.get(lower, capitals) & capitals

    def set_apart(self, phrase: str) -> None:
        """The phrase means none, unless a body bears it as its name."""
        self.meanings.setdefault(phrase.lower(), {})
        self._capitals.setdefault(phrase.lower(), frozenset())

    def all(self) -> list[Pattern]:
        return [
            Pattern(lower, tuple(found.values()), tuple(sorted(self._capitals[lower])))
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


_COMMON_NOUNS = frozenset(_COMMON.split())


def _capitals(name: str, kind: str) -> Iterator[int]:
    """Where the main words begin: ``Office for Students`` at 0 and 11.

    In the names of local bodies only the place need be written large, as Hansard does: "Kent county
    council", "Metropolitan police".
    """
    modest = _COMMON_NOUNS if kind in ("local", "police") else frozenset[str]()
    words = name.split(" ")
    if all(word.lower() in modest or word.lower() in SMALL_WORDS for word in words):
        modest = frozenset()
    at = 0
    for word in words:
        if word[:1].isupper() and word.lower() not in SMALL_WORDS and word.lower() not in modest:
            yield at
        at += len(word) + 1
