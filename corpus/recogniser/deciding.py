"""Which body each candidate names: certain names do, others where the exchange supports them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.citation import How
from corpus.recogniser.finding import Candidate, Finder
from corpus.recogniser.knowing import Known
from corpus.recogniser.passage import Passage
from corpus.recogniser.patterns import Meaning
from corpus.recogniser.references import Nouns, References
from corpus.recogniser.spans import Span, Taken


class Named(NamedTuple):
    """A body that is named, at a span of the folded text."""

    start: int
    end: int
    body: str
    how: How


def decided(
    passage: Passage,
    candidates: Sequence[Candidate],
    known: Known,
    conventions: Collection[str],
    nouns: Nouns,
) -> list[Named]:
    """The candidates that name a body in this exchange.

    A definition goes before everything. Most of the others are certain: nothing more is looked at for those.
    """
    text, defined, other = passage.text, known.defined, known.other
    defines = bool(defined or other)
    named: list[Named] = []
    doubts: _Doubts | None = None
    for each in candidates:
        start, end, pattern = each
        if defines and (body := defined.get(text[start:end])):
            named.append(Named(start, end, body, How.ABBREVIATION))
        elif defines and text[start:end] in other:
            pass
        elif meaning := pattern.certain:
            named.append(Named(start, end, meaning.body, meaning.how))
        else:
            doubts = doubts or _Doubts(passage, candidates, known, conventions, nouns)
            if found := doubts.named(each):
                named.append(found)
    return named


class _Doubts:
    """What decides about the candidates of one exchange that are not certain by themselves."""

    def __init__(
        self,
        passage: Passage,
        candidates: Sequence[Candidate],
        known: Known,
        conventions: Collection[str],
        nouns: Nouns,
    ) -> None:
        self._passage = passage
        self._candidates = candidates
        self._known = known
        self._conventions = frozenset(conventions)
        self._named_so_far = dict(known.named)
        self._references = References(passage.text, nouns, self._named_so_far, self._surfaces)

    def named(self, candidate: Candidate) -> Named | None:
        """What it names, which those that follow may refer to."""
        found = self._named(candidate)
        if found:
            self._named_so_far.setdefault(found.body, found.start)
        return found

    def _named(self, candidate: Candidate) -> Named | None:
        """By its support, or what it refers to; a convention comes last."""
        start, end, pattern = candidate
        short = self._passage.text[start:end]
        if meaning := self._supported(pattern.meanings):
            return Named(start, end, meaning.body, meaning.how)
        if short[1:4] == "he " and (body := self._referred(candidate, short)):
            return Named(start, end, body, How.ALIAS)
        by_convention = [each for each in pattern.meanings if self._is_conventional(each)]
        if len(by_convention) != 1:
            return None
        return Named(start, end, by_convention[0].body, by_convention[0].how)

    def _is_conventional(self, meaning: Meaning) -> bool:
        return not self._conventions.isdisjoint(meaning.conventions)

    def _supported(self, meanings: Iterable[Meaning]) -> Meaning | None:
        """The one that needs no support, or has it, whether before or after."""
        known = self._known.named
        found = [each for each in meanings if each.certain or (each.body in known and not each.definite)]
        return found[0] if len(found) == 1 else None

    def _referred(self, candidate: Candidate, short: str) -> str | None:
        listed = {meaning.body for meaning in candidate.pattern.meanings if meaning.definite}
        noun = short[len("the ") :]
        return self._references.body(noun, candidate.start, candidate.end, listed)

    def _surfaces(self) -> set[str]:
        """Every name that the exchange has: full ones, and short ones that mean a body by convention."""
        return {
            self._passage.text[each.start : each.end]
            for each in self._candidates
            if not each.pattern.is_short or any(map(self._is_conventional, each.pattern.meanings))
        }


def defined_here(passage: Passage, spans: Iterable[Span], known: Known, finder: Finder) -> Iterator[Named]:
    """Abbreviations that the registry does not have, wherever the exchange uses what it defined."""
    unlisted = {short: body for short, body in known.defined.items() if not finder.is_short_name(short)}
    if not unlisted:
        return
    taken = Taken(spans)
    for short, body in unlisted.items():
        for found in re.finditer(rf"(?<![\w@.]){re.escape(short)}(?![\w@])", passage.text):
            if taken.leaves_free(*found.span()):
                yield Named(*found.span(), body, How.ABBREVIATION)
