"""Which passages of an exchange show best why it was found?"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from corpus.exchange import Role
from search.passages.cutting import window
from search.passages.finding import Found
from search.passages.sentences import sentence
from search.passages.sizes import PASSAGES, REACH

_USUAL = 2
"""How many are shown where they show everything that was found."""

_ANCHORS = 200
"""How many places of one speech are tried as the beginning of a passage."""


class Passage(NamedTuple):
    """From and to in one speech, and what was found there."""

    speech: int
    start: int
    end: int
    found: Sequence[Found]
    cites: bool = False
    """Whether it is a sentence that cites a body asked for."""


class Searched(NamedTuple):
    """A speech with what was found in it, in the order of the text."""

    number: int
    role: Role
    text: str
    words: Sequence[Found]
    cited: Sequence[Found]

    def passage(self, start: int, end: int, cites: bool = False) -> Passage:
        found = sorted((*self.words, *self.cited), key=_place) if self.cited else self.words
        if found and (found[0].start < start or found[-1].end > end):
            found = [each for each in found if each.start >= start and each.end <= end]
        return Passage(self.number, start, end, found, cites)


def chosen(searched: Sequence[Searched]) -> list[Passage]:
    """Up to three passages of an exchange: the best of each role, then whichever are best, in order."""
    bests = [(each, best) for each in searched if (best := _best(each)).found]
    by_role: dict[Role, list[Passage]] = {}
    for each, best in bests:
        by_role.setdefault(each.role, []).append(best)
    taken: list[Passage] = []
    others: list[Passage] = []
    for own in by_role.values():
        if len(own) > 1:
            own.sort(key=_worth)
        taken.append(own[0])
        others += own[1:]
    if len(taken) < _USUAL or _left_out(searched, taken):
        others += [second for each, best in bests if (second := _second_best(each, best))]
    if len(others) > 1:
        others.sort(key=_worth)
    taken += others[: PASSAGES - len(taken)]
    return sorted(taken, key=_shown)


def _place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _different(found: Sequence[Found]) -> int:
    return len({each.what for each in found}) if len(found) > 1 else len(found)


def _worth(passage: Passage) -> tuple[bool, int, int, int, int, int]:
    """Less is better: what cites, then more of the different things asked for, then more places."""
    found = passage.found
    return not passage.cites, -_different(found), -len(found), passage.speech, passage.start, passage.end


def _best_of(passages: Sequence[Passage]) -> Passage | None:
    if len(passages) > 1:
        return min(passages, key=_worth)
    return passages[0] if passages else None


def _shown(passage: Passage) -> tuple[bool, int, int]:
    return not passage.cites, passage.speech, passage.start


def _left_out(searched: Sequence[Searched], chosen: Sequence[Passage]) -> bool:
    """Whether something that is asked for stands in the exchange, but in none of these passages."""
    if sum([len(passage.found) for passage in chosen]) == sum(
        [len(each.words) + len(each.cited) for each in searched]
    ):
        return False
    shown = {each.what for passage in chosen for each in passage.found}
    return any(each.what not in shown for speech in searched for each in chain(speech.words, speech.cited))


def _best(searched: Searched) -> Passage:
    """The best sentence that cites a body asked for; where there is none, the best with words."""
    if searched.cited:
        return min(_citing_sentences(searched), key=_worth)
    start, end = window(searched.text, _richest(searched.words), 0, len(searched.text))
    return searched.passage(start, end)


def _second_best(searched: Searched, best: Passage) -> Passage | None:
    """The best passage with words on either side of the best one; without words, another citing sentence."""
    if len(best.found) == len(searched.words) + len(searched.cited):
        return None
    before = searched.words[: bisect_left(searched.words, (best.start,))]
    after = searched.words[bisect_left(searched.words, (best.end,)) :]
    edges = ((before, 0, best.start), (after, best.end, len(searched.text)))
    passages = [
        searched.passage(*window(searched.text, _richest(words), floor, ceiling))
        for words, floor, ceiling in edges
        if words
    ]
    if not passages and searched.cited:
        passages = [
            each for each in _citing_sentences(searched) if each.end <= best.start or best.end <= each.start
        ]
    return _best_of([each for each in passages if each.found])


def _citing_sentences(searched: Searched) -> list[Passage]:
    spans = dict.fromkeys(sentence(searched.text, each.start, each.end) for each in searched.cited[:_ANCHORS])
    return [searched.passage(*span, cites=True) for span in spans]


def _richest(found: Sequence[Found]) -> int:
    """Where a passage begins that holds the most of what was found: different things first, then places."""
    at = found[0].start
    if found[-1].end - at <= REACH:
        return at
    kinds, ends = _different(found), [each.end for each in found]
    last, best = 0, (0, 0)
    for number, anchor in enumerate(found[:_ANCHORS]):
        reach = anchor.start + REACH
        while last < len(ends) and ends[last] <= reach:
            last += 1
        count = max(last - number, 1)
        if (min(count, kinds), count) > best:
            worth = (_different(found[number : number + count]) if kinds > 1 else 1, count)
            if worth > best:
                best, at = worth, anchor.start
        if last == len(ends):
            break  # All that follow hold a part of this.
    return at
