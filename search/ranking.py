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

_RARITY = 0.4
"""How far a way of a concept counts by how rare it is by itself, and not as the concept: 0 not at all.

Who asks for rioting also finds the far commoner "public order", which says less of riots.
"""

_TOLD = 0.15
"""How much more an exchange is worth whose question asks for what this one asks to be told."""


class Ranking:
    """The concepts of a query with their worth."""

    def __init__(
        self,
        concepts: Sequence[Concept],
        counts: Sequence[Sequence[int]],
        total: int,
        weights: Weights = WEIGHTS,
    ) -> None:
        """Counts say how many of all exchanges hold each concept in each of its ways: the rare weigh more."""
        self._weights = weights
        self._concepts = concepts
        self._worth = [_worth(each.frequency(own), total) for each, own in zip(concepts, counts, strict=True)]
        self._rarities = [
            [(_worth(count, total) / (worth or 1.0)) ** _RARITY for count in own]
            for worth, own in zip(self._worth, counts, strict=True)
        ]

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
        for worth, rarities, concept in zip(self._worth, self._rarities, self._concepts, strict=True):
            best, strength = self._best(concept, rarities, held)
            value = value + worth * best
            covered = covered + worth * strength
        whole = sum(self._worth) or 1.0
        # The power by Python: numpy's differs in the last bit from processor to processor.
        return [
            float(each * (own / whole) ** self._weights.coverage)
            for each, own in zip(value.tolist(), covered.tolist(), strict=True)
        ]

    def _best(self, concept: Concept, rarities: Sequence[float], held: Held) -> tuple[Weighed, Weighed]:
        """How well each candidate holds a concept, and how sure its best way is.

        What says a thing in several ways says more of it, but never more than its best way can say. Of ways
        that say as much, the surest counts, which comes first.
        """
        strengths = np.array([STRENGTH[way.why] for way in concept.alternatives])
        worths = strengths * rarities
        counts = np.array([held.places(way.query) for way in concept.alternatives])
        if len(counts) == 1:
            only = worths[0] * self._saturated(counts[0])
            return only, strengths[0] * (only > 0)
        each = worths[:, None] * self._saturated(counts)
        which = each.argmax(axis=0)
        best, worth = each.max(axis=0), worths.take(which)
        weighed = counts * worths[:, None] / worth
        together = (1 - _FURTHER) * weighed.max(axis=0) + _FURTHER * weighed.sum(axis=0)
        several = np.count_nonzero(counts, axis=0) > 1
        held_together = np.maximum(best, worth * self._saturated(together))
        return np.where(several, held_together, best), strengths.take(which) * (best > 0)

    def _saturated(self, counts: Weighed) -> Weighed:
        return counts / (counts + self._weights.saturation)


def _worth(frequency: int, total: int) -> float:
    """How much it says of an exchange that it holds what so many of all hold."""
    return log(1 + total / (1 + frequency))
