"""Which body each candidate names: certain names do, others where the exchange supports them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.citation import How
from corpus.recogniser.contexts import first_other, points_back
from corpus.recogniser.finding import Candidate
from corpus.recogniser.knowing import Known
from corpus.recogniser.passage import Passage
from corpus.recogniser.patterns import Meaning
from corpus.recogniser.spans import Span, Taken


@dataclass(frozen=True, slots=True)
class Named:
    """A body that is named, at a span of the folded text."""

    start: int
    end: int
    body: str
    how: How


def decided(
    passage: Passage, candidates: Sequence[Candidate], known: Known, conventions: Collection[str]
) -> Iterator[Named]:
    """The candidates that name a body in this exchange."""
    references = _References(passage, candidates)
    for each in candidates:
        short = passage.text[each.start : each.end]
        meaning = _meaning(each, short, known, conventions)
        if meaning and (not meaning.definite or references.refers(each, short, meaning.body)):
            yield Named(each.start, each.end, meaning.body, meaning.how)


def defined_here(
    passage: Passage, spans: Iterable[Span], known: Known, short_names: Collection[str]
) -> Iterator[Named]:
    """Abbreviations that the registry does not have, wherever the exchange uses what it defined."""
    unlisted = {short: body for short, body in known.defined.items() if short not in short_names}
    if not unlisted:
        return
    taken = Taken(spans)
    for short, body in unlisted.items():
        for found in re.finditer(rf"(?<![\w@.]){re.escape(short)}(?![\w@])", passage.text):
            if taken.leaves_free(*found.span()):
                yield Named(*found.span(), body, How.ABBREVIATION)


def _meaning(candidate: Candidate, short: str, known: Known, conventions: Collection[str]) -> Meaning | None:
    """What a candidate means here: a definition goes before everything, a convention comes last."""
    if body := known.defined.get(short):
        return Meaning(body, How.ABBREVIATION)
    if short in known.other:
        return None
    if candidate.certain:
        return candidate.certain
    supported = [each for each in candidate.meanings if _is_supported(each, candidate.start, known)]
    if not supported:
        supported = [each for each in candidate.meanings if not set(each.conventions).isdisjoint(conventions)]
    return supported[0] if len(supported) == 1 else None


def _is_supported(meaning: Meaning, start: int, known: Known) -> bool:
    if meaning.certain:
        return True
    first = known.named.get(meaning.body)
    return first is not None and (first < start or not meaning.definite)


class _References:
    """Definite references: ``the Commission`` where only one commission is named."""

    def __init__(self, passage: Passage, candidates: Sequence[Candidate]) -> None:
        self._passage = passage
        self._candidates = candidates
        self._others: dict[tuple[str, str], int] = {}

    def refers(self, candidate: Candidate, short: str, body: str) -> bool:
        """Not to a commission for something, nor after any other has been named."""
        noun = short[len("the ") :]
        if (noun, body) not in self._others:
            self._others[noun, body] = first_other(self._passage, noun, self._surfaces(body))
        return candidate.start <= self._others[noun, body] and points_back(self._passage, candidate.end)

    def _surfaces(self, body: str) -> set[str]:
        return {
            self._passage.text[each.start : each.end]
            for each in self._candidates
            if any(meaning.body == body for meaning in each.meanings)
        }
