"""The parts of a query, made ready for one segment: each knows its documents, and can test others'.

The rarest part of a conjunction is found; the others are only tested on what it found. Nothing is scored
here: a part gives the lists that scores are added up from, and whoever wants the best takes what is needed.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from search.array_engine.arrays import SPARSE, Holds, Ids, contained, spread_all, united
from search.array_engine.compiled import Located, Loops
from search.array_engine.postings import ListedPostings, Scored, added_up_of, by_weight

_FEW = 100
"""So many documents are held against a further part sooner than its own are found."""


class Matches:
    """What a part matches in its segment: thousands are remembered, each with as few objects as can be."""

    __slots__ = ("_ids", "is_whole", "lists")

    def __init__(
        self, ids: Ids | Callable[[], Ids], lists: Sequence[Scored] = (), is_whole: bool = False
    ) -> None:
        self._ids = ids
        self.lists = by_weight(lists) if len(lists) > 1 else tuple(lists)
        """What a document that matches has in each of these adds up to its score."""
        self.is_whole = is_whole
        """Whether the documents are all those of the lists, and no others."""

    @property
    def ids(self) -> Ids:
        """The documents: found when they are first asked for, as the best may be known without the others."""
        known = self._ids
        if not isinstance(known, np.ndarray):
            known = self._ids = known()
        return known

    def where(self, holds: Holds) -> "Matches":
        """Those of which something holds."""
        return Matches(self.ids.compress(holds), self.lists)

    def by_themselves(self, span: int) -> tuple[Scored, ...]:
        """Lists that have no documents but those that match."""
        if self.is_whole or not self.lists:
            return self.lists
        return (ListedPostings.of(self.ids, self.lists, lambda: added_up_of(self.lists, self.ids, span)),)


class Tested(NamedTuple):
    """Which of the documents in question a part matches."""

    holds: Holds
    matches: Matches
    """These, as if there were no other documents than those in question."""


class Part(Protocol):
    """A part of a query, in one segment."""

    @property
    def size(self) -> int:
        """How many documents it matches at the most."""
        ...

    def find(self) -> Matches: ...

    def test(self, ids: Ids) -> Tested: ...


class Once:
    """A part that is found once, for all who ask for it."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self.size = part.size

    def find(self) -> Matches:
        return self._found

    def test(self, ids: Ids) -> Tested:
        return self._part.test(ids)

    @cached_property
    def _found(self) -> Matches:
        return self._part.find()


class Words:
    """Any of some words in any of some fields; every one that a document has adds to its score."""

    def __init__(self, postings: Sequence[Scored], span: int, loops: Loops | None) -> None:
        self.postings = tuple(each for each in postings if each.size)
        self._span, self._loops = span, loops
        self._count = sum(each.size for each in self.postings)
        self.size = min(self._count, span)

    def find(self) -> Matches:
        return Matches(self._ids, self.postings, is_whole=True)

    def test(self, ids: Ids) -> Tested:
        holds = np.zeros(len(ids), bool)
        for each in self.postings:
            holds |= each.holds(ids, self._span)
        return Tested(holds, Matches(lambda: ids.compress(holds), self.postings, is_whole=True))

    @property
    def is_dense(self) -> bool:
        """Whether its postings are best spread out over all document numbers."""
        return self._count * SPARSE >= self._span

    def located(self) -> tuple[Located, ...]:
        """Its postings, for the compiled loops."""
        return tuple([each.located() for each in self.postings])

    def flags(self) -> Holds:
        """For every document number, whether it has any of the words."""
        return spread_all((each.ids for each in self.postings), self._span)

    def _ids(self) -> Ids:
        if len(self.postings) == 1:
            return self.postings[0].ids
        return _in_any(self.postings, self._span, self._loops)


class Only:
    """Documents that a restriction allows: it scores nothing."""

    def __init__(self, ids: Ids, span: int) -> None:
        self._ids, self._span = ids, span
        self.size = len(ids)

    def find(self) -> Matches:
        return Matches(self._ids)

    def test(self, ids: Ids) -> Tested:
        return _unscored(ids, contained(ids, self._ids, self._span))


class Every:
    """All documents."""

    def __init__(self, span: int) -> None:
        self.size = span

    def find(self) -> Matches:
        return Matches(np.arange(self.size))

    def test(self, ids: Ids) -> Tested:
        return _unscored(ids, np.ones(len(ids), bool))


class Within:
    """Documents with a number, such as a date, from one to another, both included."""

    def __init__(self, numbers: Ids, first: int, last: int) -> None:
        self._numbers, self._first, self._last = numbers, first, last
        self.size = len(numbers)

    def find(self) -> Matches:
        return Matches(np.flatnonzero(self._allowed(self._numbers)))

    def test(self, ids: Ids) -> Tested:
        return _unscored(ids, self._allowed(self._numbers.take(ids)))

    def _allowed(self, numbers: Ids) -> Holds:
        return np.asarray((numbers >= self._first) & (numbers <= self._last))


