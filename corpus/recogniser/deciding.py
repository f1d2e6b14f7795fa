"""Which body each candidate names: certain names do, others where the exchange supports them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from corpus.citation import How
from corpus.recogniser.finding import Candidate, Finder
from corpus.recogniser.knowing import Known
from corpus.recogniser.passage import Passage
from corpus.recogniser.patterns import Meaning
from corpus.recogniser.references import Nouns, References
from corpus.recogniser.spans import Span, Taken

Named = tuple[int, int, str, How]
"""A body that is named at a span of the folded text: start, end, its id, and how."""

_REMEMBERED = 2
"""Years for which a body that is gone is still called by its short name."""


def clear(text: str, candidates: Sequence[Candidate]) -> list[Named] | None:
    """What they name, where each is certain and none stands at a bracket, which may define something.

    Most exchanges are so. None where it takes a closer look.
    """
    named: list[Named] = []
    for start, end, pattern in candidates:
        meaning = pattern.certain
        if meaning is None or text[start - 1] == "(" or "(" in text[end : end + 4]:
            return None
        named.append((start, end, meaning.body, meaning.how))
    return named


def decided(
    passage: Passage,
    candidates: Sequence[Candidate],
    known: Known,
    conventions: Collection[str],
    day: date | None,
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
            named.append((start, end, body, How.ABBREVIATION))
        elif defines and text[start:end] in other:
            pass
        elif meaning := pattern.certain:
            named.append((start, end, meaning.body, meaning.how))
        else:
            doubts = doubts or _Doubts(passage, candidates, known, conventions, day, nouns)
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
        day: date | None,
        nouns: Nouns,
    ) -> None:
        self._text = passage.text
        self._known = known
        self._conventions = frozenset(conventions)
        self._day = day
        self._named_so_far = dict(known.named)
        # Nothing of this one's own: two that hold each other, and the text, would wait to be collected.
        surfaces = partial(_surfaces, passage.text, candidates, self._conventions)
        self._references = References(passage.text, nouns, self._named_so_far, surfaces)

    def named(self, candidate: Candidate) -> Named | None:
        """What it names, which those that follow may refer to."""
        found = self._named(candidate)
        if found:
            start, _, body, _ = found
            self._named_so_far.setdefault(body, start)
        return found

    def _named(self, candidate: Candidate) -> Named | None:
        """By its support, or what it refers to; a convention comes last."""
        start, end, pattern = candidate
        short = self._text[start:end]
        if meaning := self._supported(pattern.meanings):
            return start, end, meaning.body, meaning.how
        if short[1:4] == "he " and (body := self._referred(candidate, short)):
            return start, end, body, How.ALIAS
        if meaning := self._only(list(_conventional(pattern.meanings, self._conventions))):
            return start, end, meaning.body, meaning.how
        return None

    def _supported(self, meanings: Iterable[Meaning]) -> Meaning | None:
        """The one that needs no support, or has it, whether before or after."""
        known = self._known.named
        return self._only(
            [each for each in meanings if each.certain or (each.body in known and not each.definite)]
        )

    def _only(self, possible: list[Meaning]) -> Meaning | None:
        """The one that is possible; of several the one whose body was there on the day, if that is known."""
        if len(possible) > 1 and (day := self._day):
            possible = [each for each in possible if _is_of(each, day)]
        return possible[0] if len(possible) == 1 else None

    def _referred(self, candidate: Candidate, short: str) -> str | None:
        start, end, pattern = candidate
        listed = {meaning.body for meaning in pattern.meanings if meaning.definite}
        return self._references.body(short[len("the ") :], start, end, listed)


def _surfaces(text: str, candidates: Iterable[Candidate], conventions: frozenset[str]) -> set[str]:
    """Every name that the exchange has: full ones, and short ones that mean a body by convention."""
    return {
        text[start:end]
        for start, end, pattern in candidates
        if not pattern.is_short or any(_conventional(pattern.meanings, conventions))
    }


def _conventional(meanings: Iterable[Meaning], conventions: frozenset[str]) -> Iterator[Meaning]:
    """Those that are meant by one of these conventions."""
    return (each for each in meanings if not conventions.isdisjoint(each.conventions))


def _is_of(meaning: Meaning, day: date) -> bool:
    """Whether its body was there on a day, or is remembered; as far as the registry knows."""
    since, until = meaning.since, meaning.until
    if since and day.isoformat() < since:
        return False
    return not until or day.year <= int(until[:4]) + _REMEMBERED


def defined_here(passage: Passage, spans: Iterable[Span], known: Known, finder: Finder) -> Iterator[Named]:
    """Abbreviations that the registry does not have, wherever the exchange uses what it defined."""
    if not known.defined:
        return
    unlisted = {short: body for short, body in known.defined.items() if not finder.is_short_name(short)}
    if not unlisted:
        return
    taken = Taken(spans)
    for short, body in unlisted.items():
        for start, end in _standing(passage.text, short):
            if taken.leaves_free(start, end):
                yield start, end, body, How.ABBREVIATION


def _standing(text: str, short: str) -> Iterator[tuple[int, int]]:
    """Where a short name stands by itself, and is no part of an address; the spans do not overlap."""
    start = text.find(short)
    while start >= 0:
        end = start + len(short)
        before, after = text[start - 1], text[end]
        is_apart = not (before.isalnum() or before in "_@." or after.isalnum() or after in "_@")
        if is_apart:
            yield start, end
        start = text.find(short, end if is_apart else start + 1)
