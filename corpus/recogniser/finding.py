"""Everything in a passage that may name a body: one pass for full names, one for short ones."""

from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from corpus.recogniser.addresses import SIGNS
from corpus.recogniser.passage import Passage, small_letters
from corpus.recogniser.patterns import Meaning, Pattern, Spelt, full_names, short_names
from corpus.registry import Registry


class Candidate(NamedTuple):
    """A span of the folded text that may name one of some bodies."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    is_short: bool = False
    """It is no full name: an abbreviation, or a reference such as "the Commission"."""

    @property
    def certain(self) -> Meaning | None:
        """The one body that it names without any support."""
        if len(self.meanings) == 1 and self.meanings[0].certain:
            return self.meanings[0]
        return None


class Found(NamedTuple):
    """What the two passes found."""

    candidates: list[Candidate]
    """The longest names, in the order of the text; none overlaps another."""
    signs: list[int]
    """Where an address may be."""


class Finder:
    """Two automata over the registry's spellings: the cost of a pass does not grow with their number."""

    def __init__(self, registry: Registry) -> None:
        self._full = _Pass(full_names(registry), SIGNS)
        self._short = _Pass(short_names(registry))

    def found(self, passage: Passage) -> Found:
        """Everything that may name a body, and every sign of an address."""
        candidates: list[Candidate] = []
        signs: list[int] = []
        text = passage.text
        for number, start, end in self._full.matches(passage.lower):
            if number < len(SIGNS):
                signs.append(start)
            elif (end := _end_of_word(text, start, end)) and _is_capitalised(
                text, start, (pattern := self._full.pattern(number)).capitals
            ):
                candidates.append(Candidate(start, end, pattern.meanings))
        for number, start, end in self._short.matches(text):
            if _end_of_word(text, start, end) == end:
                candidates.append(Candidate(start, end, self._short.pattern(number).meanings, True))
        candidates.sort(key=_by_place)
        return Found(_longest(candidates), signs)

    def is_short_name(self, text: str) -> bool:
        """Whether a pass finds this short name."""
        return text in self._short.numbers

    def named(self, name: str) -> Pattern | None:
        """What a full name means."""
        number = self._full.numbers.get(small_letters(name))
        return None if number is None else self._full.pattern(number)


class _Pass:
    """One automaton, and what it finds.

    It reads a byte a character, so that its places are the text's; what Latin-1 lacks is a "?" to it.
    """

    def __init__(self, spelt: Spelt, signs: Sequence[str] = ()) -> None:
        self._spelt = (*(() for _ in signs), *spelt.values())
        self._patterns: dict[int, Pattern] = {}
        self.numbers = {name: number for number, name in enumerate(spelt, len(signs))}
        names = (*signs, *spelt)
        self._automaton = BytesAhoCorasick([_bytes(name) for name in names], MatchKind.Standard)

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """Number, start and end of everything in the text, overlapping."""
        return self._automaton.find_matches_as_indexes(_bytes(text), overlapping=True)

    def pattern(self, number: int) -> Pattern:
        """Made only when it is found: few of many are."""
        if (pattern := self._patterns.get(number)) is None:
            pattern = self._patterns[number] = Pattern.of(self._spelt[number])
        return pattern


def _bytes(text: str) -> bytes:
    return text.encode("latin-1", "replace")


def _end_of_word(text: str, start: int, end: int) -> int:
    """Where the name ends if it stands as whole words, and not in a host or an address for mail; else 0.

    The plural ends a list: "Camden and Islington Councils".
    """
    before, after = text[start - 1], text[end]
    if before.isalnum() or before in "@_" or (before == "." and text[start - 2].isalnum()):
        return 0
    if after == "s" and text.endswith(_BEFORE_LAST, 0, start):
        end += 1
        after = text[end]
    if after.isalnum() or after in "@_" or (after == "." and text[end + 1].isalnum()):
        return 0
    return end


_BEFORE_LAST = (" and ", " or ", " and the ", " or the ")


def _is_capitalised(text: str, start: int, capitals: tuple[int, ...]) -> bool:
    """Its main words are written large; of three or more, one may be small, but not the first."""
    small = 0
    for at in capitals:
        if text[start + at].islower():
            small += 1
    if not small:
        return True
    return small == 1 and len(capitals) >= 3 and not text[start + capitals[0]].islower()


def _by_place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, -candidate.end


def _longest(found: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates that overlap only the longest; of equally long ones the first."""
    kept: list[Candidate] = []
    for each in found:
        while kept and each.start < kept[-1].end:
            last = kept[-1]
            if (each.start, each.end) == (last.start, last.end):
                # What the registry says of the short name goes before a spelling of the full one.
                both = {meaning.body: meaning for meaning in last.meanings + each.meanings}
                kept[-1] = last._replace(meanings=tuple(both.values()))
                break
            if each.end - each.start <= last.end - last.start:
                break
            kept.pop()
        else:
            kept.append(each)
    return kept
