"""The order of some candidates by what of the query they hold, and where.

The engine's order (BM25F) picks the candidates; looking at them closer tells what adding up words does not:
that two words are two names of one thing and must not count twice, and that a speaker is named without being
written.
"""

from collections.abc import Iterable, Sequence
from math import log

import numpy as np

from search.holding import WEIGHTS, Held, Weighed, Weights
from search.query.tree import Term
from search.widening.concepts import STRENGTH, Concept

Ranked = tuple[float, int]
"""The new score of a candidate, and its place among them."""

_ENGINE = 0.1
"""How much the engine's own score adds, to the best of a request: enough to tell apart what holds as much."""

_FURTHER = 0.4
"""How much places of other ways of a concept add, beside those of the way that has the most."""


_TOLD = 0.15
"""How much more an exchange is worth whose question asks for what this one asks to be told."""


class Ranking:
    """The concepts of a query with their worth."""

    def __init__(
        self, concepts: Sequence[Concept], frequencies: Sequence[int], total: int, weights: Weights = WEIGHTS
    ) -> None:
        """Frequencies say how many of all exchanges hold each concept in any way: rare ones weigh more."""
        self._weights = weights
        self._concepts = concepts
        self._worth = [log(1 + total / (1 + frequency)) for frequency in frequencies]

    def ordered(
        self, held: Held, scores: Iterable[Sequence[float]], told: Iterable[Term] = ()
    ) -> list[list[Ranked]]:
        """The candidates of each request with their new scores, the best first; equal ones as they came.

        Given are the engine's own scores, a request's after another's, and what the query asks to be told.
        """
        told = tuple(told)
        ways = [way.query for concept in self._concepts for way in concept.alternatives]
        held.look_up((*ways, *told))
        telling = np.zeros(held.count, bool)
        for each in told:
            telling |= held.in_question(each)
        values = [
            value * (1 + _TOLD * tells)
            for value, tells in zip(self._values(held), telling.tolist(), strict=True)
        ]
        ordered: list[list[Ranked]] = []
        place = 0
        for own in scores:
            greatest = max(own, default=0.0) or 1.0
            ranked = [
                (values[at] * (1 + _ENGINE * score / greatest), at)
                for at, score in enumerate(own, start=place)
            ]
            ordered.append(sorted(ranked, key=lambda each: -each[0]))
            place += len(own)
        return ordered

    def _values(self, held: Held) -> list[float]:
        """How much of what is asked for each candidate holds, and how well."""
        value = covered = np.zeros(held.count)
        for worth, concept in zip(self._worth, self._concepts, strict=True):
            best, strength = self._best(concept, held)
            value = value + worth * best
            covered = covered + worth * strength
        whole = sum(self._worth) or 1.0
        # The power by Python: numpy's differs in the last bit from processor to processor.
        return [
            float(each * (own / whole) ** self._weights.coverage)
            for each, own in zip(value.tolist(), covered.tolist(), strict=True)
        ]

    def _best(self, concept: Concept, held: Held) -> tuple[Weighed, Weighed]:
        """How well each candidate holds a concept, and how much its best way counts for.

        What says a thing in several ways says more of it, but never more than its best way can say. Of ways
        that say as much, the surest counts, which comes first.
        """
        strengths = np.array([[STRENGTH[way.why]] for way in concept.alternatives])
        counts = np.array([held.places(way.query) for way in concept.alternatives])
        each = strengths * self._saturated(counts)
        best, strength = each.max(axis=0), strengths.ravel().take(each.argmax(axis=0))
        weighed = counts * strengths / strength
        together = (1 - _FURTHER) * weighed.max(axis=0) + _FURTHER * weighed.sum(axis=0)
        several = np.count_nonzero(counts, axis=0) > 1
        held_together = np.maximum(best, strength * self._saturated(together))
        return np.where(several, held_together, best), strength * (best > 0)

    def _saturated(self, counts: Weighed) -> Weighed:
        return counts / (counts + self._weights.saturation)
