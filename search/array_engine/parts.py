"""The parts of a query, made ready for one segment: each knows its documents, and can test others'.

The rarest part of a conjunction is found; the others are only tested on what it found. Scores are added
in the order of the query, never in that of the work, so that exchanges with the same words have the same
score to the last bit, whichever segments they are in.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from search.array_engine.arrays import (
    NO_IDS,
    SPARSE,
    Holds,
    Ids,
    Scores,
    added_up,
    contained,
    firsts,
    spread,
    united,
)
from search.array_engine.postings import Scored

_STRETCH = 2**17
"""How many documents' sums are added up at a time: a megabyte."""


class Matches(NamedTuple):
    """What a part matches."""

    ids: Ids
    scores: Scores | None
    """One for each document; None where all are 0."""

    def kept(self, holds: Holds) -> "Matches":
        """Those of which something holds."""
        # On flags without order, `compress` is several times faster than an index of flags.
        return Matches(self.ids.compress(holds), None if self.scores is None else self.scores.compress(holds))


class Tested(NamedTuple):
    """Which of the documents in question a part matches."""

    holds: Holds
    scores: Scores | None
    """0 where it does not hold; None where all are 0."""


class Part(Protocol):
    """A part of a query, in one segment."""

    @property
    def size(self) -> int:
        """How many documents it matches at the most."""
        ...

    def find(self) -> Matches: ...

    def test(self, ids: Ids) -> Tested: ...


class Words:
    """Any of some words in any of some fields; every one that a document has adds to its score."""

    def __init__(self, postings: Sequence[Scored], span: int) -> None:
        self.postings = tuple(each for each in postings if len(each.ids))
        self._span = span
        self._count = sum(len(each.ids) for each in self.postings)
        self.size = min(self._count, span)

    def find(self) -> Matches:
        if not self.postings:
            return Matches(NO_IDS, None)
        if len(self.postings) == 1:
            return Matches(self.postings[0].ids, self.postings[0].scores())
        if not self.is_dense:
            return _merged(*self._together())
        return self._added_up()

    def test(self, ids: Ids) -> Tested:
        scores = self.scores_of(ids)
        return Tested(scores > 0, scores)

    def scores_of(self, ids: Ids) -> Scores:
        """What these documents score; 0 where they have none of the words."""
        scores = np.zeros(len(ids))
        for each in self.postings:
            scores += each.scores_of(ids, self._span)
        return scores

    @property
    def is_dense(self) -> bool:
        """Whether its postings are best spread out over all document numbers."""
        return self._count * SPARSE >= self._span

    def flags(self) -> Holds:
        """For every document number, whether it has any of the words."""
        flags = np.zeros(self._span, bool)
        for each in self.postings:
            flags[each.ids] = True
        return flags

    def _added_up(self) -> Matches:
        """All postings, a stretch of documents at a time: the sums of one stay near the processor."""
        lists = [(each.ids, each.scores()) for each in self.postings]
        if self._span <= _STRETCH:
            return _summed_up(lists, self._span)
        edges = np.arange(0, self._span + _STRETCH, _STRETCH)
        cuts = [ids.searchsorted(edges).tolist() for ids, _ in lists]
        found: list[Matches] = []
        for number, base in enumerate(edges[:-1].tolist()):
            rows = [slice(*each[number : number + 2]) for each in cuts]
            own = [(ids[at] - base, scores[at]) for (ids, scores), at in zip(lists, rows, strict=True)]
            ids, scores = _summed_up(own, min(_STRETCH, self._span - base))
            found.append(Matches(ids + base, scores))
        return Matches(
            np.concatenate([each.ids for each in found]),
            np.concatenate([each.scores for each in found if each.scores is not None]),
        )

    def _together(self) -> tuple[Ids, Scores]:
        ids = np.concatenate([each.ids for each in self.postings])
        return ids, np.concatenate([each.scores() for each in self.postings])


class Only:
    """Documents that a restriction allows: it scores nothing."""

    def __init__(self, ids: Ids, span: int) -> None:
        self._ids, self._span = ids, span
        self.size = len(ids)

    def find(self) -> Matches:
        return Matches(self._ids, None)

    def test(self, ids: Ids) -> Tested:
        return Tested(contained(ids, self._ids, self._span), None)


class Every:
    """All documents."""

    def __init__(self, span: int) -> None:
        self.size = span

    def find(self) -> Matches:
        return Matches(np.arange(self.size), None)

    def test(self, ids: Ids) -> Tested:
        return Tested(np.ones(len(ids), bool), None)


