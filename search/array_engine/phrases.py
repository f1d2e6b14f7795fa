"""Phrases, and words near each other: in one field of one segment."""

from collections.abc import Sequence
from functools import cached_property, partial

import numpy as np

from search.array_engine.arrays import (
    NO_ROWS,
    SPARSE,
    Ids,
    Rows,
    Scores,
    contained,
    located,
    spread,
    spread_all,
)
from search.array_engine.compiled import Loops
from search.array_engine.parts import Matches, Tested
from search.array_engine.places import Places, Spans, beside, following, owners, phrase_spans, word_places
from search.array_engine.postings import ListedPostings, WordPostings


class Passage:
    """What is looked for by its place: a phrase, or one word."""

    def __init__(self, words: Sequence[WordPostings], slop: int, span: int, loops: Loops | None) -> None:
        self.words = words
        self._slop, self._span, self._loops = slop, span, loops

    @property
    def is_plain(self) -> bool:
        """Whether its words are to stand side by side, as they are written."""
        return self._slop == 1 and all(each.word.has_own_positions for each in self.words)

    def spans(self, among: "_Among") -> Spans:
        """Where it stands in documents all of which have all of its words."""
        known: dict[int, Places] = {}
        for each in self.words:
            if each.word.number not in known:
                rows = partial(among.rows_of, each)
                known[each.word.number] = word_places(each, among.ids, rows, self._span, self._loops)
        return phrase_spans([known[each.word.number] for each in self.words], self._slop)


class InOrder:
    """A phrase: scored as the sum of its words."""

    def __init__(self, phrase: Passage, span: int, loops: Loops | None) -> None:
        self._phrase, self._span, self._loops = phrase, span, loops
        self.size = min(each.size for each in phrase.words)

    def find(self) -> Matches:
        return self._among(None)

    def test(self, ids: Ids) -> Tested:
        return _tested(self._among(ids), ids, self._span)

    def _among(self, ids: Ids | None) -> Matches:
        if self._loops is not None and self._phrase.is_plain:
            words = tuple([each.word.placed(each.weight) for each in self._phrase.words])
            found, scores = self._loops.phrase(words, ids)
            listed = ListedPostings.of(found, self._phrase.words, scores)
            return Matches(found, [listed], is_whole=True)
        among = _Among(self._phrase.words, ids, self._span)
        return among.matches(owners(self._phrase.spans(among).ends))


class NearEachOther:
    """Two words or phrases within a distance, in either order; scored as the sum of both."""

    def __init__(self, left: Passage, right: Passage, distance: int, span: int) -> None:
        self._left, self._right, self._distance, self._span = left, right, distance, span
        self._words = (*left.words, *right.words)
        self.size = min(each.size for each in self._words)

    def find(self) -> Matches:
        return self._found

    @cached_property
    def _found(self) -> Matches:
        return self._among(None)

    def test(self, ids: Ids) -> Tested:
        return _tested(self._among(ids), ids, self._span)

    def _among(self, ids: Ids | None) -> Matches:
        among = _Among(self._words, ids, self._span)
        if not len(among.ids):
            return among.matches(NO_ROWS)
        left, right = self._left.spans(among), self._right.spans(among)
        forwards = owners(self._near(right.starts, left.ends))
        backwards = owners(self._near(left.starts, right.ends))
        return among.matches(np.flatnonzero(spread_all((forwards, backwards), len(among.ids))))

    def _near(self, places: Places, after: Places) -> Places:
        if self._distance == 1:
            return beside(places, after, 1)
        return following(places, after, self._distance)


class _Among:
    """The documents that have all of some words, and where each word's postings have them."""

    def __init__(self, words: Sequence[WordPostings], ids: Ids | None, span: int) -> None:
        self._words, self._span = words, span
        self._rows: dict[int, Rows] = {}
        smallest, *larger = sorted(words, key=lambda each: each.size)
        self.ids = smallest.ids if ids is None else ids.compress(smallest.holds(ids, span))
        for each in larger:
            self._keep(each)

    def rows_of(self, word: WordPostings) -> Rows:
        """Where the documents stand among a word's postings."""
        rows = self._rows.get(id(word))
        if rows is None:
            rows = self._rows[id(word)] = located(self.ids, word.ids, self._span)
        return rows

    def matches(self, places: Rows) -> Matches:
        """Some of the documents, by their places among them, each scored as the sum of all words."""
        found = ListedPostings.of(self.ids.take(places), self._words, lambda: self._scores(places))
        return Matches(found.ids, [found], is_whole=True)

    def _scores(self, places: Rows) -> Scores:
        scores: Scores = np.zeros(len(places))
        for each in self._words if len(places) else ():
            scores += each.scores_at(self.rows_of(each).take(places))
        return scores

    def _keep(self, word: WordPostings) -> None:
        """Leave only documents that have a word too."""
        before = len(self.ids)
        if before * SPARSE < word.size:
            self.ids = self.ids.compress(word.holds(self.ids, self._span))
            self._rows = {}
            return
        rows = np.flatnonzero(spread(self.ids, self._span).take(word.ids))
        self.ids = word.ids.take(rows)
        self._rows = {**(self._rows if len(rows) == before else {}), id(word): rows}


def _tested(found: Matches, ids: Ids, span: int) -> Tested:
    return Tested(contained(ids, found.ids, span), found)
