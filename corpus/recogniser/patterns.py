"""What the registry's names look like in texts: every spelling, and what each may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from corpus.body import Body
from corpus.citation import How
from corpus.recogniser.grouping import Grouped
from corpus.recogniser.passage import all_letters, fold_spelling
from corpus.recogniser.references import NOUNS, SMALL_NOUNS
from corpus.recogniser.spellings import confused_spellings, spellings
from corpus.recogniser.titles import titles_of
from corpus.registry import Registry

_SMALL_WORDS = "a an and at by de del des du for from in into la le les of on or the to with &"

SMALL_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that a name writes small."""

_OF_COUNCILS = (
    "authority borough brigade city constabulary council county district fire police rescue service"
)
_OF_CARE = (
    "authority board care clinical commissioning community foundation group health hospital hospitals "
    "integrated local mental partnership primary service services social strategic teaching trust university"
)
_SMALL_NOUNS = {
    kind: frozenset(nouns.split())
    for kind, nouns in {
        "committee": "committee inquiry public review select",
        "court": "court",
        "devolved": "assembly executive government parliament",
        "health": _OF_CARE,
        "international": "authority commission force forces parliament police",
        "local": _OF_COUNCILS,
        "police": f"{_OF_COUNCILS} force",
        "regulator": "chief commission commissioner inspector inspectorate ombudsman",
    }.items()
}
"""Nouns that Hansard, and whoever writes as it does, begins with a small letter in names of a kind."""


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
    since: str | None = None
    until: str | None = None
    """Where it is not certain: when the body was there, as the registry has it."""


Spelt = tuple[str, Meaning | None]
"""A name as it is written, and what it means, if anything."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a text may mean by a name."""

    meanings: tuple[Meaning, ...]
    capitals: tuple[int, ...]
    """Places of the letters that a text writes large where it means the name."""
    is_short: bool
    """It is no full name: an abbreviation, or a reference such as "the Commission"."""
    certain: Meaning | None
    """The one body that it names without any support."""
    is_phrase: bool
    """It has no meaning, and only keeps shorter names from counting."""
    is_international: bool
    """It may mean a body of no country, or of another."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that have the same letters."""

    full: Pattern | None
    """In any case, as long as the main words are large."""
    signs: frozenset[str]
    """The full name as it is written, in small letters."""
    short: Mapping[str, Pattern]
    """Exactly as it is written."""

    def pattern(self, surface: str) -> Pattern | None:
        """What a surface that has these letters may mean."""
        if short := self.short.get(surface):
            return short
        if self.full is None or not _is_capitalised(surface, self.full.capitals):
            return None
        # "Home.Office" has the letters of a name, but its signs are not the name's.
        return self.full if _SIGNS.isdisjoint(surface) or _small(surface) in self.signs else None

    @classmethod
    def of(cls, full: Sequence[Spelt], short: Sequence[Spelt]) -> "Names":
        by_text: dict[str, list[Meaning]] = {}
        for written, meaning in short:
            by_text.setdefault(written, []).extend([meaning] if meaning else [])
        meanings = [meaning for _, meaning in full if meaning]
        return cls(
            _pattern(meanings, _modest_capitals(full), is_short=False) if full else None,
            frozenset(_small(written) for written, _ in full),
            # What the registry says of the short name goes before a spelling of the full one.
            {
                written: _pattern((*also, *meanings), (), is_short=not full)
                for written, also in by_text.items()
            },
        )


class FullNames:
    """By their letters, the names that count in any case."""

    def __init__(self, registry: Registry) -> None:
        spelt: list[Spelt] = []
        confused: list[Spelt] = []
        apart: list[Spelt] = []
        for kind, bodies in _by_kind(registry).items():
            names = [each for body in bodies for each in _full_names(body)]
            spelt += spellings(names, kind)
            # Health bodies have so many other names that only the official ones are varied further.
            varied = [each for each in names if each[1].how is How.NAME] if kind == "health" else names
            confused += confused_spellings(varied, kind)
            phrases = [(phrase, None) for body in bodies for phrase in (*body.not_in, *titles_of(body))]
            apart += spellings(phrases, kind)
        self._right, self._confused, self._apart = map(_by_letters, (spelt, confused, apart))

    def __iter__(self) -> Iterator[bytes]:
        return iter(dict.fromkeys(chain(self._right, self._confused, self._apart)))

    def of(self, key: bytes) -> Sequence[Spelt]:
        """What is spelt so: one body's right name is no other's by confusion, nor kept from counting."""
        return self._right.of(key) or self._confused.of(key) or self._apart.of(key)[:1]


