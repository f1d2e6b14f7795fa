"""Everything in a passage that may name a body, in one pass."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from corpus.recogniser.addresses import SIGNS
from corpus.recogniser.passage import Passage, letters
from corpus.recogniser.patterns import Names, Pattern, full_names, short_names
from corpus.registry import Registry


class Candidate(NamedTuple):
    """A span of the folded text that may name a body."""

    start: int
    end: int
    pattern: Pattern


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


_PLURALS = {
    letters(f" {plural} "): singular
    for plural, singular in (
        ("authorities", "Authority"), ("boards", "Board"), ("commissioners", "Commissioner"),
        ("councils", "Council"), ("governments", "Government"), ("trusts", "Trust"),
    )
}  # fmt: skip
_SIGNS = tuple(letters(f" {sign} ") for sign in SIGNS)
_FIRST_PLURAL = len(_SIGNS)
_FIRST_NAME = _FIRST_PLURAL + len(_PLURALS)
_MOST_SURFACES = 20_000


class Finder:
    """An automaton over the registry's spellings: the cost of a pass does not grow with their number.

    Every pattern stands between spaces, so that the automaton rests inside words, where nothing begins.
    """

    def __init__(self, registry: Registry) -> None:
        self._full = full_names(registry)
        self._short = short_names(registry)
        self._keys = list(dict.fromkeys((*_SIGNS, *_PLURALS, *self._full, *self._short)))
        self._find = BytesAhoCorasick(self._keys, MatchKind.Standard).find_matches_as_indexes
        self._patterns: dict[str, Pattern | None] = {}
        """What a surface may mean, once it has been met: few of many names are."""

    def found(self, passage: Passage) -> Found:
        """Everything that may name a body, and every sign of an address."""
        text = passage.text
        candidates: list[Candidate] = []
        signs = [sign.start() for sign in re.finditer("@", text)] if "@" in text else []
        plurals: list[Plural] = []
        for number, before, beyond in self._find(passage.letters, overlapping=True):
            start, end = before + 1, beyond - 1
            if number >= _FIRST_NAME or number < _FIRST_PLURAL:
                surface = text[start:end]
                if number < _FIRST_PLURAL and (text[before] == "." or text.startswith("://", end)):
                    signs.append(before if text[before] == "." else end)
                elif (text[before] == " " == text[end] or _stands_alone(text, start, end)) and (
                    pattern := self._patterns.get(surface) or self._met(surface, number)
                ):
                    candidates.append(Candidate(start, end, pattern))
            else:
                plurals.append(Plural(start, end, _PLURALS[self._keys[number]]))
        if len(candidates) > 1:
            candidates.sort(key=_by_place)
            candidates = _longest(candidates)
        return Found(candidates, sorted(signs), plurals)

    def is_short_name(self, text: str) -> bool:
        """Whether the pass finds this short name."""
        return any(written == text for written, _ in self._short.get(letters(f" {text} "), ()))

    def named(self, name: str) -> Pattern | None:
        """What a full name means."""
        key = letters(f" {name} ")
        return Names.of(self._full[key], ()).full if key in self._full else None

    def _met(self, surface: str, number: int) -> Pattern | None:
        """What a surface may mean that has not been met, or that means nothing."""
        if surface not in self._patterns:
            if len(self._patterns) >= _MOST_SURFACES:
                self._patterns.clear()
            key = self._keys[number]
            names = Names.of(self._full.get(key), self._short.get(key, ()))
            self._patterns[surface] = names.pattern(surface)
        return self._patterns[surface]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is no part of a host or an address for mail, nor of a word that has more than letters."""
    before, after = text[start - 1], text[end]
    if before.isalnum() or before in "@_" or after.isalnum() or after in "@_":
        return False
    return not (after == "." and text[end + 1].isalnum()) and not (
        before == "." and text[start - 2].isalnum()
    )


def _by_place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, -candidate.end


def _longest(found: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates that overlap only the longest; of equally long ones the first."""
    kept: list[Candidate] = []
    for each in found:
        while kept and each.start < kept[-1].end:
            if each.end - each.start <= kept[-1].end - kept[-1].start:
                break
            kept.pop()
        else:
            kept.append(each)
    return kept
