"""Everything in a passage that may name a body: one pass for full names, one for short ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from corpus.recogniser.passage import Passage
from corpus.recogniser.patterns import Meaning, Pattern, full_names, short_names
from corpus.registry import Registry


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the folded text that may name one of some bodies."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def certain(self) -> Meaning | None:
        """The one body that it names without any support."""
        if len(self.meanings) == 1 and self.meanings[0].certain:
            return self.meanings[0]
        return None


class Finder:
    """Two automata over the registry's spellings: the cost of a pass does not grow with their number."""

    def __init__(self, registry: Registry) -> None:
        short = short_names(registry)
        self._full = _Pass(full_names(registry))
        self._short = _Pass(short)
        self.short_names = frozenset(pattern.spelling for pattern in short)
        """Every short name that a pass finds."""

    def candidates(self, passage: Passage) -> list[Candidate]:
        """The longest names, in the order of the text; none overlaps another."""
        found = [
            *self._full.matches(passage.lower, passage.text),
            *self._short.matches(passage.text, passage.text),
        ]
        found.sort(key=lambda each: (each.start, -each.end))
        return _longest(found)


class _Pass:
    """One automaton, and what it finds."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._capitals: dict[int, tuple[int, ...]] = {}
        spellings = [pattern.spelling for pattern in patterns]
        self._automaton = AhoCorasick(spellings, MatchKind.Standard, store_patterns=False)

    def matches(self, haystack: str, text: str) -> Iterator[Candidate]:
        for number, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            if _is_word(text, start, end) and _is_capitalised(text, start, self._capitals_of(number)):
                yield Candidate(start, end, self._patterns[number].meanings)

    def _capitals_of(self, number: int) -> tuple[int, ...]:
        """Looked at only for patterns that are found: few of many are."""
        if (places := self._capitals.get(number)) is None:
            places = self._capitals[number] = self._patterns[number].capitals()
        return places


def _is_word(text: str, start: int, end: int) -> bool:
    """Whole words only, and no part of a host or an address for mail."""
    before, after = text[start - 1], text[end]
    if before.isalnum() or after.isalnum() or before in "@_" or after in "@_":
        return False
    return not (after == "." and text[end + 1].isalnum()) and not (
        before == "." and text[start - 2].isalnum()
    )


def _is_capitalised(text: str, start: int, capitals: tuple[int, ...]) -> bool:
    """Its main words are written large; of three or more, one may be small, but not the first."""
    large = sum(not text[start + at].islower() for at in capitals)
    if large == len(capitals):
        return True
    return large >= 2 and large == len(capitals) - 1 and not text[start + capitals[0]].islower()


def _longest(found: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates that overlap only the longest; of equally long ones the first."""
    kept: list[Candidate] = []
    for each in found:
        while kept and each.start < kept[-1].end:
            last = kept[-1]
            if (each.start, each.end) == (last.start, last.end):
                # What the registry says of the short name goes before a spelling of the full one.
                both = {meaning.body: meaning for meaning in last.meanings + each.meanings}
                kept[-1] = Candidate(each.start, each.end, tuple(both.values()))
                break
            if each.end - each.start <= last.end - last.start:
                break
            kept.pop()
        else:
            kept.append(each)
    return kept