def short_names(registry: Registry) -> Grouped[Spelt]:
    """By their letters, the names that count as they are written, and the nouns that may refer to a body."""
    spelt: list[Spelt] = [each for body in registry.bodies for each in _short_names(body)]
    spelt += [(f"{article} {noun}", None) for noun in (*NOUNS, *SMALL_NOUNS) for article in ("the", "The")]
    return _by_letters(spelt)


def _by_kind(registry: Registry) -> dict[str, list[Body]]:
    found: defaultdict[str, list[Body]] = defaultdict(list)
    for body in registry.bodies:
        found[body.kind].append(body)
    return found


def _by_letters(spelt: Sequence[Spelt]) -> Grouped[Spelt]:
    """All that have the same letters, between spaces."""
    return Grouped(all_letters([f" {name} " for name, _ in spelt]), spelt)


def _full_names(body: Body) -> Iterator[tuple[str, Meaning]]:
    yield body.name, Meaning(body.id, body.kind, How.NAME)
    for names, how in (([name.text for name in body.names], How.ALIAS), (body.offices, How.OFFICE_HOLDER)):
        if names:
            meaning = Meaning(body.id, body.kind, how)
            yield from [(name, meaning) for name in names]


def _short_names(body: Body) -> Iterator[Spelt]:
    for abbreviation in body.abbreviations:
        yield fold_spelling(abbreviation), Meaning(body.id, body.kind, How.ABBREVIATION)
    for each in body.ambiguous:
        text = fold_spelling(each.text)
        definite = text.startswith("the ")
        how = How.ALIAS if definite or " " in text else How.ABBREVIATION
        meaning = Meaning(body.id, body.kind, how, False, each.conventions, definite, body.since, body.until)
        yield text, meaning
        if definite:
            yield f"T{text[1:]}", meaning


def _pattern(all_of: Iterable[Meaning], capitals: tuple[int, ...], is_short: bool) -> Pattern:
    by_body: dict[str, Meaning] = {}
    for each in all_of:
        by_body.setdefault(each.body, each)
    meanings = tuple(by_body.values())
    certain = meanings[0] if len(meanings) == 1 and meanings[0].certain else None
    is_international = any(each.kind == "international" for each in meanings)
    return Pattern(meanings, capitals, is_short, certain, not (meanings or is_short), is_international)


_SIGNS = frozenset('\t./:;,()[]|"*+=<>#~?!')
"""What does not stand for a space between the words of a name, as a hyphen does."""


def _small(written: str) -> str:
    return written.lower().replace("-", " ").replace("z", "s")


def _is_capitalised(surface: str, capitals: tuple[int, ...]) -> bool:
    """Its main words are written large; of three or more, one may be small, but not the first."""
    small = sum(surface[at].islower() for at in capitals)
    return not small or (small == 1 and len(capitals) >= 3 and not surface[capitals[0]].islower())


def _modest_capitals(full: Iterable[Spelt]) -> tuple[int, ...]:
    """A name that is written in several ways must have the capitals of the most modest."""
    places = [_capitals(written, meaning.kind) for written, meaning in full if meaning]
    return tuple(sorted(set.intersection(*places))) if places else ()


def _capitals(name: str, kind: str) -> set[int]:
    """Where the main words begin: ``Office for Students`` at 0 and 11.

    Hansard writes some nouns small: "Kent county council", "the Metropolitan police", "the Leveson inquiry".
    """
    words = [
        (at, word) for at, word in _words(name) if word[:1].isupper() and word.lower() not in SMALL_WORDS
    ]
    if nouns := _SMALL_NOUNS.get(kind):
        words = [(at, word) for at, word in words if word.lower() not in nouns] or words
    return {at for at, _ in words}


def _words(name: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in name.split(" "):
        yield at, word
        at += len(word) + 1
