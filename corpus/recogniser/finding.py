"""Everything in a passage that may name a body, in one pass."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Literal, NamedTuple, Protocol

from corpus.recogniser.addresses import SIGNS
from corpus.recogniser.automaton import Automaton
from corpus.recogniser.compiled import LOOPS
from corpus.recogniser.passage import Passage, letters, numberless
from corpus.recogniser.patterns import FullNames, Names, Pattern, short_names
from corpus.recogniser.titles import ASKS
from corpus.registry import Registry

Candidate = tuple[int, int, Pattern]
"""A span of the folded text that may name a body: start, end, and what the name may mean."""


class Plural(NamedTuple):
    """A span such as "Councils", which may end a list of names."""

    start: int
    end: int
    singular: str


class Found(NamedTuple):
    """What the pass found."""

    candidates: list[Candidate]
    """The longest names, in the order of the text; none overlaps another."""
    signs: list[int]
    """Where an address may be, in order."""
    plurals: list[Plural]
    asks: list[int]
    """Where somebody may be asked, in order."""


_PLURALS = {
    letters(f" {plural} "): singular
    for plural, singular in (
        ("authorities", "Authority"), ("boards", "Board"), ("commissioners", "Commissioner"),
        ("councils", "Council"), ("governments", "Government"), ("trusts", "Trust"),
    )
}  # fmt: skip
_SIGNS = tuple(letters(f" {sign} ") for sign in SIGNS)
_ASKS = tuple(letters(f" {ask} ") for ask in ASKS)
_FIRST_PLURAL = len(_SIGNS)
_FIRST_ASK = _FIRST_PLURAL + len(_PLURALS)
_FIRST_NAME = _FIRST_ASK + len(_ASKS)
_MOST_SURFACES = 20_000
_BEFORE, _BEHIND = " (", " ,;:)'"
"""Most names stand between these, and then are no part of an address or of a longer word."""
_FOOTNOTE = re.compile(r"(?<=[a-z])\d{1,2}(?![\w/-]|\.\w)")


class NamesOf(Protocol):
    """Finds names in a text: the automaton, or its compiled twin."""

    def found(self, text: bytes, /) -> list[tuple[int, int, int]]:
        """Start and end of each name, and its number in the order of all, which holds for short ones."""


class Finder:
    """The registry's spellings, each between spaces, in one pass: its cost hardly grows with their number."""

    def __init__(
        self,
        registry: Registry,
        names_of: Callable[[Collection[bytes]], NamesOf] = LOOPS.names if LOOPS else Automaton,
    ) -> None:
        self._full = FullNames(registry)
        self._short = short_names(registry)
        names = map(numberless, (*self._full, *self._short))
        self._names = names_of(dict.fromkeys((*_SIGNS, *_PLURALS, *_ASKS, *names)))
        self._patterns: dict[str, Pattern | Literal[False]] = {}
        """What a surface may mean, once it has been met, if anything: few of many names are."""
        self._named: dict[bytes, Pattern | None] = {}
        """What has been asked for as a full name, by its letters."""

    def found(self, passage: Passage) -> Found:
        """Everything that may name a body, and every sign of an address."""
        text, known = passage.text, self._patterns.get
        candidates: list[Candidate] = []
        signs = [sign.start() for sign in re.finditer("@", text)] if "@" in text else []
        plurals: list[Plural] = []
        asks: list[int] = []
        last, are_apart = 0, True
        for before, beyond, number in self._names.found(passage.letters):
            start, end = before + 1, beyond - 1
            if number < _FIRST_NAME:
                if number >= _FIRST_ASK:
                    asks.append(start)
                    continue
                if number >= _FIRST_PLURAL:
                    plurals.append(Plural(start, end, _PLURALS[passage.letters[before:beyond]]))
                    continue
                if text[before] == "." or text.startswith("://", end):
                    signs.append(before if text[before] == "." else end)
                    continue
            surface = text[start:end]
            if (pattern := known(surface)) is None:
                pattern = self._met(surface)
            if pattern and (
                (text[before] in _BEFORE and text[end] in _BEHIND) or _stands_alone(text, start, end)
            ):
                candidates.append((start, end, pattern))
                if start < last:
                    are_apart = False
                last = end
        if not are_apart:
            candidates.sort()
            candidates = _longest(candidates)
        return Found(candidates, sorted(signs), plurals, asks)

    def is_short_name(self, text: str) -> bool:
        """Whether the pass finds this short name."""
        return any(written == text for written, _ in self._short.of(letters(f" {text} ")))

    def named(self, name: str) -> Pattern | None:
        """What a full name means."""
        key = letters(f" {name} ")
        if key not in self._named:
            if len(self._named) >= _MOST_SURFACES:
                self._named.clear()
            spelt = self._full.of(key)
            self._named[key] = Names.of(spelt, ()).full if spelt else None
        return self._named[key]

    def _met(self, surface: str) -> Pattern | Literal[False]:
        """What a surface may mean that has not been met before."""
        key = letters(f" {surface} ")
        if len(self._patterns) >= _MOST_SURFACES:
            self._patterns.clear()
        names = Names.of(self._full.of(key), self._short.of(key))
        pattern = self._patterns[surface] = names.pattern(surface) or False
        return pattern


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is no part of a host or an address for mail, nor of a word that has more than letters.

    The number of a footnote may be glued to it: "Home Office1".
    """
    before, after = text[start - 1], text[end]
    if after.isdigit() and (footnote := _FOOTNOTE.match(text, end)):
        after = text[footnote.end()]
    if before.isalnum() or before in "@_" or after.isalnum() or after in "@_":
        return False
    return not (after == "." and text[end + 1].isalnum()) and not (
        before == "." and text[start - 2].isalnum()
    )


def _longest(found: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates that overlap only the longest; of equally long ones the first."""
    kept: list[Candidate] = []
    for each in found:
        while kept and each[0] < kept[-1][1]:
            if each[1] - each[0] <= kept[-1][1] - kept[-1][0]:
                break
            kept.pop()
        else:
            kept.append(each)
    return kept
