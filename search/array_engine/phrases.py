"""Phrases, and words near each other: in one field of one segment."""

from collections.abc import Sequence

import numpy as np

from search.array_engine.arrays import Ids, Scores, contained, located
from search.array_engine.parts import Matches, Tested
from search.array_engine.places import Places, Spans, following, owners, phrase_spans, word_places
from search.array_engine.postings import WordPostings


class Passage:
    """What is looked for by its place: a phrase, or one word."""

    def __init__(self, words: Sequence[WordPostings], slop: int, span: int) -> None:
        self.words = words
        self._slop, self._span = slop, span

    def spans(self, ids: Ids) -> Spans:
        """Where it stands in these documents, all of which have all of its words."""
        known: dict[int, Places] = {}
        for each in self.words:
            if each.number not in known:
                known[each.number] = word_places(each, ids, self._span)
        return phrase_spans([known[each.number] for each in self.words], self._slop)


class InOrder:
    """A phrase: scored as the sum of its words."""

    def __init__(self, phrase: Passage, span: int) -> None:
        self._phrase, self._span = phrase, span
        self.size = min(len(each.ids) for each in phrase.words)

    def find(self) -> Matches:
        return self._among(None)

    def test(self, ids: Ids) -> Tested:
        return _as_tested(self._among(ids), ids, self._span)

    def _among(self, ids: Ids | None) -> Matches:
        words = self._phrase.words
        common = _common(words, ids, self._span)
        ends = self._phrase.spans(common).ends
        return _scored(common.take(owners(ends)), words, self._span)


class NearEachOther:
    """Two words or phrases within a distance, in either order; scored as the sum of both."""

    def __init__(self, left: Passage, right: Passage, distance: int, span: int) -> None:
        self._left, self._right, self._distance, self._span = left, right, distance, span
        self._words = (*left.words, *right.words)
        self.size = min(len(each.ids) for each in self._words)

    def find(self) -> Matches:
        return self._among(None)

    def test(self, ids: Ids) -> Tested:
        return _as_tested(self._among(ids), ids, self._span)

    def _among(self, ids: Ids | None) -> Matches:
        common = _common(self._words, ids, self._span)
        left, right = self._left.spans(common), self._right.spans(common)
        forwards = owners(following(right.starts, left.ends, self._distance))
        backwards = owners(following(left.starts, right.ends, self._distance))
        return _scored(common.take(np.union1d(forwards, backwards)), self._words, self._span)


def _common(words: Sequence[WordPostings], ids: Ids | None, span: int) -> Ids:
    """The documents that have all the words, of these or of all."""
    by_size = sorted(words, key=lambda each: len(each.ids))
    common = by_size[0].ids if ids is None else ids
    for each in by_size[1:] if ids is None else by_size:
        common = common.compress(contained(common, each.ids, span))
    return common


def _scored(ids: Ids, words: Sequence[WordPostings], span: int) -> Matches:
    scores: Scores = np.zeros(len(ids))
    for each in words:
        scores += each.scores_at(located(ids, each.ids, span))
    return Matches(ids, scores)


def _as_tested(found: Matches, ids: Ids, span: int) -> Tested:
    scores = np.zeros(len(ids))
    if found.scores is not None:
        scores[located(found.ids, ids, span)] = found.scores
    return Tested(scores > 0, scores)