class AnyOf:
    """Documents that any of some parts matches, with the scores of all that do."""

    def __init__(self, parts: Sequence[Part], span: int, loops: Loops | None) -> None:
        self._parts, self._span, self._loops = parts, span, loops
        self.size = min(sum(part.size for part in parts), span)

    def find(self) -> Matches:
        return _together([part.find() for part in self._parts], self._span, self._loops)

    def test(self, ids: Ids) -> Tested:
        tested = [part.test(ids) for part in self._parts]
        holds = np.zeros(len(ids), bool)
        for each in tested:
            holds |= each.holds
        together = _together([each.matches for each in tested], self._span, self._loops)
        return Tested(holds, Matches(lambda: ids.compress(holds), together.lists, together.is_whole))


class Raised:
    """Documents that a part matches; further parts, which match none but these, raise some of their scores.

    Those are made ready where there is anything to raise, and where that is little they look no further.
    """

    def __init__(self, first: Part, further: Callable[[], Sequence[Part]], span: int) -> None:
        self._first, self._further, self._span = first, further, span
        self.size = first.size

    def find(self) -> Matches:
        first = self._first.find()
        if not len(first.ids):
            return first
        if len(first.ids) > _FEW:
            return self._raised(first, [part.find() for part in self._further()])
        return self._raised(first, [part.test(first.ids).matches for part in self._further()])

    def test(self, ids: Ids) -> Tested:
        holds, first = self._first.test(ids)
        further = self._further() if holds.any() else ()
        return Tested(holds, self._raised(first, [part.test(ids).matches for part in further]))

    def _raised(self, first: Matches, further: Sequence[Matches]) -> Matches:
        lists = _together([first, *further], self._span, None).lists
        return Matches(lambda: first.ids, lists, is_whole=first.is_whole or bool(first.lists))


class AllOf:
    """Documents that all of some parts match and none of some others, with the scores of the former."""

    def __init__(
        self, parts: Sequence[Part], excluded: Sequence[Part], span: int, loops: Loops | None
    ) -> None:
        self._parts = tuple(parts) or (Every(span),)
        self._span, self._loops = span, loops
        self._excluded = excluded
        self.size = min(part.size for part in self._parts)

    def find(self) -> Matches:
        found = self._parts[0].find() if len(self._parts) == 1 else self._found_in_all()
        for part in self._excluded:
            found = self._without(part, found)
        return found

    def _found_in_all(self) -> Matches:
        lists: list[Sequence[Scored]] = [()] * len(self._parts)
        by_size = sorted(range(len(self._parts)), key=lambda place: self._parts[place].size)
        ids, begun = self._begin(by_size, lists)
        for place in by_size[begun:]:
            if not len(ids):
                return Matches(ids)
            holds, matches = self._parts[place].test(ids)
            ids, lists[place] = ids.compress(holds), matches.lists
        return Matches(ids, [own for each in lists for own in each])

    def _without(self, part: Part, found: Matches) -> Matches:
        """What was found, but for what another part matches: all as it is where that is nothing."""
        if part.size > self.size:
            return found.where(~part.test(found.ids).holds)
        unwanted = part.find().ids
        return found.where(~contained(found.ids, unwanted, self._span)) if len(unwanted) else found

    def _begin(self, by_size: Sequence[int], lists: list[Sequence[Scored]]) -> tuple[Ids, int]:
        """The documents of the rarest parts, whose lists are put in their places; how many parts these are.

        Where several of the rarest are words that are not rare, their documents are picked out together.
        """
        dense: list[Words] = []
        for place in by_size:
            part = self._parts[place]
            if not (isinstance(part, Words) and part.is_dense):
                break
            dense.append(part)
            lists[place] = part.postings
        if not dense:
            found = self._parts[by_size[0]].find()
            lists[by_size[0]] = found.lists
            return found.ids, 1
        if self._loops:
            located = tuple([part.located() for part in dense])
            return self._loops.documents(located), len(dense)
        holds = dense[0].flags()
        for part in dense[1:]:
            holds &= part.flags()
        return np.flatnonzero(holds), len(dense)

    def test(self, ids: Ids) -> Tested:
        tested = [part.test(ids) for part in self._parts]
        holds = np.ones(len(ids), bool)
        for each in tested:
            holds &= each.holds
        for part in self._excluded:
            holds &= ~part.test(ids).holds
        lists = [own for each in tested for own in each.matches.lists]
        return Tested(holds, Matches(lambda: ids.compress(holds), lists))


def _together(found: Sequence[Matches], span: int, loops: Loops | None) -> Matches:
    """What any of some parts matches."""
    lists = [own for each in found for own in each.by_themselves(span)]
    if not all(each.is_whole or each.lists for each in found):
        return Matches(lambda: united([each.ids for each in found], span), lists)
    return Matches(lambda: _in_any(lists, span, loops), lists, is_whole=True)


def _in_any(lists: Sequence[Scored], span: int, loops: Loops | None) -> Ids:
    """The documents that any of some lists has."""
    if loops and sum([each.size for each in lists]) * SPARSE >= span:
        return loops.documents((tuple([each.located() for each in lists]),))
    return united([each.ids for each in lists], span)


def _unscored(ids: Ids, holds: Holds) -> Tested:
    return Tested(holds, Matches(lambda: ids.compress(holds)))