class Within:
    """Documents with a number, such as a date, from one to another, both included."""

    def __init__(self, numbers: Ids, first: int, last: int) -> None:
        self._numbers, self._first, self._last = numbers, first, last
        self.size = len(numbers)

    def find(self) -> Matches:
        return Matches(np.flatnonzero(self._allowed(self._numbers)), None)

    def test(self, ids: Ids) -> Tested:
        return Tested(self._allowed(self._numbers.take(ids)), None)

    def _allowed(self, numbers: Ids) -> Holds:
        return np.asarray((numbers >= self._first) & (numbers <= self._last))


class AnyOf:
    """Documents that any of some parts matches, with the scores of all that do."""

    def __init__(self, parts: Sequence[Part], span: int) -> None:
        self._parts, self._span = parts, span
        self.size = min(sum(part.size for part in parts), span)

    def find(self) -> Matches:
        found = [part.find() for part in self._parts]
        if all(each.scores is None for each in found):
            return Matches(united([each.ids for each in found], self._span), None)
        ids = np.concatenate([each.ids for each in found])
        scores = np.concatenate(
            [np.zeros(len(each.ids)) if each.scores is None else each.scores for each in found]
        )
        if len(ids) * SPARSE < self._span:
            return _merged(ids, scores)
        there = np.flatnonzero(spread(ids, self._span))
        return Matches(there, added_up(ids, scores, self._span).take(there))

    def test(self, ids: Ids) -> Tested:
        tested = [part.test(ids) for part in self._parts]
        holds = np.zeros(len(ids), bool)
        for each in tested:
            holds |= each.holds
        return Tested(holds, _summed(each.scores for each in tested))


class AllOf:
    """Documents that all of some parts match and none of some others, with the scores of the former."""

    def __init__(self, parts: Sequence[Part], excluded: Sequence[Part], span: int) -> None:
        self._parts = tuple(parts) or (Every(span),)
        self._excluded = excluded
        self.size = min(part.size for part in self._parts)

    def find(self) -> Matches:
        scores: list[Scores | None] = [None] * len(self._parts)
        by_size = sorted(range(len(self._parts)), key=lambda place: self._parts[place].size)
        ids, begun = self._begin(by_size, scores)
        for place in by_size[begun:]:
            holds, scores[place] = self._parts[place].test(ids)
            ids, scores = _kept(ids, scores, holds)
        for part in self._excluded:
            ids, scores = _kept(ids, scores, ~part.test(ids).holds)
        return Matches(ids, _summed(scores))

    def _begin(self, by_size: Sequence[int], scores: list[Scores | None]) -> tuple[Ids, int]:
        """The documents of the rarest parts, whose scores are put in their places; how many parts these are.

        Where several of the rarest are words that are not rare, documents that have all of these are picked
        out before any is scored.
        """
        dense: list[tuple[int, Words]] = []
        for place in by_size:
            part = self._parts[place]
            if not (isinstance(part, Words) and part.is_dense):
                break
            dense.append((place, part))
        if len(dense) < 2:
            ids, scores[by_size[0]] = self._parts[by_size[0]].find()
            return ids, 1
        holds = dense[0][1].flags()
        for _, part in dense[1:]:
            holds &= part.flags()
        ids = np.flatnonzero(holds)
        for place, part in dense:
            scores[place] = part.scores_of(ids)
        return ids, len(dense)

    def test(self, ids: Ids) -> Tested:
        tested = [part.test(ids) for part in self._parts]
        holds = np.ones(len(ids), bool)
        for each in tested:
            holds &= each.holds
        for part in self._excluded:
            holds &= ~part.test(ids).holds
        scores = _summed(each.scores for each in tested)
        return Tested(holds, None if scores is None else scores * holds)


def _kept(ids: Ids, scores: Sequence[Scores | None], holds: Holds) -> tuple[Ids, list[Scores | None]]:
    return ids.compress(holds), [each if each is None else each.compress(holds) for each in scores]


def _summed(scores: Iterable[Scores | None]) -> Scores | None:
    total: Scores | None = None
    for each in scores:
        if each is not None:
            total = each if total is None else total + each
    return total


def _summed_up(lists: Iterable[tuple[Ids, Scores]], span: int) -> Matches:
    """The documents of several lists, in none of which one comes twice, with the sums of their scores."""
    sums = np.zeros(span)
    for ids, scores in lists:
        sums[ids] = sums.take(ids) + scores
    there = np.flatnonzero(sums > 0)  # Every word scores above 0, so 0 means no match.
    return Matches(there, sums.take(there))


def _merged(ids: Ids, scores: Scores) -> Matches:
    """Postings one after another, with those of one document put together."""
    order = np.argsort(ids, kind="stable")
    ids = ids.take(order)
    new = firsts(ids)
    return Matches(ids.compress(new), added_up(np.cumsum(new) - 1, scores.take(order)))
